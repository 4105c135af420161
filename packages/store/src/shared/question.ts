import {
  CapabilityError,
  carries,
  columnOf,
  type DimensionKind,
  FACTS,
  type Fact,
  findDimension,
  parseScope,
  scopeLabel,
} from '@flightdeck/catalog';
import type { Filter, Scan, ScanMeasure } from '@flightdeck/query';

/** A dimension asked for and its kind. */
export interface Key {
  readonly name: string;
  readonly kind: DimensionKind;
}

/** A filter and the kind of its dimension. */
export type KindFilter = Filter & { readonly kind: DimensionKind };

/** A scan and what the catalogue says of it. */
export interface Question {
  readonly scan: Scan;
  readonly fact: Fact;
  readonly by: readonly Key[];
  /** Scope keys left after scope filters. */
  readonly scopes: readonly string[];
  /** Filters but those of scopes. */
  readonly where: readonly KindFilter[];
}

const FACT_BY_NAME: ReadonlyMap<string, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));

/** The scan, checked against the catalogue. @throws CapabilityError `no_such_cross`. */
export function toQuestion(scan: Scan): Question {
  const fact = FACT_BY_NAME.get(scan.fact);
  if (!fact) throw noSuchCross(scan, `fact "${scan.fact}"`);
  const kindOf = (name: string): DimensionKind => {
    const kind = findDimension(name)?.kind;
    if (!kind || !carries(fact, name)) throw noSuchCross(scan, `dimension "${name}"`);
    return kind;
  };
  for (const { column, weight, when } of scan.measures) {
    for (const name of [column, weight, ...when.map((condition) => condition.column)]) {
      if (name === null || name === undefined || name === 'day') continue;
      if (!fact.columns.some((known) => known.name === name)) throw noSuchCross(scan, `column "${name}"`);
    }
  }
  const where = scan.where.map((filter) => ({ ...filter, kind: kindOf(filter.dimension) }));
  return {
    scan,
    fact,
    by: scan.by.map((name) => ({ name, kind: kindOf(name) })),
    scopes: filterScopes(scan, where),
    where: where.filter(({ kind }) => kind !== 'scope'),
  };
}

/** True when the question groups by the kind of dimension. */
export const groupsBy = ({ by }: Pick<Question, 'by'>, kind: DimensionKind): boolean =>
  by.some((key) => key.kind === kind);

/** True when the question filters by the kind of dimension. */
export const filtersBy = ({ where }: Pick<Question, 'where'>, kind: DimensionKind): boolean =>
  where.some((filter) => filter.kind === kind);

/**
 * True for a figure of the last day with a report, whether it is in it or not; one with nothing to measure that day is
 * earlier, and that of a person is of the person's own last day.
 */
export function readsLastDay({ fact }: Pick<Question, 'fact'>, { aggregate, column }: ScanMeasure): boolean {
  const isLatest = (aggregate === 'latest' || aggregate === 'latest_total') && !fact.grain.includes('user_id');
  return isLatest && fact.columns.find(({ name }) => name === column)?.absent !== 'nothing';
}

/** The column of an attribute by the dimension's name. */
export function columnNamed(dimension: string): string {
  const found = findDimension(dimension);
  return found ? columnOf(found) : dimension;
}

/** The measure at an index of the scan. */
export function measureAt({ scan }: Pick<Question, 'scan'>, index: number): ScanMeasure {
  const measure = scan.measures[index];
  if (!measure) throw new Error(`Scan ${scan.id} has no measure ${index}`);
  return measure;
}

/** Columns of the grain, beside scope and day, that no group of the question fixes. */
export function openGrain({ fact, by }: Pick<Question, 'fact' | 'by'>): readonly string[] {
  const fixed = new Set(by.map(({ name, kind }) => (kind === 'repository' ? 'repo_id' : columnNamed(name))));
  return fact.grain.filter((name) => name !== 'scope' && name !== 'day' && !fixed.has(name));
}

/** The time bucket the question groups by; null when it groups by none. */
export const timeGrain = ({ by }: Pick<Question, 'by'>): string | null =>
  by.find(({ kind }) => kind === 'time')?.name ?? null;

/** Names of teams, when there is one filter of teams and it wants them; else null. */
export function onlyTeams({ where }: Pick<Question, 'where'>): readonly string[] | null {
  const [only, ...others] = where.filter(({ kind }) => kind === 'team');
  return only?.is === 'in' && others.length === 0 ? only.values : null;
}

/** True when a person can have seats of several scopes in one group; within a scope loading has joined them. */
export const joinsSeats = (question: Question): boolean =>
  question.fact.name === 'seat_day' && question.scopes.length > 1 && !groupsBy(question, 'scope');

/** True where lists of several scopes meet, of which one may know a person by login and another by id. */
export const listsMeet = ({ fact, scopes }: Pick<Question, 'fact' | 'scopes'>): boolean =>
  scopes.length > 1 && fact.snapshot === true && fact.attributes?.includes('user_id') === true;

/** Values for a comparison that knows no case, each once. */
export const lower = (values: readonly string[]): string[] => [...new Set(values.map((value) => value.toLowerCase()))];

function filterScopes(scan: Scan, where: Question['where']): readonly string[] {
  const filters = where.filter(({ kind }) => kind === 'scope');
  return scan.scopes.filter((key) =>
    filters.every(({ is, values }) => lower(values).includes(scopeLabel(parseScope(key))) === (is === 'in')),
  );
}

function noSuchCross(scan: Scan, what: string): CapabilityError {
  return new CapabilityError(`The fact "${scan.fact}" cannot be asked for ${what}.`, {
    code: 'no_such_cross',
    hint: 'Ask with the dimensions the catalogue lists for the metric.',
  });
}
