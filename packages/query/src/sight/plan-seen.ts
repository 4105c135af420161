import { DIMENSIONS, InputError, type Measure } from '@flightdeck/catalog';
import type { Note } from '../evaluate/result.ts';
import type { Loaded } from '../plan/choose-scopes.ts';
import { type Plan, planQuery } from '../plan/plan.ts';
import type { MetricQuery } from '../request/metric-query.ts';
import { ME } from '../request/person-id.ts';
import type { Filter, Scan } from '../scan.ts';
import { isSeenWhole, type Sight } from './sight.ts';
import { describeView, type Parts, toFilterName, type View, viewsOf } from './views.ts';

/** Codes of what a wider view does not have and a narrower one may. */
const NOT_IN_VIEW: ReadonlySet<string> = new Set(['unknown_scope', 'unknown_part']);

/**
 * The plan of a query, narrowed to what its asker may see. If that is less than there is, a note says what the answer is of.
 * Scopes, teams and cost centres outside are refused like those that do not exist.
 * @throws as `planQuery`; InputError `unknown_part` for a team or cost center that may not be seen.
 */
export function planSeen(query: MetricQuery, sight: Sight, available: readonly string[], has?: Loaded['has']): Plan {
  if (sight === 'everything') return planQuery(query, available, has);
  let refused: unknown = null;
  const isAll = available.every((scope) => isSeenWhole(sight, scope));
  for (const view of viewsOf(sight, available)) {
    try {
      const plan = planView(query, view, has, isAll);
      return withNote(plan, isAll ? null : toNote(answeredOf(view, plan)));
    } catch (error) {
      if (!(error instanceof InputError && NOT_IN_VIEW.has(error.code))) throw error;
      refused ??= error;
    }
  }
  if (refused !== null) throw refused;
  return withNote(planQuery(query, [], has), NOTHING_NOTE);
}

/** True when names in the filters may be looked up in everything ever received: who sees less learns nothing of others' names. */
export function maySeeEarlierNames(sight: Sight): boolean {
  return sight === 'everything';
}

const NOTHING_NOTE: Note = {
  code: 'narrowed',
  metric: null,
  message: 'None of what you may see has data here.',
};

const toNote = (view: View): Note => ({
  code: 'narrowed',
  metric: null,
  message: `Answered for what you may see: ${describeView(view)}.`,
});

/** The view without scopes of it that did not answer: of one's own rows either the enterprise has or the organizations have. */
const answeredOf = (view: View, { scopes }: Plan): View =>
  view.parts?.dimension === 'user' && scopes.length > 0 ? { ...view, scopes } : view;

const withNote = (plan: Plan, note: Note | null): Plan =>
  note === null ? plan : { ...plan, notes: [...plan.notes, note] };

function planView(query: MetricQuery, { scopes, parts }: View, has: Loaded['has'] | undefined, isAll: boolean): Plan {
  if (parts === null) return isAll ? planQuery(query, scopes, has) : withFullNames(planQuery(query, scopes, has));
  const where = [
    ...query.where.map((filter) => (filter.dimension === parts.dimension ? within(filter, parts) : filter)),
  ];
  const full = [...parts.names].flatMap(([scope, names]) =>
    names.map((name) => toFilterName(parts.dimension, scope, name)),
  );
  const values = [...new Set(full)];
  const narrowed = { ...query, where: [...where, { dimension: parts.dimension, is: 'in' as const, values }] };
  const asked = [...query.by, ...query.over, ...query.where.map((filter) => filter.dimension)];
  const isOwn = parts.dimension === 'user';
  const readsOthers = !isOwn && asked.some((name) => BEYOND_PARTS.has(name));
  const plan = planQuery(narrowed, scopes, has, (measure) => isOwn || (!readsOthers && !countsOthers(measure)));
  return scopes.length > 1 ? withFullNames(plan) : plan;
}

/** Teams of one's people that one was not granted, of their seats, and phases of days on which they were in other teams. */
const BEYOND_PARTS: ReadonlySet<string> = new Set(
  DIMENSIONS.filter(({ name, kind }) => name === 'granting_team' || kind === 'journey').map(({ name }) => name),
);

/** The plan with teams always named with their organization: whether a name stands alone would say whether others bear it. */
function withFullNames(plan: Plan): Plan {
  const all = (scans: readonly Scan[]): readonly Scan[] => scans.map((scan) => ({ ...scan, fullTeamNames: true }));
  const { comparison } = plan;
  return {
    ...plan,
    rows: all(plan.rows),
    total: all(plan.total),
    comparison: comparison && { ...comparison, rows: all(comparison.rows), total: all(comparison.total) },
  };
}

/** Being in several teams says something of teams that may not be seen. */
const countsOthers = ({ aggregate }: Measure): boolean => aggregate === 'people_in_several';

/** The filter with each value as one of the parts that may be seen, so that nobody learns who has other parts as well. */
function within(filter: Filter, { dimension, names }: Parts): Filter {
  const known = [...names].flatMap(([scope, own]) =>
    own.map((name) => ({ name: name.toLowerCase(), full: toFilterName(dimension, scope, name) })),
  );
  const values = filter.values.flatMap((value) => {
    const text = value.toLowerCase();
    if (dimension === 'user' && text === ME) return [...new Set(known.map(({ full }) => full))];
    const found = known.filter(({ name, full }) => name === text || full.toLowerCase() === text);
    if (found.length > 0) return found.map(({ full }) => full);
    if (dimension === 'user') {
      throw new InputError(`"${value}" is not among what you may see.`, {
        code: 'unknown_part',
        hint: `You may see your own rows: leave the filter out, or write ${ME}.`,
      });
    }
    throw new InputError(`There is no ${dimension.replace('_', ' ')} "${value}" among what you may see.`, {
      code: 'unknown_part',
      hint: `You may see: ${known.map(({ full }) => full).join(', ')}.`,
    });
  });
  return { ...filter, values };
}
