import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Fact } from '@flightdeck/catalog';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, runnerImport } from 'vite';

/** Our own packages are data and pure functions: what a page does not import need not be loaded (zod, the planner). */
const PURE = /packages\/(catalog|query|reconcile)\//;

/** The server writes the base it is mounted under into index.html; the development server does the same. */
const base: Plugin = {
  name: 'flightdeck-base',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace('<head>', '<head>\n    <base href="/" />'),
};

/** The class of a name in `ranked.module.css`: `root` is `fd-ranked`, `row` is `fd-ranked-row`. No two modules share a name. */
const classOf = (name: string, file: string): string =>
  `fd-${basename(file).replace(/\.module\.css.*$/, '')}${name === 'root' ? '' : `-${name}`}`;

/** Code that reads where GitHub has the columns of facts; it is none of the browser's. */
const READS_SOURCES = /(?:catalog\/src\/reports\/report-keys|query\/src\/evaluate\/none)\.ts$/;

/**
 * Of facts the browser needs which report fills them, what they can be broken down by and since when columns are reported.
 * What columns mean and where GitHub has them stays out of the first page.
 */
const factsInShort: Plugin = {
  name: 'flightdeck-facts-in-short',
  apply: 'build',
  async load(id) {
    if (!id.endsWith('/catalog/src/facts/facts.ts')) return null;
    const { module } = await runnerImport<{ readonly FACTS: readonly Fact[] }>(id);
    const facts = module.FACTS.map((fact): Fact => {
      const columns = fact.columns.map((column) => ({ ...column, says: '' }));
      return { ...fact, says: '', sources: [], columns };
    });
    return `export const FACTS = ${JSON.stringify(facts)};`;
  },
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      const reader = file.type === 'chunk' && file.moduleIds.find((id) => READS_SOURCES.test(id));
      if (reader) this.error(`${reader} reads the sources of facts, which the browser does not have`);
    }
  },
};

/** Beside each script and style its gzip and Brotli, which the server sends to those who take them. */
const compressed: Plugin = {
  name: 'flightdeck-compressed',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (!/\.(?:js|css|svg)$/.test(name)) continue;
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      const brotli = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
      await writeFile(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      await writeFile(join(dir, `${name}.br`), brotliCompressSync(bytes, brotli));
    }
  },
};

export default defineConfig({
  base: './',
  plugins: [react(), base, factsInShort, compressed],
  resolve: { conditions: ['flightdeck-source', 'module', 'browser', 'development|production'] },
  css: { modules: { generateScopedName: classOf } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The file of the first page, before it is compressed.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // A text that one place shows stands there, as if it had been written there.
      optimization: { inlineConst: { mode: 'all', pass: 2 } },
      treeshake: { moduleSideEffects: (id: string) => !PURE.test(id) },
      output: {
        // One file for the first page: by itself each set of pages that share a module would give one more, some
        // forty in all, and a slow processor pays for every one.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/auth': 'http://127.0.0.1:8080' } },
});
