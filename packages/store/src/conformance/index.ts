import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { Store } from '../port.ts';
import { adoptedTests } from './adopted.ts';
import { answerTests } from './answers.ts';
import { asOfTests } from './as-of.ts';
import { historyTests } from './history.ts';
import { hostTests } from './hosts.ts';
import { identityTests } from './identity.ts';
import { loadCompany } from './load.ts';
import { loadTests } from './loads.ts';
import { nameTests } from './names.ts';
import { noneTests } from './none.ts';
import { organizationRowsTests } from './organization-rows.ts';
import { outcomeTests } from './outcomes.ts';
import { propertyTests } from './properties.ts';
import { seatTests } from './seats.ts';
import { seatsOfPeopleTests } from './seats-of-people.ts';
import { storedTests } from './stored.ts';

export { ask } from './ask.ts';
export { COMPANY } from './company.ts';
export type { FixtureFact } from './fixture-fact.ts';
export { type LoadOptions, loadCompany, loadFacts } from './load.ts';
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
