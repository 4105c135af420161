import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Our own packages are data and pure functions: what a page does not import need not be loaded (zod, the planner). */
const PURE = /packages\/(catalog|query)\//;

export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { conditions: ['flightdeck-source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { treeshake: { moduleSideEffects: (id: string) => !PURE.test(id) } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
