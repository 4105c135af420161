// Modules of the product that tests have another one for: how an import of one ends, and what stands in its place.
import { join } from 'node:path';
import { root } from '../setup.mjs';

const replace = (find, path) => ({ find, replacement: join(root, path) });

/** In tests and in the processes that they start. */
export const EVERYWHERE = [replace(/^.*\/threads\.ts$/, 'packages/store-duckdb/src/testing-threads.ts')];

/** In tests. */
export const IN_TESTS = [
  ...EVERYWHERE,
  // What tests fork starts as it was bundled for the run.
  replace(/^.*\/fork-module\.ts$/, 'packages/ingest/src/normalise/testing-fork-module.ts'),
];
