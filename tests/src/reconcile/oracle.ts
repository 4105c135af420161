import { CHAT_FEATURES, type Day, type DayRange, eachDay, MEASUREMENT_BREAKS } from '@flightdeck/catalog';
import type { Counter, UserRecord } from '@flightdeck/simulator';
import { seatsIn, teamsOf, usersOf, type Version } from './world.ts';

/** What is counted, in the simulator's words. */
export type What =
  | { readonly kind: 'sum'; readonly counter: Counter | 'ai_credits_used'; readonly value?: string }
  | { readonly kind: 'people'; readonly rule: Rule };

export type Rule = 'seat_active' | 'reported' | 'measured' | 'active' | 'chat' | 'agent';
export type Breakdown = 'language' | 'ide' | 'feature' | 'model';

/** How a number is made, written again for the simulator's records. */
export interface Spec {
  readonly over: What;
  readonly under: What | null;
  /** The dimension that `What.value` is one of. */
  readonly dimension: Breakdown | null;
  readonly range: DayRange;
  /** Scope keys. */
  readonly scopes: readonly string[];
  readonly counting: 'once' | 'by_organization' | 'by_team' | 'in_teams';
  readonly missing: readonly Day[];
  readonly until: Day | null;
  /** Days of this range are as exported; those final then, and those not. */
  readonly exported: {
    readonly range: DayRange;
    /** Days the export does not have at all. */
    readonly except: readonly Day[];
    readonly settled: boolean;
    readonly unsettled: boolean;
  } | null;
  readonly breakdown: { readonly dimension: Breakdown; readonly unknown: boolean } | null;
  readonly without: readonly ('cli' | 'app')[];
  readonly features: 'all' | 'completions' | 'without_completions' | 'chat';
  readonly rules: Day | null;
}

/** Last day that was final at the export: three full days had passed. */
const FINAL_AT_EXPORT: Day = '2026-08-25';

/** The number, by plain loops over records; null below a line of nothing. */
export function count(spec: Spec): number | null {
  const over = countPart(spec, spec.over);
  if (spec.under === null) return over;
  const under = countPart(spec, spec.under);
  return under === 0 ? null : over / under;
}

const counted = new Map<string, number>();

function countPart(spec: Spec, what: What): number {
  const key = JSON.stringify([spec, what]);
  const known = counted.get(key) ?? (what.kind === 'sum' ? countSum(spec, what) : countPeople(spec, what.rule));
  counted.set(key, known);
  return known;
}

/**
 * What stands behind a count, by person or by day; null for a rate, whose parts do not add up.
 */
export function countByKey(spec: Spec): ReadonlyMap<string, number> | null {
  if (spec.under !== null) return null;
  const counts = new Map<string, number>();
  const { over } = spec;
  if (over.kind === 'people') {
    const keys = over.rule === 'seat_active' ? [...seatedIn(spec)].map(String) : peopleOf(spec, over.rule);
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  } else
    for (const day of eachDay(spec.range)) {
      const own = { ...spec, range: { from: day, to: day } };
      counts.set(day, countPart(own, over));
    }
  return counts;
}

/** Every (group, record) that counts: the same record once, or once a group. */
function* contributions(spec: Spec): Generator<{ readonly group: string; readonly record: UserRecord }> {
  for (const day of eachDay(spec.range)) {
    if (spec.missing.includes(day) || (spec.until !== null && day > spec.until)) continue;
    const seen = new Set<number>();
    for (const scope of spec.scopes) {
      for (const record of usersOf(scope, day, versionOf(spec, day))) {
        const { counting } = spec;
        const teams = counting.endsWith('team') || counting === 'in_teams' ? teamIds(scope, day, record.user_id) : [];
        if (counting === 'by_organization') yield { group: scope, record };
        else if (counting === 'by_team') for (const team of teams) yield { group: `${scope} ${team}`, record };
        else if (!seen.has(record.user_id) && (counting === 'once' || teams.length > 0)) {
          seen.add(record.user_id);
          yield { group: '', record };
        }
      }
    }
  }
}

function versionOf({ exported }: Spec, day: Day): Version {
  if (!exported || day < exported.range.from || day > exported.range.to || exported.except.includes(day))
    return 'final';
  return (day <= FINAL_AT_EXPORT ? exported.settled : exported.unsettled) ? 'exported' : 'final';
}

const teamIds = (scope: string, day: Day, id: number): readonly number[] =>
  teamsOf(scope, day).flatMap((row) => (row.user_id === id ? row.team_id : []));

function countSum(spec: Spec, what: Extract<What, { kind: 'sum' }>): number {
  let sum = 0;
  for (const { record } of contributions(spec)) {
    sum +=
      what.counter === 'ai_credits_used'
        ? (record.ai_credits_used ?? 0)
        : counterOf(record, what.counter, what.value ?? null, spec);
  }
  return sum;
}

type Row = Readonly<Partial<Record<Counter | Breakdown, unknown>>>;

function counterOf(record: UserRecord, counter: Counter, value: string | null, spec: Spec): number {
  const dimension = value === null ? (spec.breakdown?.dimension ?? null) : spec.dimension;
  const add = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + Number(row[counter] ?? 0), 0);
  const isOff = (row: Row) => row.feature !== undefined && offOf(spec).includes(String(row.feature));
  const isOn = (row: Row) => row.feature === undefined || isOfSet(String(row.feature), spec.features);
  if (dimension === null) {
    const rows: readonly Row[] = record.totals_by_feature;
    const isWhole = spec.features === 'all' || spec.features === 'without_completions';
    const all = isWhole ? record[counter] : add(rows.filter((row) => isOn(row) && !isOff(row)));
    const taken = rows.filter((row) => isOff(row) || !isOn(row));
    return isWhole ? all - add(taken) : all;
  }
  const rows = rowsBy(record, dimension).filter((row) => {
    const own = String(row[dimension]);
    if (value !== null && own !== value) return false;
    if (spec.breakdown?.dimension === dimension && !spec.breakdown.unknown && own === 'unknown') return false;
    return dimension === 'ide' || (isOn(row) && !isOff(row));
  });
  return add(rows);
}

function rowsBy(record: UserRecord, dimension: Breakdown): readonly Row[] {
  if (dimension === 'language') return record.totals_by_language_feature;
  if (dimension === 'model') return record.totals_by_model_feature;
  return dimension === 'ide' ? record.totals_by_ide : record.totals_by_feature;
}

function isOfSet(feature: string, set: Spec['features']): boolean {
  if (set === 'all') return true;
  if (set === 'chat') return CHAT_FEATURES.includes(feature);
  return (feature === 'code_completion') === (set === 'completions');
}

/** Changes of measurement that the rules of a day do not know yet. */
export function breaksAfter(rules: Day | null): readonly (typeof MEASUREMENT_BREAKS)[number][] {
  return MEASUREMENT_BREAKS.filter(({ day, undo }) => rules !== null && day > rules && undo !== undefined);
}

function offOf({ without, rules }: Spec): readonly string[] {
  const undone: readonly (string | undefined)[] = breaksAfter(rules).map(({ undo }) => undo);
  const places: readonly (string | undefined)[] = [...without, ...undone];
  return [...(places.includes('cli') ? ['copilot_cli'] : []), ...(places.includes('app') ? ['copilot_app'] : [])];
}

/** What one person did over the whole range. */
interface Doings {
  prompts: number;
  outputs: number;
  chat: boolean;
  agent: boolean;
  /** By feature: prompts and outputs, 0 for a row without any. */
  readonly features: Map<string, { prompts: number; outputs: number }>;
}

const countPeople = (spec: Spec, asked: Rule): number =>
  asked === 'seat_active' ? seatedIn(spec).size : peopleOf(spec, asked).length;

/** Ids of the people who count, each as often as it does. */
function peopleOf(spec: Spec, asked: Rule): readonly string[] {
  const isUndone = breaksAfter(spec.rules).some(({ undo }) => undo === 'server_side');
  const rule = asked === 'reported' && isUndone ? 'measured' : asked;
  const people = new Map<string, Doings>();
  for (const { group, record } of contributions(spec)) {
    const key = JSON.stringify([group, record.user_id]);
    const doings = people.get(key) ?? { prompts: 0, outputs: 0, chat: false, agent: false, features: new Map() };
    people.set(key, doings);
    doings.prompts += record.user_initiated_interaction_count;
    doings.outputs += record.code_generation_activity_count;
    doings.chat ||= record.used_chat;
    doings.agent ||= record.used_agent;
    for (const row of record.totals_by_feature) {
      const known = doings.features.get(row.feature) ?? { prompts: 0, outputs: 0 };
      known.prompts += row.user_initiated_interaction_count;
      known.outputs += row.code_generation_activity_count;
      doings.features.set(row.feature, known);
    }
  }
  return [...people].flatMap(([key, doings]) =>
    isCounted(doings, rule, offOf(spec)) ? String((JSON.parse(key) as [string, number])[1]) : [],
  );
}

function isCounted({ prompts, outputs, chat, agent, features }: Doings, rule: Rule, off: readonly string[]): boolean {
  if (rule === 'chat') return chat;
  if (rule === 'agent') return agent;
  const counts = (of: { readonly prompts: number; readonly outputs: number }): boolean => {
    if (rule === 'reported') return true;
    return of.prompts > 0 || (rule === 'measured' && of.outputs > 0);
  };
  if (!counts({ prompts, outputs })) return false;
  const counted = [...features].filter(([, of]) => counts(of)).map(([feature]) => feature);
  const isOnlyOff = counted.length > 0 && counted.every((feature) => off.includes(feature));
  return !isOnlyOff;
}

function seatedIn({ scopes, range }: Spec): ReadonlySet<number> {
  const ids = new Set<number>();
  for (const scope of scopes)
    for (const { id, lastActive } of seatsIn(scope))
      if (id !== null && lastActive !== null && lastActive >= range.from && lastActive <= range.to) ids.add(id);
  return ids;
}
