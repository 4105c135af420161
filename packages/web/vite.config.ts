import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Our own packages are data and pure functions: what a page does not import need not be loaded (zod, the planner). */
const PURE = /packages\/(catalog|query)\//;

/** The server writes the base it is mounted under into index.html; the development server does the same. */
const base: Plugin = {
  name: 'flightdeck-base',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace('<head>', '<head>\n    <base href="/" />'),
};

export default defineConfig({
  base: './',
  plugins: [react(), base],
  resolve: { conditions: ['flightdeck-source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { treeshake: { moduleSideEffects: (id: string) => !PURE.test(id) } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
