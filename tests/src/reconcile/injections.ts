import { type Day, type DayRange, eachDay } from '@flightdeck/catalog';
import { breaksAfter, count, countByKey, type Spec } from './oracle.ts';
import { ENTERPRISE, ORGANIZATIONS } from './world.ts';

/** What a cause is worth. */
export interface Worth {
  readonly cause: string;
  readonly amount: number;
}

/** A way the other source differs, and what to undo, one by one, to get our number again. */
export interface Injection {
  readonly name: string;
  /** Injections that cannot be distinguished when both are there have one family. */
  readonly family: string;
  /** The other source's way; null where it makes no sense. */
  inject(ours: Spec, pick: Pick): Spec | null;
}

/** Chooses one of several. */
export type Pick = <T>(values: readonly T[]) => T;

/** What undoes the differences, in the order reconciliation documents; each names its cause. */
const UNDOING: readonly ((theirs: Spec, ours: Spec) => readonly (readonly [cause: string, after: Spec])[])[] = [
  (at, ours) => [['window', { ...at, range: ours.range }]],
  (at) => (at.counting === 'by_organization' ? [['several_organizations', { ...at, counting: 'once' }]] : []),
  (at) =>
    at.counting === 'by_team'
      ? [
          ['several_teams', { ...at, counting: 'in_teams' }],
          ['small_teams', { ...at, counting: 'once' }],
        ]
      : [],
  (at, ours) => [['scope', { ...at, scopes: ours.scopes }]],
  (at) => [['missing_day', { ...at, missing: [] }]],
  (at) => [['not_final', { ...at, until: null }]],
  (at) =>
    at.exported
      ? [
          ['late_telemetry', { ...at, exported: { ...at.exported, unsettled: false } }],
          ['stale_export', { ...at, exported: null }],
        ]
      : [],
  undoPeople,
  (at) => (at.breakdown ? [['unknown_excluded', { ...at, breakdown: { ...at.breakdown, unknown: true } }]] : []),
  (at, ours) => [['not_in_breakdown', { ...at, breakdown: ours.breakdown }]],
  (at) => [
    ['cli_excluded', { ...at, without: at.without.filter((place) => place !== 'cli') }],
    ['app_excluded', { ...at, without: [] }],
  ],
  (at, ours) => [['features', { ...at, features: ours.features }]],
  (at) => [...breaksAfter(at.rules).map(({ day }) => ['measurement_break', { ...at, rules: day }] as const)],
];

function undoPeople(at: Spec, ours: Spec): readonly (readonly [string, Spec])[] {
  if (at.over.kind !== 'people' || ours.over.kind !== 'people') return [];
  const rungs = ['seat_active', 'reported', 'measured', 'active'] as const;
  const steps: (readonly [string, Spec])[] = [];
  const goal = rungs.indexOf(ours.over.rule as 'active');
  for (let rung = rungs.indexOf(at.over.rule as 'active'); rung >= 0 && rung < goal; rung++) {
    const rule = rungs[rung + 1] ?? 'active';
    steps.push([['telemetry_off', 'server_side', 'passive'][rung] ?? '', { ...at, over: { kind: 'people', rule } }]);
  }
  return steps;
}

/** What each cause is worth by the simulator's records; causes worth nothing are left out. */
export function worthsOf(theirs: Spec, ours: Spec): readonly Worth[] {
  const stops: (readonly [cause: string, spec: Spec])[] = [['theirs', theirs]];
  for (const undo of UNDOING) stops.push(...undo(stops.at(-1)?.[1] ?? theirs, ours));
  const worths = stops.slice(1).flatMap(([cause, after], index): Worth[] => {
    const before = stops[index]?.[1] ?? theirs;
    const moves = movesOf(
      stops.map(([, spec]) => spec),
      index,
    );
    if (moves === null) return [{ cause, amount: (count(after) ?? 0) - (count(before) ?? 0) }];
    const sum = (wanted: (move: number) => boolean) => moves.filter(wanted).reduce((all, move) => all + move, 0);
    if (cause !== 'telemetry_off') return [{ cause, amount: sum(() => true) }];
    return [
      { cause, amount: sum((move) => move < 0) },
      { cause: 'not_in_seats', amount: sum((move) => move > 0) },
    ];
  });
  return worths.filter(({ amount }) => Math.abs(amount) > 1e-9);
}

/**
 * What one step moves, by person or day, of what the whole way moves: nothing of what comes back, so that a cause names
 * only what one of the two numbers counts and the other does not. Days that both count are moved as they are.
 */
function movesOf(stops: readonly Spec[], index: number): readonly number[] | null {
  const counts = stops.map(countByKey);
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last) return null;
  const arePeople = stops[0]?.over.kind === 'people';
  const keys = new Set(counts.flatMap((one) => [...(one?.keys() ?? [])]));
  return [...keys].map((key) => {
    const at = (stop: number) => counts[stop]?.get(key) ?? 0;
    const [start, end] = [first.get(key) ?? 0, last.get(key) ?? 0];
    if (!arePeople && start !== 0 && end !== 0) return at(index + 1) - at(index);
    return wayBehind(at, index + 1, start, end) - wayBehind(at, index, start, end);
  });
}

/** How far towards the end a count has been by a stop. */
function wayBehind(at: (stop: number) => number, stop: number, start: number, end: number): number {
  const seen = Array.from({ length: stop + 1 }, (_, index) => at(index));
  return end >= start ? Math.min(end, Math.max(start, ...seen)) : Math.max(end, Math.min(start, ...seen));
}

const isSum = ({ over }: Spec): boolean => over.kind === 'sum';
const isRate = ({ under }: Spec): boolean => under !== null;
const isCredits = ({ over }: Spec): boolean => over.kind === 'sum' && over.counter === 'ai_credits_used';
const hasPrompts = ({ over }: Spec): boolean =>
  over.kind === 'sum' && over.counter === 'user_initiated_interaction_count';

const WINDOWS: readonly DayRange[] = [
  { from: '2026-08-04', to: '2026-08-31' },
  { from: '2026-08-01', to: '2026-08-31' },
  { from: '2026-08-22', to: '2026-08-28' },
  { from: '2026-07-20', to: '2026-08-16' },
  { from: '2026-08-12', to: '2026-08-12' },
];

/** Ranges a case can be about. */
export const RANGES: readonly DayRange[] = WINDOWS;

/** Days that are missing in the file. */
export const MISSING: readonly Day[] = ['2026-08-11', '2026-08-12', '2026-08-25'];

const works = (names: readonly string[]): readonly string[] => names.map((slug) => `org:${slug}`);

/** Every way a source is made to differ. */
export const INJECTIONS: readonly Injection[] = [
  {
    name: 'window',
    family: 'window',
    inject: (ours, pick) => ({ ...ours, range: pick(WINDOWS) }),
  },
  {
    name: 'scope',
    family: 'scope',
    inject: (ours, pick) => ({
      ...ours,
      scopes: pick([[`enterprise:${ENTERPRISE}`], works(ORGANIZATIONS.slice(1, 2)), works(ORGANIZATIONS.slice(0, 2))]),
    }),
  },
  {
    name: 'person in several organizations',
    family: 'scope',
    inject: (ours) => ({ ...ours, scopes: works(ORGANIZATIONS), counting: 'by_organization' }),
  },
  {
    name: 'person in several teams, small teams',
    family: 'scope',
    inject: (ours) => ({ ...ours, counting: 'by_team' }),
  },
  {
    name: 'late telemetry, stale export',
    family: 'known',
    inject: (ours) => ({ ...ours, exported: { range: ours.range, except: [], settled: true, unsettled: true } }),
  },
  {
    name: 'file with missing days',
    family: 'known',
    inject: (ours) => ({
      ...ours,
      missing: MISSING,
      exported: { range: ours.range, except: MISSING, settled: true, unsettled: true },
    }),
  },
  { name: 'final days only', family: 'known', inject: (ours) => ({ ...ours, until: '2026-08-27' }) },
  {
    name: 'Unknown excluded',
    family: 'breakdown',
    inject(ours, pick) {
      if (ours.breakdown) return { ...ours, breakdown: { ...ours.breakdown, unknown: false } };
      if (!isSum(ours) || isCredits(ours) || ours.dimension) return null;
      if (ours.features === 'completions') return { ...ours, breakdown: { dimension: 'language', unknown: false } };
      const dimension = hasPrompts(ours) ? 'model' : pick(['language', 'model'] as const);
      return { ...ours, breakdown: { dimension, unknown: false } };
    },
  },
  {
    name: 'sum over editors',
    family: 'breakdown',
    inject: (ours) =>
      isSum(ours) && !isCredits(ours) && ours.dimension === null && ours.features === 'all'
        ? { ...ours, breakdown: { dimension: 'ide', unknown: true }, without: ['cli', 'app'] }
        : null,
  },
  {
    name: 'CLI outside',
    family: 'outside',
    inject: (ours) => (isCredits(ours) || ours.dimension === 'ide' ? null : { ...ours, without: ['cli'] }),
  },
  {
    name: 'CLI and app outside',
    family: 'outside',
    inject: (ours) => (isCredits(ours) || ours.dimension === 'ide' ? null : { ...ours, without: ['cli', 'app'] }),
  },
  {
    name: 'completions only',
    family: 'features',
    inject: (ours) =>
      isSum(ours) &&
      !isCredits(ours) &&
      !hasPrompts(ours) &&
      ours.features === 'all' &&
      ours.dimension !== 'model' &&
      ours.dimension !== 'ide'
        ? { ...ours, features: 'completions' }
        : null,
  },
  {
    name: 'server-side and passive people',
    family: 'people',
    inject: (ours) =>
      ours.over.kind === 'people' && ours.over.rule === 'active' && !isRate(ours)
        ? { ...ours, over: { kind: 'people', rule: 'reported' } }
        : null,
  },
  {
    name: 'passive people',
    family: 'people',
    inject: (ours) =>
      ours.over.kind === 'people' && ours.over.rule === 'active' && !isRate(ours)
        ? { ...ours, over: { kind: 'people', rule: 'measured' } }
        : null,
  },
  {
    name: 'telemetry off',
    family: 'people',
    inject: (ours) =>
      ours.over.kind === 'people' &&
      !isRate(ours) &&
      ['active', 'reported'].includes(ours.over.rule) &&
      ours.scopes.length === 1
        ? { ...ours, over: { kind: 'people', rule: 'seat_active' } }
        : null,
  },
  {
    name: 'measurement break',
    family: 'rules',
    inject: (ours, pick) =>
      isCredits(ours) || ours.dimension === 'ide'
        ? null
        : { ...ours, rules: pick<Day>(['2026-07-20', '2026-06-01', '2026-04-01']) },
  },
];

/** True when both can be there at once. */
export function fit(theirs: Spec, ours: Spec): boolean {
  const isOfSeats = theirs.over.kind === 'people' && theirs.over.rule === 'seat_active';
  const isPlain =
    theirs.counting === 'once' && !theirs.exported && theirs.missing.length === 0 && theirs.until === null;
  // A list of seats is of the last day.
  if (isOfSeats && !(isPlain && theirs.range.to === '2026-08-31' && ours.range.to === '2026-08-31')) return false;
  if (isOfSeats && (theirs.rules !== null || theirs.without.length > 0)) return false;
  const dimension = theirs.breakdown?.dimension;
  const isOfFeatures = theirs.features !== ours.features || theirs.rules !== null;
  if (dimension === 'ide' && (isOfFeatures || theirs.without.length < 2)) return false;
  if (dimension === 'model' && theirs.features === 'completions') return false;
  // A file that has none of the days has no number.
  if (![theirs.range, ours.range].every((range) => eachDay(range).some((day) => !theirs.missing.includes(day))))
    return false;
  return count(theirs) !== null && count(ours) !== null;
}
