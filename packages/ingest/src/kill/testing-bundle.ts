import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The process to be killed as one file that starts at once, made of the sources as they are now. */
export interface Bundle {
  readonly child: string;
  remove(): Promise<void>;
}

/** Bundles the process to be killed and the reader it forks; compiled at each start they would cost several times as much. */
export async function bundleChild(): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'flightdeck-kill-'));
  await build({
    entryPoints: ['./testing-child.ts', '../normalise/reader-process.ts'].map((path) =>
      fileURLToPath(new URL(path, import.meta.url)),
    ),
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
    // Packages in CommonJS ask for Node's modules by `require`.
    banner: { js: `import{createRequire as toRequire}from'node:module';const require=toRequire(import.meta.url);` },
    plugins: [
      {
        name: 'native packages stay where they are',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^@duckdb\// }, ({ path }) => ({ path: import.meta.resolve(path), external: true })),
      },
    ],
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  return {
    child: join(folder, 'testing-child.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
