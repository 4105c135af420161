import type { Definition, Part } from '../definition.ts';
import type { Ours } from '../reconcile.ts';
import { rangeOf, type Window } from '../window.ts';
import { knownAt } from './known.ts';
import type { Made, Source } from './source.ts';

/** Counted over the calendar month. @source github/docs "Copilot usage metrics" reference, usage dashboard. */
const OF_MONTH: ReadonlySet<string> = new Set(['active_users', 'reported_users', 'agent_users', 'agent_share']);

/**
 * GitHub's usage dashboard: 28 days or the calendar month, everybody GitHub reports, no CLI, Unknown left out of shares.
 * @source github/docs "Copilot usage metrics" reference and "Reconciling Copilot usage metrics".
 */
export const DASHBOARD: Source = {
  name: 'dashboard',
  label: "GitHub's dashboard",
  says: 'A number read off the usage dashboard and typed in.',
  needs: ['text'],
  make(ours, given) {
    const { definition } = ours;
    const window = given.window ?? windowOf(ours);
    const made: Definition = {
      ...definition,
      over: reported(definition.over),
      under: definition.under && reported(definition.under),
      window,
      scope: given.scope ?? definition.scope,
      known: given.readAt === undefined ? null : knownAt(window, given.readAt, 'ours'),
      without: ['cli'],
      breakdown: definition.breakdown && { ...definition.breakdown, unknown: false },
      ...given.adjust,
    };
    return { definition: made, value: null, notes: [] } satisfies Made;
  },
};

function windowOf({ metric, definition }: Ours): Window {
  const { to } = rangeOf(definition.window);
  return OF_MONTH.has(metric) ? { kind: 'month', to } : { kind: 'rolling', days: 28, to };
}

/** GitHub's own counts take everybody it has a row for. */
export function reported(part: Part): Part {
  return part.kind === 'people' && part.rule === 'active_users' ? { ...part, rule: 'reported_users' } : part;
}
