import type { CauseName } from '@flightdeck/catalog';
import type { Definition, Part, PeopleRule } from '../definition.ts';
import { undoneBy } from '../measure/features.ts';
import { daysOnlyIn, formatDay, formatDays, formatWindow, rangeOf } from '../window.ts';
import { formatDimension, formatFeatures, formatInstant, formatPart, formatScope } from '../words/words.ts';

/** One thing aligned: the cause, the definition after it, and how either side does it. */
export interface Step {
  readonly cause: CauseName;
  readonly definition: Definition;
  readonly theirs: string;
  readonly ours: string;
  /** Days it is about. */
  readonly about: readonly string[];
  /** True: ours does what theirs does not. */
  readonly otherWay?: boolean;
}

/** Steps that align one thing; none where it is alike. */
type Align = (from: Definition, to: Definition) => readonly Step[];

/** What is aligned, in order. Later things are measured with the earlier ones already aligned. */
const ALIGNMENTS: readonly Align[] = [
  alignWindow,
  alignOrganizations,
  alignTeams,
  alignScope,
  alignMissing,
  alignUntil,
  alignKnown,
  alignPeople,
  alignUnknown,
  alignBreakdown,
  alignOutside,
  alignFeatures,
  alignRules,
  alignRest,
];

/** The way from one definition to another, one thing at a time; empty when they are equal. */
export function stepsBetween(from: Definition, to: Definition): readonly Step[] {
  const steps: Step[] = [];
  for (const align of ALIGNMENTS) steps.push(...align(steps.at(-1)?.definition ?? from, to));
  return steps.filter((step, index) => !isEqual(step.definition, steps[index - 1]?.definition ?? from));
}

/** True when two definitions are written alike. */
export const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function step(cause: CauseName, definition: Definition, theirs = '', ours = '', about: readonly string[] = []): Step {
  return { cause, definition, theirs, ours, about };
}

function alignWindow(from: Definition, to: Definition): readonly Step[] {
  if (isEqual(rangeOf(from.window), rangeOf(to.window))) return [step('window', { ...from, window: to.window })];
  const about = [...daysOnlyIn(from.window, to.window), ...daysOnlyIn(to.window, from.window)].sort();
  return [step('window', { ...from, window: to.window }, formatWindow(from.window), formatWindow(to.window), about)];
}

function alignOrganizations(from: Definition, to: Definition): readonly Step[] {
  if (from.counting !== 'by_organization') return [];
  return [step('several_organizations', { ...from, counting: 'once' }, formatScope(from.scope), formatScope(to.scope))];
}

function alignTeams(from: Definition, to: Definition): readonly Step[] {
  const steps: Step[] = [];
  if (from.counting === 'by_team' && to.counting !== 'by_team')
    steps.push(step('several_teams', { ...from, counting: 'in_teams' }));
  if (from.counting !== 'once' && from.counting !== 'by_organization' && to.counting === 'once')
    steps.push(step('small_teams', { ...from, counting: 'once' }));
  return steps;
}

function alignScope(from: Definition, to: Definition): readonly Step[] {
  return [step('scope', { ...from, scope: to.scope }, formatScope(from.scope), formatScope(to.scope))];
}

function alignMissing(from: Definition, to: Definition): readonly Step[] {
  const { from: first, to: last } = rangeOf(to.window);
  const about = from.missing.filter((day) => day >= first && day <= last && !to.missing.includes(day));
  return [step('missing_day', { ...from, missing: to.missing }, formatDays(about), '', about)];
}

function alignUntil(from: Definition, to: Definition): readonly Step[] {
  return [step('not_final', { ...from, until: to.until }, from.until === null ? '' : formatDay(from.until))];
}

/** First the days that were not final then, later the restatements of those that were. */
function alignKnown(from: Definition, to: Definition): readonly Step[] {
  const { known } = from;
  if (known === null) return [step('stale_export', { ...from, known: to.known })];
  const at = formatInstant(known.at);
  const now = { of: 'ours', asOf: null } as const;
  const settled = { ...from, known: { ...known, unsettled: now } };
  return [step('late_telemetry', settled, at), step('stale_export', { ...settled, known: to.known }, at)];
}

/** Who counts, from the widest to the narrowest, and the cause that stands between two. */
const LADDER: readonly PeopleRule[] = ['seated', 'seat_active', 'reported_users', 'measured', 'active_users'];
const BETWEEN = ['seats_not_used', 'telemetry_off', 'server_side', 'passive'] as const;

function alignPeople(from: Definition, to: Definition): readonly Step[] {
  const steps: Step[] = [];
  let at = from;
  if (isSeatsOf(from.over) && to.over.kind === 'people') {
    at = { ...at, over: { ...to.over, rule: 'seated' } };
    steps.push(step('several_grants', at));
  }
  for (const side of ['over', 'under'] as const) {
    const [a, b] = [at[side], to[side]];
    if (a?.kind !== 'people' || b?.kind !== 'people') continue;
    let rung = LADDER.indexOf(a.rule);
    const goal = LADDER.indexOf(b.rule);
    while (rung >= 0 && goal >= 0 && rung !== goal) {
      const next = rung < goal ? rung + 1 : rung - 1;
      at = { ...at, [side]: { ...a, rule: LADDER[next] ?? b.rule } };
      const cause = BETWEEN[Math.min(rung, next)] ?? 'other_definition';
      steps.push({ ...step(cause, at, formatPart(a), formatPart(b)), otherWay: next < rung });
      rung = next;
    }
  }
  return steps;
}

const isSeatsOf = (part: Part): boolean => part.kind === 'latest' && part.metric === 'seat_grants';

function alignUnknown(from: Definition, to: Definition): readonly Step[] {
  const { breakdown } = from;
  if (!breakdown || breakdown.unknown) return [];
  const unknown = to.breakdown?.unknown ?? true;
  return [
    step('unknown_excluded', { ...from, breakdown: { ...breakdown, unknown } }, formatDimension(breakdown.dimension)),
  ];
}

function alignBreakdown(from: Definition, to: Definition): readonly Step[] {
  const dimension = formatDimension(from.breakdown?.dimension ?? to.breakdown?.dimension ?? '');
  return [step('not_in_breakdown', { ...from, breakdown: to.breakdown }, dimension)];
}

function alignOutside(from: Definition, to: Definition): readonly Step[] {
  const withCli = { ...from, without: from.without.filter((place) => place !== 'cli' || to.without.includes('cli')) };
  return [step('cli_excluded', withCli), step('app_excluded', { ...withCli, without: to.without })];
}

function alignFeatures(from: Definition, to: Definition): readonly Step[] {
  const [theirs, ours] = [formatFeatures(from.features), formatFeatures(to.features)];
  return [step('features', { ...from, features: to.features }, theirs, ours)];
}

/** One change of measurement after the other, the oldest first. */
function alignRules(from: Definition, to: Definition): readonly Step[] {
  const { to: last } = rangeOf(to.window);
  const steps = undoneBy(from.rules)
    .filter(({ day }) => day <= last)
    .map(({ day, says }) =>
      step('measurement_break', { ...from, rules: day }, `${formatDay(day)}: ${says}`, '', [day]),
    );
  const at = steps.at(-1)?.definition ?? from;
  return [...steps, step('measurement_break', { ...at, rules: to.rules })];
}

/** Whatever else differs, so that the way always ends at the goal. */
function alignRest(from: Definition, to: Definition): readonly Step[] {
  return [step('other_definition', to, formatPart(from.over), formatPart(to.over))];
}
