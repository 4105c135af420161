import { join } from 'node:path';
import { storeConformance } from '@flightdeck/store/conformance';
import { openDuckdbStore } from './open-store.ts';

storeConformance('DuckDB', (readFolder) =>
  openDuckdbStore({ file: join(readFolder, 'db', 'flightdeck.duckdb'), readFolders: [readFolder] }),
);
