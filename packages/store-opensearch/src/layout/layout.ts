import { type Column, type ColumnType, type Day, FACTS, type Fact, MEASURES } from '@flightdeck/catalog';
import { isOfPeople } from '@flightdeck/store/shared';
import { type Kind, ROLLUPS, ROW_COUNT, type Rollup } from './rollup.ts';

/** Fields of an index and their types. */
export type Properties = Readonly<Record<string, { readonly type: string } & Readonly<Record<string, unknown>>>>;

/**
 * Which indexes a table's documents stand in, together with those of others: a cluster likes few and large ones. `facts`:
 * rows of people, repositories and seats, by month · `teams`: rollups by team, by month · `scopes`: all else, by year.
 */
export type Group = 'facts' | 'teams' | 'scopes';

/** A fact, or the rollup of one. */
export interface Table {
  /** What documents bear in the field `table`; behind the prefix, the name of the alias that readers use. */
  readonly name: string;
  readonly kind: Kind;
  readonly fact: Fact;
  readonly rollup: Rollup | null;
  readonly properties: Properties;
  readonly group: Group;
}

const FIELD_TYPE: Readonly<Record<ColumnType, string>> = {
  count: 'long',
  decimal: 'double',
  number: 'double',
  id: 'long',
  flag: 'boolean',
  text: 'keyword',
  day: 'date',
};

const DATE = { type: 'date', format: 'strict_date' } as const;

/** Every document of facts and rollups. */
const COMMON: Properties = {
  table: { type: 'keyword' },
  day: DATE,
  weekday: { type: 'byte' },
  scope: { type: 'keyword' },
  organization: { type: 'keyword' },
  enterprise: { type: 'keyword' },
  load: { type: 'long' },
};

const OF_PEOPLE: Properties = { also_in: { type: 'keyword' } };
const OF_TEAMS: Properties = { team_id: { type: 'long' }, team: { type: 'keyword' } };

/** Keys by which a fact has many rows a day, so that a year would make one index too large. */
const MANY = ['user_id', 'team_id', 'repo_id', 'line'];

/** Fields of the two exact parts of a decimal: whole units, and billionths. */
export const exactParts = (column: string): readonly [whole: string, nano: string] => [
  `${column}_whole`,
  `${column}_nano`,
];

/** Field of a product that a measure sums. */
export const productField = (column: string, weight: string): string => `${column}_x_${weight}`;

/** Columns of the fact that a measure multiplies, with the other one. */
export function productsOf({ name }: Fact): readonly (readonly [column: string, weight: string])[] {
  const pairs = MEASURES.filter(({ facts }) => facts.includes(name)).flatMap(({ column, weight }) =>
    column !== null && weight !== undefined ? [[column, weight] as const] : [],
  );
  return [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()];
}

/** Fields of user_day that hold day and phase as one number, whose least and greatest contain a person's journey. */
export const PHASE_FIELDS = { first: 'phase_first', last: 'phase_last' } as const;
/** Field of user_day with a hash of the person's day in all facts. */
export const PERSON_DIGEST = 'person_digest';

const fieldsOf = ({ name, type }: Column): [string, Properties[string]][] => {
  if (type === 'day') return [[name, DATE]];
  if (type !== 'decimal') return [[name, { type: FIELD_TYPE[type] }]];
  return [
    [name, { type: 'double' }],
    ...exactParts(name).map((part): [string, Properties[string]] => [part, { type: 'long' }]),
  ];
};

function factProperties(fact: Fact): Properties {
  return {
    ...COMMON,
    ...(isOfPeople(fact) ? { ...OF_PEOPLE, ...OF_TEAMS } : {}),
    ...Object.fromEntries(fact.columns.flatMap(fieldsOf)),
    ...Object.fromEntries(
      productsOf(fact).map(([column, weight]) => [productField(column, weight), { type: 'double' }]),
    ),
    ...(fact.name === 'user_day'
      ? {
          [PHASE_FIELDS.first]: { type: 'long' },
          [PHASE_FIELDS.last]: { type: 'long' },
          [PERSON_DIGEST]: { type: 'keyword' },
        }
      : {}),
  };
}

function rollupProperties({ fact, keys, sums, counts }: Rollup, ofTeams: boolean): Properties {
  const columns = fact.columns.filter(({ name }) => keys.includes(name) || sums.includes(name));
  return {
    ...COMMON,
    ...OF_PEOPLE,
    ...(ofTeams ? OF_TEAMS : {}),
    ...Object.fromEntries(columns.flatMap(fieldsOf)),
    [ROW_COUNT]: { type: 'long' },
    ...Object.fromEntries(counts.flatMap(({ rows, known }) => [rows, known]).map((name) => [name, { type: 'long' }])),
  };
}

/** Every table of facts and rollups. */
export const TABLES: readonly Table[] = Object.freeze([
  ...FACTS.map(
    (fact): Table => ({
      name: fact.name,
      kind: 'fact',
      fact,
      rollup: null,
      properties: factProperties(fact),
      group: MANY.some((name) => fact.grain.includes(name)) ? 'facts' : 'scopes',
    }),
  ),
  ...ROLLUPS.flatMap((rollup) =>
    (['day_rollup', 'team_day_rollup'] as const).map(
      (kind): Table => ({
        name: `${kind}_${rollup.fact.name}`,
        kind,
        fact: rollup.fact,
        rollup,
        properties: rollupProperties(rollup, kind === 'team_day_rollup'),
        group: kind === 'day_rollup' ? 'scopes' : 'teams',
      }),
    ),
  ),
]);

const BY_NAME = new Map(TABLES.map((table) => [table.name, table]));

/** The table of a fact or rollup. */
export function tableOf(fact: string, kind: Kind = 'fact'): Table {
  const table = BY_NAME.get(kind === 'fact' ? fact : `${kind}_${fact}`);
  if (!table) throw new Error(`No table ${kind} of ${fact}`);
  return table;
}

/** Groups of indexes, each with all fields of its tables. */
export const GROUPS: Readonly<Record<Group, Properties>> = Object.freeze({
  facts: unite(TABLES.filter(({ group }) => group === 'facts').map(({ properties }) => properties)),
  teams: unite(TABLES.filter(({ group }) => group === 'teams').map(({ properties }) => properties)),
  scopes: unite(TABLES.filter(({ group }) => group === 'scopes').map(({ properties }) => properties)),
});

/** All fields; one name has one type in all of them. */
function unite(many: readonly Properties[]): Properties {
  const all: Record<string, Properties[string]> = {};
  for (const properties of many) {
    for (const [name, field] of Object.entries(properties)) {
      const there = all[name];
      if (there && JSON.stringify(there) !== JSON.stringify(field)) throw new Error(`Field ${name} has two types`);
      all[name] = field;
    }
  }
  return all;
}

/** The part of a day that stands in the name of an index: `2026-10` or `2026`. */
export const partOf = (group: Group, day: Day): string => (group === 'scopes' ? day.slice(0, 4) : day.slice(0, 7));

/** Name of the index a document of that day stands in. */
export const indexName = (prefix: string, { group }: Pick<Table, 'group'>, day: Day): string =>
  `${prefix}-${group}-${partOf(group, day)}`;

/** What the names of tables begin with whose documents were replaced and are kept for questions about the past. */
export const PAST = 'past_';

/** Clause for the documents of a table, with `past` also for those kept of it. */
export const ofTable = ({ name }: Table, past?: object): object =>
  past ? { terms: { table: [name, `${PAST}${name}`] } } : { term: { table: name } };

/** Name of the alias readers use. */
export const aliasName = (prefix: string, table: Table): string => `${prefix}-${table.name}`;

const text = { type: 'keyword' } as const;
const long = { type: 'long' } as const;
/** Longer ones are kept and not searched. */
const bounded = { type: 'keyword', ignore_above: 8000 } as const;
/** Kept, not searched. */
const kept = { type: 'keyword', index: false, doc_values: false } as const;

/**
 * A row of the ledger; `since` when it first said this, `final_at` when the day was found to be final, `kept_from`
 * since when its versions are kept.
 */
const LEDGER_DAY: Properties = {
  load: long,
  scope: text,
  report: text,
  day: DATE,
  state: text,
  source: text,
  via: text,
  sha256s: kept,
  fetched_at: text,
  records: long,
  restated: long,
  code: text,
  message: kept,
  content: kept,
  since: text,
  final_at: text,
  kept_from: text,
};

/** The ledger and what the store keeps for itself, all in one index; documents bear the name in the field `table`. */
export const LEDGER_TABLES: Readonly<Record<string, Properties>> = Object.freeze({
  ledger_day: LEDGER_DAY,
  day_version: { ...LEDGER_DAY, replaced_at: text },
  landing: {
    sha256: text,
    scope: text,
    report: text,
    range_from: DATE,
    range_to: DATE,
    file_name: kept,
    archive_path: text,
    bytes: long,
    lines: long,
    records: long,
    rejected: long,
    blank: long,
    fetched_at: text,
  },
  rejected_line: {
    sha256: text,
    line: long,
    offset: long,
    code: text,
    path: bounded,
    message: kept,
    sample: kept,
    fetched_at: text,
    archive_path: text,
  },
  unknown_field: { report: text, path: bounded, count: long, example: kept, first_seen: text, last_seen: text },
  restatement: {
    load: long,
    stated_at: text,
    scope: text,
    report: text,
    day: DATE,
    measure: text,
    before: { type: 'double' },
    after: { type: 'double' },
  },
  run: {
    run_id: text,
    kind: text,
    started_at: text,
    ended_at: text,
    result: text,
    days_loaded: long,
    days_failed: long,
    requests: long,
    message: kept,
  },
  name: { kind: text, owner: text, bearer: long, text: text, last_day: DATE },
  entity_slot: { dimension: text, value: text, slot: { type: 'byte' }, first_day: DATE },
  differing: { load: long, other_load: long, host: text, day: DATE, user_id: long },
  meta: { held: { type: 'object', enabled: false } },
});

/** Fields of the ledger's index. */
export const LEDGER_FIELDS: Properties = { table: text, ...unite(Object.values(LEDGER_TABLES)) };

/** The ledger's index. */
export const ledgerIndex = (prefix: string): string => `${prefix}-books`;

/** The mapping of an index: what is not named here is refused. */
export const mappingOf = (properties: Properties) => ({ dynamic: 'strict', properties }) as const;
