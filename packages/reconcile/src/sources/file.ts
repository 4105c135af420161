import { knownAt } from './known.ts';
import type { Source } from './source.ts';

/** Rows somebody exported: made as we make it, from what the file holds. @source "Reconciling Copilot usage metrics". */
export const FILE: Source = {
  name: 'file',
  label: 'Exported file',
  says: 'NDJSON exported from the dashboard or fetched by somebody else, as of its export.',
  needs: ['rows', 'readAt'],
  make({ definition }, given) {
    const { readAt } = given;
    if (readAt === undefined) return null;
    const window = given.window ?? definition.window;
    const made = {
      ...definition,
      window,
      scope: given.scope ?? definition.scope,
      known: knownAt(window, readAt, 'theirs'),
      ...given.adjust,
    };
    return { definition: made, value: { of: made }, notes: [] };
  },
};
