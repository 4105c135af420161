// Global set-up of vitest: bundles the processes that tests start, once a run and from the sources as they are then.
// Compiled at each start they would cost several times as much.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../setup.mjs';
import { EVERYWHERE } from './replaced.mjs';

/** What tests start as a process, or what those processes fork. */
const MODULES = [
  'packages/app/src/demo/demo-simulator.ts',
  'packages/app/src/compare/reconcile-upload-process.ts',
  'packages/cli/src/main.ts',
  'packages/ingest/src/kill/testing-child.ts',
  'packages/ingest/src/normalise/process/reader-process.ts',
  'packages/ingest/src/normalise/process/testing-readers.ts',
  'tests/src/backup/backup-child.ts',
  'tests/src/faults/driver.ts',
  'tests/src/faults/server-driver.ts',
];

/** As deep in a package as its modules are when built: what they find by a relative path, they find. */
const PARENT = join(root, 'packages', 'cli', 'node_modules');

/**
 * The engine by `require`: `import` of a package in CommonJS first reads it for its names, a tenth of a second each time. What is around it
 * is bundled: fifty files to be found take another twentieth.
 */
const ENGINE_BY_REQUIRE = {
  name: 'engine-by-require',
  setup(bundler) {
    bundler.onResolve({ filter: /^@duckdb\/node-bindings/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: 'by-require' },
    );
    bundler.onLoad({ filter: /.*/, namespace: 'by-require' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

/** What tests have another module for, these processes have too. */
const REPLACED = {
  name: 'replaced',
  setup(bundler) {
    for (const { find, replacement } of EVERYWHERE) bundler.onResolve({ filter: find }, () => ({ path: replacement }));
  },
};

/**
 * Names the folder in TEST_CHILDREN; resolves with what removes it.
 *
 * @public Called by vitest.
 */
export async function setup() {
  if (process.env.TEST_CHILDREN) return undefined;
  mkdirSync(PARENT, { recursive: true });
  const folder = mkdtempSync(join(PARENT, '.flightdeck-test-'));
  await build({
    entryPoints: MODULES.map((path) => join(root, path)),
    entryNames: '[name]',
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['flightdeck-source'],
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [ENGINE_BY_REQUIRE, REPLACED],
    // Packages in CommonJS ask for Node's modules by `require`.
    banner: { js: `import{createRequire as toRequire}from'node:module';const require=toRequire(import.meta.url);` },
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  process.env.TEST_CHILDREN = folder;
  return () => {
    delete process.env.TEST_CHILDREN;
    rmSync(folder, { recursive: true, force: true });
  };
}
