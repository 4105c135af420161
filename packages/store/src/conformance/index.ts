import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { Store } from '../port.ts';
import { answerTests } from './answers/answers.ts';
import { peopleAnswerTests } from './answers/answers-by-people.ts';
import { historyTests } from './answers/history.ts';
import { outcomeTests } from './answers/outcomes.ts';
import { propertyTests } from './answers/properties.ts';
import { seatTests } from './answers/seats.ts';
import { storedTests } from './answers/stored.ts';
import { loadCompany } from './fixtures/load.ts';
import { adoptedTests } from './loads/adopted.ts';
import { asOfTests } from './loads/as-of.ts';
import { hostTests } from './loads/hosts.ts';
import { identityTests } from './loads/identity.ts';
import { loadTests } from './loads/loads.ts';
import { nameTests } from './loads/names.ts';
import { noneTests } from './loads/none.ts';
import { organizationRowsTests } from './loads/organization-rows.ts';
import { seatsOfPeopleTests } from './loads/seats-of-people.ts';

export { ask } from './fixtures/ask.ts';
export type { FixtureFact } from './fixtures/fixture-fact.ts';
export { type LoadOptions, loadCompany, loadFacts } from './fixtures/load.ts';
export { type RandomScans, randomScanTests } from './random/random-scans.ts';

/** An empty store of its own that may read fact files from the folder. */
export type OpenStore = (readFolder: string) => Promise<Store>;

interface Opened {
  readonly store: Store;
  readonly folder: string;
}

/** The tests every store must pass. */
export function storeConformance(name: string, openStore: OpenStore): void {
  const open = async (): Promise<Opened> => {
    const folder = await mkdtemp(join(tmpdir(), 'flightdeck-conformance-'));
    return { folder, store: await openStore(folder) };
  };
  const shut = async ({ store, folder }: Opened): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };

  describe(`${name} answers`, () => {
    let company: Opened | undefined;
    const store = (): Store => {
      if (!company) throw new Error('The store did not open.');
      return company.store;
    };
    beforeAll(async () => {
      company = await open();
      await loadCompany(company.store, company.folder);
    });
    afterAll(async () => {
      if (company) await shut(company);
    });
    answerTests(store);
    peopleAnswerTests(store);
    outcomeTests(store);
    seatTests(store);
    historyTests(store);
    storedTests(store);
    propertyTests(store);
  });

  describe(`${name} loads`, () => {
    const opened: Opened[] = [];
    afterEach(async () => {
      for (const one of opened.splice(0)) await shut(one);
    });
    const openEmpty = async (): Promise<Opened> => {
      const one = await open();
      opened.push(one);
      return one;
    };
    loadTests(openEmpty);
    hostTests(openEmpty);
    nameTests(openEmpty);
    adoptedTests(openEmpty);
    identityTests(openEmpty);
    noneTests(openEmpty);
    seatsOfPeopleTests(openEmpty);
    asOfTests(openEmpty);
    organizationRowsTests(openEmpty);
  });
}
