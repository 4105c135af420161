import type { Definition } from '../definition.ts';
import type { Ours } from '../reconcile.ts';
import { rangeOf, type Window } from '../window.ts';
import { knownAt } from './known.ts';
import { combine, openPeople, readPeople } from './reading.ts';
import type { Given, Made, Reading, Source } from './source.ts';

/**
 * Counted over the calendar month by GitHub's reference, over 28 days by its reconciling page.
 * @source github/docs "Copilot usage metrics" reference, usage dashboard; "Reconciling Copilot usage metrics", time windows.
 */
const OF_MONTH: ReadonlySet<string> = new Set(['active_users', 'reported_users', 'agent_users', 'agent_share']);

/**
 * GitHub's usage dashboard: 28 days or the calendar month, no CLI, Unknown left out of shares. Who counts as active is
 * open between two of GitHub's statements.
 * @source github/docs "Copilot usage metrics" reference and "Reconciling Copilot usage metrics".
 */
export const DASHBOARD: Source = {
  name: 'dashboard',
  label: "GitHub's dashboard",
  says: 'A number read off the usage dashboard and typed in.',
  needs: ['text'],
  make(ours, given) {
    const { definition } = ours;
    const window = given.window ?? windowsOf(ours)[0] ?? definition.window;
    const people = given.people ?? 'prompts';
    const made: Definition = {
      ...definition,
      over: readPeople(definition.over, people),
      under: readPeople(definition.under, people),
      window,
      known: given.readAt === undefined ? null : knownAt(window, given.readAt, 'ours'),
      without: ['cli'],
      breakdown: definition.breakdown && { ...definition.breakdown, unknown: false },
      ...given.adjust,
    };
    return { definition: made, value: null, notes: [] } satisfies Made;
  },
  readings(ours, given) {
    const people = openPeople(ours, given);
    const documented = combine(people, given.window ? [null] : windowsOf(ours));
    if (given.adjust) return documented;
    return [...documented, ...undocumented(documented, ours, given)];
  },
};

/** What no page says, but a number can show: that the CLI is in it, or that it is of our days. */
function undocumented(documented: readonly Reading[], { definition }: Ours, given: Given): readonly Reading[] {
  const withCli = documented.map((reading) => ({ ...reading, withCli: true }));
  const ofOurDays = given.window
    ? []
    : [...documented, ...withCli].map((reading) => ({ ...reading, window: definition.window }));
  return [...ofOurDays, ...withCli].map((reading) => ({ ...reading, onlyExact: true }));
}

/** Windows the dashboard may have, GitHub's reference first. */
function windowsOf({ metric, definition }: Ours): readonly Window[] {
  const { to } = rangeOf(definition.window);
  const rolling: Window = { kind: 'rolling', days: 28, to };
  return OF_MONTH.has(metric) ? [{ kind: 'month', to }, rolling] : [rolling];
}
