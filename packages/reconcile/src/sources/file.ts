import { knownAt } from './known.ts';
import { combine, openPeople, readPeople } from './reading.ts';
import type { PeopleReading, Source } from './source.ts';

/** Rows somebody exported: made as we make it, from what the file holds. @source "Reconciling Copilot usage metrics". */
export const FILE: Source = {
  name: 'file',
  label: 'Exported file',
  says: 'NDJSON that somebody exported from the dashboard or fetched, as of its export.',
  needs: ['rows', 'readAt'],
  make({ definition }, given) {
    const { readAt, people } = given;
    if (readAt === undefined) return null;
    const window = given.window ?? definition.window;
    const made = {
      ...definition,
      window,
      ...(people && { over: readPeople(definition.over, people), under: readPeople(definition.under, people) }),
      known: knownAt(window, readAt, 'theirs'),
      ...given.adjust,
    };
    return { definition: made, value: { of: made }, notes: [] };
  },
  readings(ours, given) {
    // Rows of people are counted as ours are; only totals in a file leave open whom GitHub counted.
    const open = openPeople(ours, given);
    const own: PeopleReading = ours.metric === 'reported_users' ? 'reported' : 'prompts';
    return combine(
      [...open].sort((a, b) => Number(b === own) - Number(a === own)),
      [null],
    );
  },
};
