import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { IN_TESTS } from './scripts/tests/replaced.mjs';

/** Files that change what a process has one of, such as its document or its environment: each has a process of its own. */
const ALONE = ['packages/web/src/**/*.test.tsx', 'tests/src/cluster/*.test.ts'];

/** Files that take longest, the longest first: whoever starts them last waits for them last. */
const LONGEST: readonly string[] = [
  'tests/src/cluster/parity.test.ts',
  'packages/store-opensearch/src/conformance.test.ts',
  'tests/src/cluster/as-of.test.ts',
  'tests/src/cluster/truth.test.ts',
  'tests/src/cluster/panels.test.ts',
  'tests/src/truth.test.ts',
  'packages/ingest/src/kill/kill.test.ts',
  'tests/src/disk-faults.test.ts',
  'tests/src/as-of.test.ts',
  'tests/src/browser/web.test.ts',
  'tests/src/browser/screenshots/screenshots.test.ts',
  'packages/store-duckdb/src/conformance.test.ts',
  'tests/src/damage.test.ts',
  'packages/ingest/src/normalise/process/orphans.test.ts',
];

/** The longest first; then those that share a process next to each other, as it is kept for the next one only. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification): number => {
      const place = LONGEST.findIndex((path) => moduleId.endsWith(`/${path}`));
      return place === -1 ? LONGEST.length + (project.name === 'alone' ? 0 : 1) : place;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

const INCLUDE = ['packages/*/src/**/*.test.ts', 'packages/*/src/**/*.test.tsx', 'tests/src/**/*.test.ts'];

/** What both projects have; the number of workers is not among it, so that `--maxWorkers` decides for both. */
const COMMON = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  globalSetup: './scripts/tests/children.mjs',
  setupFiles: './scripts/tests/cpu.mjs',
} as const;
const SOURCES = {
  resolve: {
    conditions: ['flightdeck-source'],
    alias: IN_TESTS,
  },
  ssr: { resolve: { conditions: ['flightdeck-source'] } },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      // A process runs many files and loads what they have in common once.
      {
        ...SOURCES,
        test: {
          ...COMMON,
          name: 'shared',
          include: INCLUDE,
          exclude: [...ALONE, '**/node_modules/**'],
          isolate: false,
        },
      },
      { ...SOURCES, test: { ...COMMON, name: 'alone', include: ALONE } },
    ],
  },
});
