import type { Day } from '@flightdeck/catalog';
import type { AggregateRecord, UserRecord } from '../world/records/records.ts';
import type { MetricTruth } from './metric-truth.ts';
import { NO_ROW, type Place, placeOf } from './place.ts';
import { noTruth, ONLY_IN_LISTS, type RowsOf, rowsAside, rowsFor } from './rows-of.ts';
import { METRIC_TRUTHS, ROW_LEVEL } from './truth-metrics.ts';
import type { Truth, TruthQuestion } from './truth-question.ts';

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
export class Count {
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

function add(group: Group, side: 'above' | 'below', value: unknown): void {
  if (typeof value === 'number') group[side] = (group[side] ?? 0) + value;
}
