import { type Day, eachDay, InputError, monthOf, REPORTS, weekOf } from '@flightdeck/catalog';
import { settledAt } from '../world/history.ts';
import type { AggregateRecord, UserRecord } from '../world/records/records.ts';
import type { ScopeName, Simulation } from '../world/simulation.ts';
import { type Aside, METRIC_TRUTHS, type MetricTruth, ROW_LEVEL, type Row } from './truth-metrics.ts';
import { outcomeTruth, rememberRepositories } from './truth-outcomes.ts';
import type { Truth, TruthOptions, TruthQuestion } from './truth-question.ts';
import { seatTruth } from './truth-seats.ts';
import { teamTruth } from './truth-teams.ts';

/**
 * One metric computed from the simulation's records by plain loops, sharing nothing with catalogue and query.
 * A group without any row is absent; without `by` the one group is ''. Null: nothing measured, or nothing below the line.
 * @throws InputError `no_truth` for a combination GitHub's records cannot answer.
 */
export function truth(simulation: Simulation, question: TruthQuestion & TruthOptions): Truth {
  return truths(simulation, question, [question])[0] ?? new Map();
}

/** Several questions in one pass over the people's records, answered in their order. */
export function truths(simulation: Simulation, options: TruthOptions, questions: readonly TruthQuestion[]): Truth[] {
  const remembered = rememberRepositories(simulation);
  const outcomes = questions.map(
    (question) =>
      seatTruth(simulation, options, question) ??
      outcomeTruth(remembered, options, question) ??
      teamTruth(simulation, options, question),
  );
  const rest = truthsOfPeople(
    simulation,
    options,
    questions.filter((_, index) => outcomes[index] === null),
  );
  return outcomes.map((outcome) => outcome ?? rest.shift() ?? new Map());
}

function truthsOfPeople(simulation: Simulation, options: TruthOptions, questions: readonly TruthQuestion[]): Truth[] {
  const { range, asOf } = options;
  const scopes = scopesOf(options);
  const byName = questions.some(({ by = [], where = {} }) => by.includes('user') || where.user !== undefined);
  const logins = byName ? latestLogins(simulation, options) : new Map<number, string>();
  const byTeam = questions.some(({ by = [], where = {} }) => by.includes('team') || where.team !== undefined);
  const slugs = byTeam ? latestSlugs(simulation, options) : new Map<number, string>();
  const counts = questions.map((question) => new Count(question, logins));
  const ofAggregates = counts.filter((count) => count.needsAggregates);
  const ofPeople = counts.filter((count) => !count.needsAggregates);
  const needsTeams = ofPeople.some((count) => count.byTeam);
  const first = scopes.map(({ kind }) => REPORTS['aggregate-1-day'].firstDay[kind]);
  const firstDay = [simulation.firstDay, ...first].sort().at(-1) ?? range.from;
  for (const day of eachDay(range)) {
    if (day < firstDay || day > simulation.lastDay) continue;
    const settled = asOf ? settledAt(day, asOf) : 3;
    if (ofAggregates.length > 0) {
      for (const scope of scopes) {
        const aggregate = simulation.aggregateRecord(scope, day, settled);
        for (const count of ofAggregates) count.addAggregate(aggregate, scope.slug);
      }
    }
    if (ofPeople.length === 0) continue;
    const teams = scopes.map(() => new Map<number, string[]>());
    const everywhere = new Map<number, string[]>();
    if (needsTeams) {
      scopes.forEach((scope, index) => {
        for (const { user_id, team_id } of simulation.teamRecords(scope, day)) {
          for (const map of [teams[index], everywhere])
            map?.set(user_id, [...(map.get(user_id) ?? []), slugs.get(team_id) ?? '']);
        }
      });
    }
    const seen = new Set<number>();
    scopes.forEach((scope, index) => {
      const hasTeams = (teams[index]?.size ?? 0) > 0;
      for (const record of simulation.userRecords(scope, day, settled)) {
        for (const count of ofPeople) if (hasTeams || !count.byTeam) count.addReport(record.user_id, scope.slug, day);
        const isFirst = !seen.has(record.user_id);
        seen.add(record.user_id);
        const [here, anywhere] = [teams[index]?.get(record.user_id) ?? [], everywhere.get(record.user_id) ?? []];
        for (const count of ofPeople) {
          if (count.byOrganization) count.addRecord(record, scope.slug, here);
          else if (isFirst) count.addRecord(record, scope.slug, anywhere);
        }
      }
    });
  }
  return counts.map((count) => count.result());
}

const isSeveral = (scope: TruthOptions['scope']): scope is readonly ScopeName[] => Array.isArray(scope);

function scopesOf({ scope }: TruthOptions): readonly ScopeName[] {
  return isSeveral(scope) ? scope : [scope];
}

/** Names of teams: their latest slug; of several scopes with the scope before it where teams share the slug. */
function latestSlugs(simulation: Simulation, options: TruthOptions): Map<number, string> {
  const teams = new Map<number, { readonly scope: string; readonly slug: string }>();
  const scopes = scopesOf(options);
  for (const day of eachDay(options.range)) {
    for (const scope of scopes)
      for (const { team_id, slug } of simulation.teamRecords(scope, day))
        teams.set(team_id, { scope: scope.slug, slug });
  }
  const isShared = (slug: string) => [...teams.values()].filter((team) => team.slug === slug).length > 1;
  return new Map(
    [...teams].map(([id, { scope, slug }]) => [id, scopes.length > 1 && isShared(slug) ? `${scope}/${slug}` : slug]),
  );
}

function latestLogins(simulation: Simulation, options: TruthOptions): Map<number, string> {
  const { range, asOf } = options;
  const logins = new Map<number, string>();
  for (const day of eachDay(range)) {
    for (const scope of scopesOf(options))
      for (const record of simulation.userRecords(scope, day, asOf ? settledAt(day, asOf) : 3))
        logins.set(record.user_id, record.user_login);
  }
  return logins;
}

interface Group {
  above: number | null;
  below: number | null;
  people: Set<number>;
  /** Whom a share is of. */
  wholePeople: Set<number>;
  measured: boolean;
  /** Scopes whose own totals stand in the group. */
  scopes: Set<string>;
  reported: Set<number>;
  activeDays: Set<string>;
  personDays: Set<string>;
}

/** What GitHub's own totals can be grouped by. */
const WITH_AGGREGATES: ReadonlySet<string> = new Set(['day', 'week', 'month', 'organization']);
const WITH_TOTALS: ReadonlySet<string> = new Set([...WITH_AGGREGATES, 'language', 'ide', 'feature', 'model']);
const WITH_ASIDE: ReadonlySet<string> = new Set([
  ...WITH_AGGREGATES,
  'surface',
  'agent_app',
  'agent_app_id',
  'customization',
]);

/** One question being counted. */
class Count {
  readonly needsAggregates: boolean;
  readonly byTeam: boolean;
  readonly byOrganization: boolean;
  readonly #by: readonly string[];
  readonly #where: readonly (readonly [name: string, allowed: readonly string[] | undefined])[];
  /** True where the question uses what stands in lists only. */
  readonly #isInLists: boolean;
  readonly #rowsOf: RowsOf;
  readonly #features: readonly string[] | undefined;
  readonly #metric: MetricTruth;
  readonly #logins: ReadonlyMap<number, string>;
  readonly #groups = new Map<string, Group>();
  /** Days of which a scope has a report. */
  readonly #reports = new Map<string, Set<Day>>();
  /** Scopes that report a person. */
  readonly #scopes = new Map<number, Set<string>>();

  constructor(question: TruthQuestion, logins: ReadonlyMap<number, string>) {
    const metric = METRIC_TRUTHS[question.metric];
    if (!metric) throw noTruth(`There is no truth for "${question.metric}".`);
    const names = used(question);
    const aside = 'aside' in metric ? metric.aside : undefined;
    this.#features = 'features' in metric ? metric.features : undefined;
    this.#by = question.by ?? [];
    this.#where = Object.entries(question.where ?? {});
    this.byTeam = names.has('team');
    this.byOrganization = names.has('organization');
    this.#isInLists = ONLY_IN_LISTS.some((name) => names.has(name));
    this.#rowsOf = aside ? (record) => rowsAside(record, aside) : rowsFor(names, this.#features !== undefined);
    this.#metric = metric;
    this.#logins = logins;
    this.needsAggregates = metric.kind.endsWith('-aggregate');
    const known =
      metric.kind === 'last-aggregate' ? WITH_AGGREGATES : 'aside' in metric && metric.aside ? WITH_ASIDE : WITH_TOTALS;
    if (this.needsAggregates && [...names].some((name) => !known.has(name))) {
      throw noTruth(`"${question.metric}" is known for whole scopes only.`);
    }
    if (ROW_LEVEL.has(question.metric) && ['language', 'ide', 'feature', 'model'].some((name) => names.has(name))) {
      throw noTruth(`"${question.metric}" has no breakdown.`);
    }
    if (this.#by.length === 0) this.#group('');
  }

  /** A scope has a report of the day, and the person is in it. */
  addReport(person: number, scope: string, day: Day): void {
    if (this.#metric.kind !== 'adoption') return;
    this.#reports.set(scope, (this.#reports.get(scope) ?? new Set()).add(day));
    this.#scopes.set(person, (this.#scopes.get(person) ?? new Set()).add(scope));
  }

  addAggregate(record: AggregateRecord, organization: string): void {
    const metric = this.#metric;
    if (metric.kind === 'sum-aggregate' || metric.kind === 'ratio-aggregate') {
      const since = 'noneSince' in metric ? metric.noneSince : undefined;
      const own = { row: NO_ROW, day: record.day, organization };
      if (since !== undefined && record.day >= since && !this.#isInLists && this.#isAsked(own))
        this.#group(this.#key(own)).above ??= 0;
      for (const row of this.#rowsOf(record)) {
        const place = { row, day: record.day, organization };
        if (!this.#isAsked(place)) continue;
        const group = this.#group(this.#key(place));
        add(group, 'above', metric.kind === 'sum-aggregate' ? metric.of(row) : metric.above(row));
        if (metric.kind === 'ratio-aggregate') add(group, 'below', metric.below(row));
      }
    }
    if (this.#metric.kind !== 'last-aggregate') return;
    const value = this.#metric.of(record);
    const group = this.#group(this.#key({ row: NO_ROW, day: record.day, organization }));
    group.scopes.add(organization);
    const isNone = value === undefined || value === null ? this.#metric.noneSince : undefined;
    group.above = typeof value === 'number' ? value : isNone !== undefined && record.day >= isNone ? 0 : null;
  }

  addRecord(record: UserRecord, organization: string, teams: readonly string[]): void {
    const features = this.#features;
    const person = { day: record.day, organization, user: record.user_id };
    this.#addNone(person, teams);
    for (const row of this.#rowsOf(record)) {
      if (features !== undefined && !features.includes(String((row as Readonly<Record<string, unknown>>).feature)))
        continue;
      if (!this.byTeam) this.#addRow(record, { row, ...person });
      else for (const team of teams) this.#addRow(record, { row, ...person, team });
    }
  }

  /** A report without any of it has none of it, from the first day on which GitHub reports it. */
  #addNone(person: Omit<Place, 'row'>, teams: readonly string[]): void {
    const metric = this.#metric;
    const since = 'noneSince' in metric ? metric.noneSince : undefined;
    if (since === undefined || person.day < since || this.#isInLists) return;
    for (const team of this.byTeam ? teams : [undefined]) {
      const place = { row: NO_ROW, ...person, team };
      if (!this.#isAsked(place)) continue;
      const group = this.#group(this.#key(place));
      if (metric.kind === 'people') group.measured = true;
      else group.above ??= 0;
    }
  }

  #isAsked(place: Place): boolean {
    return this.#where.every(([name, allowed]) =>
      allowed?.includes(name === 'user' ? (this.#logins.get(place.user ?? 0) ?? '') : String(placeOf(place, name))),
    );
  }

  #addRow(record: UserRecord, place: Place): void {
    if (!this.#isAsked(place)) return;
    const group = this.#group(this.#key(place));
    const { row } = place;
    const metric = this.#metric;
    if (metric.kind === 'adoption' || metric.kind === 'last-of-person') group.reported.add(record.user_id);
    if (metric.kind === 'adoption' && metric.counts(record.day) && metric.isActive(row))
      group.activeDays.add(`${record.user_id} ${record.day}`);
    if (metric.kind === 'per-day' && metric.when(row) === true && typeof metric.of(row) === 'number') {
      add(group, 'above', metric.of(row));
      add(group, 'below', 1);
    }
    const last = metric.kind === 'last-of-person' ? metric.of(record) : null;
    if (typeof last === 'number') group.above = last;
    if (metric.kind === 'sum') add(group, 'above', metric.of(row, record));
    if (metric.kind === 'ratio') {
      add(group, 'above', metric.above(row));
      add(group, 'below', metric.below(row));
    }
    if (metric.kind === 'share') {
      for (const [side, of] of [
        [group.people, metric.above],
        [group.wholePeople, metric.below],
      ] as const) {
        const is = of(record);
        if (is !== undefined && is !== null) group.measured = true;
        if (is === true) side.add(record.user_id);
      }
    }
    if (metric.kind === 'person-days') {
      const is = metric.when(row, record);
      if (is !== undefined && is !== null) group.measured = true;
      if (is === true) group.personDays.add(`${record.user_id} ${record.day}`);
    }
    if (metric.kind === 'people') {
      const is = metric.when(row, record);
      if (is !== undefined && is !== null) group.measured = true;
      if (is === true) group.people.add(record.user_id);
    }
  }

  result(): Truth {
    const place = this.#by.indexOf('user');
    return new Map(
      [...this.#groups].map(([key, group]) => {
        const values = key.split('\u0000');
        if (place >= 0) values[place] = this.#logins.get(Number(values[place])) ?? '';
        return [values.join('\u0000'), this.#value(group, values)];
      }),
    );
  }

  #value(group: Group, values: readonly string[]): number | null {
    switch (this.#metric.kind) {
      case 'ratio':
      case 'ratio-aggregate':
      case 'per-day':
        return group.above === null || !group.below ? null : group.above / group.below;
      case 'people':
        return group.measured ? group.people.size : null;
      case 'last-of-person':
        return group.reported.size === 1 ? group.above : null;
      case 'share':
        return group.wholePeople.size === 0 ? null : group.people.size / group.wholePeople.size;
      case 'person-days':
        return group.measured ? group.personDays.size : null;
      case 'adoption': {
        const counts = this.#metric.counts;
        const place = this.#by.indexOf('organization');
        let possible = 0;
        for (const person of group.reported) {
          const scopes = place < 0 ? [...(this.#scopes.get(person) ?? [])] : [values[place] ?? ''];
          const days = scopes.flatMap((scope) => [...(this.#reports.get(scope) ?? [])]);
          possible += new Set(days.filter((day) => counts(day) && this.#isIn(day, values))).size;
        }
        return possible === 0 ? null : (group.activeDays.size / possible) * 100;
      }
      // What GitHub has counted itself does not add up over scopes.
      case 'last-aggregate':
        return group.scopes.size > 1 ? null : group.above;
      default:
        return group.above;
    }
  }

  /** True when the day belongs to the days, weeks and months a group stands for. */
  #isIn(day: Day, values: readonly string[]): boolean {
    return this.#by.every((name, index) => {
      if (name !== 'day' && name !== 'week' && name !== 'month') return true;
      return placeOf({ row: NO_ROW, day, organization: '' }, name) === values[index];
    });
  }

  #key(place: Place): string {
    return this.#by.map((name) => String(placeOf(place, name) ?? '')).join('\u0000');
  }

  #group(key: string): Group {
    let group = this.#groups.get(key);
    if (!group) {
      group = {
        above: null,
        below: null,
        people: new Set(),
        wholePeople: new Set(),
        measured: false,
        scopes: new Set(),
        reported: new Set(),
        activeDays: new Set(),
        personDays: new Set(),
      };
      this.#groups.set(key, group);
    }
    return group;
  }
}

function used({ by = [], over = [], where = {} }: TruthQuestion): Set<string> {
  return new Set([...by, ...over, ...Object.keys(where)]);
}

/** Where a row of a report stands. */
interface Place {
  readonly row: Row;
  readonly day: Day;
  readonly organization: string;
  readonly user?: number;
  readonly team?: string | undefined;
}

const NO_ROW: Row = {};

/** Mondays by day: the same few days are asked for again and again. */
const MONDAYS = new Map<Day, Day>();

function mondayOf(day: Day): Day {
  const known = MONDAYS.get(day) ?? weekOf(day);
  MONDAYS.set(day, known);
  return known;
}

function placeOf({ row: ofRow, day, organization, user, team }: Place, name: string): unknown {
  const row: Readonly<Record<string, unknown>> = ofRow;
  switch (name) {
    case 'day':
      return day;
    case 'week':
      return mondayOf(day);
    case 'month':
      return monthOf(day);
    case 'organization':
      return organization;
    case 'user':
      return user;
    case 'team':
      return team;
    case 'ide_version':
      return versionsOf(row).last_known_ide_version?.ide_version ?? '';
    case 'plugin':
      return versionsOf(row).last_known_plugin_version?.plugin ?? '';
    case 'plugin_version':
      return versionsOf(row).last_known_plugin_version?.plugin_version ?? '';
    case 'cli_version':
      return versionsOf(row).last_known_cli_version?.cli_version ?? '';
    case 'agent_app':
      return row.agent_name;
    case 'agent_app_id':
      return row.agent_id;
    default:
      return row[name];
  }
}

/** A row by editor carries the versions of editor and plugin, one of the CLI its own. */
const versionsOf = (row: Readonly<Record<string, unknown>>) =>
  row as {
    readonly last_known_ide_version?: { readonly ide_version: string };
    readonly last_known_plugin_version?: { readonly plugin: string; readonly plugin_version: string };
    readonly last_known_cli_version?: { readonly cli_version: string };
  };

/** Dimensions whose values stand in lists only: who is in none of a list has no value there that could be 0. */
const ONLY_IN_LISTS: readonly string[] = [
  ...['language', 'ide', 'ide_version', 'plugin', 'plugin_version', 'feature', 'model'],
  ...['surface', 'cli_version', 'agent_app', 'agent_app_id', 'customization'],
];

/** Lists beside the breakdowns by the dimensions that ask for them. */
const BESIDE: readonly { readonly dimensions: readonly string[]; readonly lists: readonly Aside[] }[] = [
  { dimensions: ['surface', 'cli_version'], lists: ['surface'] },
  { dimensions: ['agent_app', 'agent_app_id'], lists: ['agent'] },
  { dimensions: ['customization'], lists: ['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'] },
];

type RowsOf = (record: UserRecord | AggregateRecord) => readonly Row[];

/** What gives the rows that carry every breakdown of the names: the user row itself, or one of its arrays. */
function rowsFor(used: ReadonlySet<string>, needsFeature: boolean): RowsOf {
  const names = new Set(used);
  if (needsFeature) names.add('feature');
  if (['ide_version', 'plugin', 'plugin_version'].some((name) => names.has(name))) names.add('ide');
  const wanted = ['ide', 'language', 'model', 'feature'].filter((name) => names.has(name)).join('+');
  const beside = BESIDE.find(({ dimensions }) => dimensions.some((name) => names.has(name)));
  if (beside && wanted === '') return (record) => beside.lists.flatMap((list) => rowsAside(record, list));
  switch (beside ? `${wanted} and ${beside.dimensions[0]}` : wanted) {
    case '':
      return (record) => [record];
    case 'ide':
      return (record) => record.totals_by_ide;
    case 'feature':
      return (record) => record.totals_by_feature;
    case 'language':
    case 'language+feature':
      return (record) => record.totals_by_language_feature;
    case 'language+model':
      return (record) => record.totals_by_language_model;
    case 'model':
    case 'model+feature':
      return (record) => record.totals_by_model_feature;
    default:
      return () => {
        throw noTruth(`GitHub has no breakdown by ${wanted}.`);
      };
  }
}

/** The rows of a list beside the breakdowns; CLI, app and Agents window are one object each. */
function rowsAside(record: UserRecord | AggregateRecord, aside: Aside): readonly Row[] {
  if (aside === 'agent') return (record.totals_by_3rd_party_agent as readonly Row[] | undefined) ?? [];
  if (aside !== 'surface') {
    const named = record[`totals_by_${aside}`] as readonly Readonly<Record<string, unknown>>[] | undefined;
    return (named ?? []).map((row) => ({ ...row, customization: row[aside] }) as Row);
  }
  return ['cli', 'copilot_app', 'vscode_agent'].flatMap((surface) => {
    const use = record[`totals_by_${surface}`] as Row | undefined;
    return use ? [{ surface, ...use }] : [];
  });
}

function add(group: Group, side: 'above' | 'below', value: unknown): void {
  if (typeof value === 'number') group[side] = (group[side] ?? 0) + value;
}

function noTruth(message: string): InputError {
  return new InputError(message, { code: 'no_truth', hint: 'Ask for a metric and breakdowns that the records carry.' });
}
