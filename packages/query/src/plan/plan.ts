import {
  addDays,
  carries,
  type DayRange,
  dayCount,
  FACTS,
  type Fact,
  type FactName,
  type Formula,
  findDimension,
  findMeasure,
  findMetric,
  type Measure,
  type MetricName,
  REPORTS,
  type ReportKind,
  USUAL_CALENDAR,
  type WorkCalendar,
} from '@flightdeck/catalog';
import { withNone } from '../evaluate/none.ts';
import type { Note } from '../evaluate/result.ts';
import { whyUnanswered } from '../notes/why-not.ts';
import type { MetricQuery } from '../request/metric-query.ts';
import type { Scan, ScanMeasure } from '../scan.ts';
import { chooseScopes, type Loaded } from './choose-scopes.ts';
import { rewrite } from './rewrite.ts';

/** Scans to run and what to make of them. Serialisable; knows no engine. */
export interface Plan {
  readonly query: MetricQuery;
  readonly scopes: readonly string[];
  readonly rows: readonly Scan[];
  readonly total: readonly Scan[];
  readonly comparison: {
    readonly range: DayRange;
    readonly rows: readonly Scan[];
    readonly total: readonly Scan[];
  } | null;
  /** Reports the facts read come from. */
  readonly reports: readonly ReportKind[];
  /** Metrics that divide by days: a day counts when all of `reports` have come; `fact` has the people days are counted for. */
  readonly perDay: readonly {
    readonly metric: MetricName;
    readonly reports: readonly ReportKind[];
    readonly fact: string | null;
  }[];
  /** Which days are working days. */
  readonly calendar: WorkCalendar;
  readonly notes: readonly Note[];
}

const FACT_BY_NAME: ReadonlyMap<string, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));

/**
 * The plan of a query over the scopes a store has, and what it has of them.
 * @throws InputError `unknown_scope` for a scope that has no data, `mixed_scopes` when enterprises and organizations
 * meet, `mixed_hosts` when scopes of several hosts are asked for at once. Metrics with a measure that `maySee` denies have no value.
 */
export function planQuery(
  query: MetricQuery,
  available: readonly string[],
  has?: Loaded['has'],
  maySee: (measure: Measure) => boolean = () => true,
): Plan {
  const { scopes, notes } = chooseScopes(query, available, has && { reports: reportsRead(query), has });
  const where = query.where.filter((filter) => findDimension(filter.dimension)?.kind !== 'scope');
  const dimensions = [...query.by, ...query.over, ...where.map((filter) => filter.dimension)];
  const chosen = new Map<FactName, Measure[]>();
  const perDay: Plan['perDay'][number][] = [];
  const unanswered: Note[] = [];
  for (const metric of query.metrics) {
    const measures = measuresOf(findMetric(metric)?.formula);
    if (!measures.every(maySee)) {
      unanswered.push(notSeen(metric));
      continue;
    }
    const facts = measures.map((measure) => chooseFact(measure, dimensions));
    if (facts.includes(null)) {
      unanswered.push(whyUnanswered(metric, measures, dimensions));
      continue;
    }
    const { formula } = findMetric(metric) ?? {};
    if (dividesBy(formula, 'days') || dividesBy(formula, 'working_days')) {
      const reports = facts.flatMap((fact) => fact?.report ?? []);
      const people = measures.findIndex(({ aggregate }) => aggregate === 'people');
      perDay.push({ metric, reports: withTeams(reports, dimensions), fact: facts[people]?.name ?? null });
    }
    measures.forEach((measure, index) => {
      const fact = facts[index];
      if (!fact) return;
      const list = chosen.get(fact.name) ?? [];
      if (!list.includes(measure)) chosen.set(fact.name, [...list, measure]);
    });
  }
  const asOf = query.asOf === undefined ? {} : { asOf: query.asOf };
  const scans = (prefix: string, range: DayRange, by: readonly string[]): readonly Scan[] =>
    withNone(
      [...chosen].map(([fact, measures]) =>
        rewrite(toScan(`${prefix}:${fact}`, fact, measures, { scopes, range, by, where, ...asOf })),
      ),
      query.over,
      findMeasure,
    );
  const side = (prefix: string, range: DayRange) => ({
    range,
    rows: scans(`${prefix}rows`, range, query.by),
    total: query.total ? scans(`${prefix}total`, range, []) : [],
  });
  const now = side('', query.range);
  return {
    query,
    scopes,
    rows: now.rows,
    total: now.total,
    comparison: query.compare ? side('before:', comparedRange(query.range, query.compare)) : null,
    reports: [...new Set([...chosen.keys()].flatMap((name) => FACT_BY_NAME.get(name)?.report ?? []))],
    perDay,
    calendar: USUAL_CALENDAR,
    notes: [...notes, ...unanswered],
  };
}

/** True if some metric of the query is reported by all that is asked, whoever asks and whatever was loaded. */
export function isAnswerable({ metrics, by, over, where }: MetricQuery): boolean {
  const filters = where.filter((filter) => findDimension(filter.dimension)?.kind !== 'scope');
  const dimensions = [...by, ...over, ...filters.map((filter) => filter.dimension)];
  return metrics.some((metric) =>
    measuresOf(findMetric(metric)?.formula).every((measure) => chooseFact(measure, dimensions) !== null),
  );
}

function notSeen(metric: string): Note {
  const label = findMetric(metric)?.label ?? metric;
  return { code: 'not_seen', metric, message: `"${label}" depends on what you may not see.` };
}

/** The reports an answer rests on day by day; team membership is one of them where teams are asked for. */
export function dailyReports({ reports, query }: Pick<Plan, 'reports' | 'query'>): readonly ReportKind[] {
  const dimensions = [...query.by, ...query.where.map((filter) => filter.dimension)];
  return withTeams(reports, dimensions).filter((report) => REPORTS[report].window !== '28-day');
}

/** What of a question says which reports are read. */
interface Asking {
  readonly metrics: readonly string[];
  readonly by?: readonly string[] | undefined;
  readonly over?: readonly string[] | undefined;
  readonly where?: readonly { readonly dimension: string }[] | undefined;
}

/** The daily reports a question would be answered from, before anything is checked or asked. */
export function reportsRead({ metrics, by = [], over = [], where = [] }: Asking): readonly ReportKind[] {
  const dimensions = [...by, ...over, ...where.map((filter) => filter.dimension)].filter(
    (name) => findDimension(name)?.kind !== 'scope',
  );
  const facts = metrics.flatMap((metric) =>
    measuresOf(findMetric(metric)?.formula).map((measure) => chooseFact(measure, dimensions)),
  );
  const reports = withTeams(
    facts.flatMap((fact) => fact?.report ?? []),
    dimensions,
  );
  return reports.filter((report) => REPORTS[report].window !== '28-day').sort();
}

function withTeams(reports: readonly ReportKind[], dimensions: readonly string[]): readonly ReportKind[] {
  const isByTeam = dimensions.some((name) => findDimension(name)?.kind === 'team');
  const teams = isByTeam ? FACT_BY_NAME.get('user_team_day')?.report : undefined;
  return [...new Set([...(teams === undefined ? [] : [teams]), ...reports])];
}

/** True when the formula divides by days of the kind. */
export function dividesBy(formula: Formula | undefined, kind: 'days' | 'working_days'): boolean {
  if (formula === undefined || formula.op === 'measure') return false;
  if (formula.op === 'days' || formula.op === 'working_days') return formula.op === kind;
  return termsOf(formula).some((term) => dividesBy(term, kind));
}

/** The range compared with, moved by whole weeks so that weekdays stand against weekdays. */
export function comparedRange(range: DayRange, compare: 'previous' | 'year'): DayRange {
  const shift = compare === 'year' ? 364 : Math.ceil(dayCount(range) / 7) * 7;
  return { from: addDays(range.from, -shift), to: addDays(range.to, -shift) };
}

/** Measures a formula needs, in order, each once. */
export function measuresOf(formula: Formula | undefined): Measure[] {
  if (!formula || formula.op === 'days' || formula.op === 'working_days') return [];
  if (formula.op === 'measure') {
    const measure = findMeasure(formula.measure);
    return measure ? [measure] : [];
  }
  return [...new Set(termsOf(formula).flatMap(measuresOf))];
}

function termsOf(formula: Exclude<Formula, { op: 'days' | 'working_days' | 'measure' }>): readonly Formula[] {
  if (formula.op === 'ratio') return [formula.over, formula.under];
  return formula.op === 'cost'
    ? [...Object.values(formula.seats), formula.priced, formula.planned]
    : [formula.left, formula.right];
}

/** True when some fact holds every number of the metric by all the dimensions; one that is not can only answer null. */
export function isReportedBy(metric: string, dimensions: readonly string[]): boolean {
  return measuresOf(findMetric(metric)?.formula).every((measure) => chooseFact(measure, dimensions) !== null);
}

/** The cheapest fact that has every dimension, or null when none has. */
function chooseFact(measure: Measure, dimensions: readonly string[]): Fact | null {
  for (const name of measure.facts) {
    const fact = FACT_BY_NAME.get(name);
    if (fact && dimensions.every((dimension) => carries(fact, dimension))) return fact;
  }
  return null;
}

function toScan(
  id: string,
  fact: FactName,
  measures: readonly Measure[],
  context: Pick<Scan, 'scopes' | 'range' | 'by' | 'where' | 'asOf'>,
): Scan {
  const grouped = context.by.some((dimension) => findDimension(dimension)?.kind === 'scope');
  const ofPeople = FACT_BY_NAME.get(fact)?.grain.includes('user_id') ?? false;
  return {
    id,
    fact,
    ...context,
    once: ofPeople && context.scopes.length > 1 && !grouped,
    measures: measures.map(
      ({ name, aggregate, column, weight, when }): ScanMeasure => ({
        name,
        aggregate,
        column,
        ...(weight === undefined ? {} : { weight }),
        when,
      }),
    ),
  };
}
