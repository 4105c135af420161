import { join } from 'node:path';
import { randomScanTests } from '@flightdeck/store/conformance';
import { openDuckdbStore } from './open-store.ts';

/** With two threads, as outside of tests. */
const open = (readFolder: string) =>
  openDuckdbStore({ file: join(readFolder, 'db', 'flightdeck.duckdb'), readFolders: [readFolder], threads: 2 });

randomScanTests('DuckDB', open, { worlds: 3, scans: 100 });

randomScanTests(
  'DuckDB with its rollups caught up',
  async (readFolder) => {
    const store = await open(readFolder);
    return {
      ...store,
      async scan(scan, signal) {
        await store.catchUp();
        return store.scan(scan, signal);
      },
    };
  },
  { worlds: 3, scans: 100, seed: 2027 },
);
