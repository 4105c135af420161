// Our packages and what they use as a few files of plain JavaScript: what was tested is what runs, and nothing is left to resolve but
// DuckDB, which has a binary for each platform.
import { join } from 'node:path';
import { root } from '../setup.mjs';

/** What starts as a process: the command, and what it forks. They find each other by name in one folder. */
const PROCESSES = {
  flightdeck: 'packages/cli/src/main.ts',
  'reader-process': 'packages/ingest/src/normalise/process/reader-process.ts',
  'reconcile-upload-process': 'packages/app/src/compare/reconcile-upload-process.ts',
  'demo-simulator': 'packages/app/src/demo/demo-simulator.ts',
};

/** Sources of no use to who runs it: the simulator's own truth, tests and what they share, checks that only tests make. */
const NOT_SHIPPED =
  /^packages\/simulator\/src\/truth\/|\/testing[^/]*\.ts$|\.test\.tsx?$|^tests\/|^bench\/|\/check-answer\.ts$/;

/** The sources come under a condition of tests, under which each answer is compared with its schema: here it is not. */
const UNCHECKED = {
  name: 'unchecked',
  setup(esbuild) {
    const path = join(root, 'packages', 'server', 'src', 'http', 'reply', 'no-check.ts');
    esbuild.onResolve({ filter: /^#check-answer$/ }, () => ({ path }));
  },
};

/** What the bundle leaves to the package's dependencies. */
export const DEPENDENCIES = ['@duckdb/node-api'];

/**
 * Writes the bundle into a folder; resolves with the paths of the sources it was made of, from the top of the checkout.
 *
 * @throws Error when one that is not to be shipped is among them, or when it imports what is neither in it, Node's nor DuckDB's.
 */
export async function bundle(folder) {
  // In a fresh checkout it is there only once this has been loaded and has installed it.
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints: Object.entries(PROCESSES).map(([out, path]) => ({ in: join(root, path), out })),
    chunkNames: 'part-[hash]',
    outdir: folder,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['flightdeck-source'],
    external: DEPENDENCIES,
    plugins: [UNCHECKED],
    // Packages in CommonJS ask for Node's modules by `require`.
    banner: { js: `import{createRequire as toRequire}from'node:module';const require=toRequire(import.meta.url);` },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const inputs = Object.keys(metafile.inputs);
  const wrong = inputs.filter((path) => NOT_SHIPPED.test(path));
  if (wrong.length > 0) throw new Error(`Not to be shipped, but part of the bundle: ${wrong.join(', ')}`);
  return inputs;
}
