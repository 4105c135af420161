import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['flightdeck-source'] },
  ssr: { resolve: { conditions: ['flightdeck-source'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/src/**/*.test.tsx', 'tests/src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
