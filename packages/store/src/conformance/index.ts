import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '../port.ts';
import { answerTests } from './answers.ts';
import { loadCompany } from './load.ts';

export { ask } from './ask.ts';
export { COMPANY, type FixtureFact } from './company.ts';
export { type LoadOptions, loadCompany, loadFacts } from './load.ts';

/** An empty store of its own that may read fact files from the folder. */
export type OpenStore = (readFolder: string) => Promise<Store>;

/** The tests every store must pass. */
export function storeConformance(name: string, openStore: OpenStore): void {
  describe(`${name} answers`, () => {
    let folder = '';
    let store: Store | undefined;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'flightdeck-conformance-'));
      store = await openStore(folder);
      await loadCompany(store, folder);
    });
    afterAll(async () => {
      await store?.close();
      await rm(folder, { recursive: true, force: true });
    });
    answerTests(() => {
      if (!store) throw new Error('The store did not open.');
      return store;
    });
  });
}
