import { join } from 'node:path';

/** A module to be started as a process, as `scripts/tests/children.mjs` has bundled it. */
export const bundled = (name: string): string => join(process.env.TEST_CHILDREN ?? '', name);
