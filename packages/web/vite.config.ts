import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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
  plugins: [react(), base, compressed],
  resolve: { conditions: ['flightdeck-source', 'module', 'browser', 'development|production'] },
  css: { modules: { generateScopedName: classOf } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The file of the first page, before it is compressed.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id: string) => !PURE.test(id) },
      output: {
        // One file for the first page: by itself each set of pages that share a module would give one more, some
        // forty in all, and a slow processor pays for every one.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
