import { join } from 'node:path';
import { storeConformance } from '@flightdeck/store/conformance';
import { openDuckdbStore } from './open-store.ts';

/** With two threads, as outside of tests. */
const open = (readFolder: string) =>
  openDuckdbStore({ file: join(readFolder, 'db', 'flightdeck.duckdb'), readFolders: [readFolder], threads: 2 });

/** All days the company has numbers of, and the two months they are in. */
const DAYS = { from: '2026-10-30', to: '2026-11-02' };
const MONTHS = { from: '2026-10-01', to: '2026-11-30' };

storeConformance('DuckDB', open);

storeConformance('DuckDB with its rollups caught up', async (readFolder) => {
  const store = await open(readFolder);
  return {
    ...store,
    async scan(scan, signal) {
      await store.catchUp();
      const holdsAll = scan.range.from <= DAYS.from && scan.range.to >= DAYS.to;
      return store.scan(holdsAll ? { ...scan, range: MONTHS } : scan, signal);
    },
  };
});
