import { FACTS, type Fact } from '@flightdeck/catalog';
import { identifier } from '@flightdeck/store/shared';
import { ENTITY_SLOTS_TABLE } from '../../load/entity-slots.ts';
import { STALE_BUCKETS_TABLE } from '../../rollup/stale-buckets.ts';
import { BASE_TABLES } from '../base-token.ts';
import { SQL_TYPE } from '../sql.ts';

/** Raised when a file of an older layout needs more than added columns and refilled rollups. */
export const LAYOUT_VERSION = 1;

/** Name and SQL type of every column of a fact's table. */
export function factColumns(fact: Fact): readonly (readonly [name: string, type: string])[] {
  return [
    ['scope', 'VARCHAR'],
    ['day', 'DATE'],
    ...fact.columns.map(({ name, type }) => [name, SQL_TYPE[type]] as const),
  ];
}

/** DDL of a fact's table. No key: an index on it costs more than the check when days are loaded. */
function compileFactTable(fact: Fact): string {
  const columns = factColumns(fact).map(([name, type]) => {
    const required = fact.grain.includes(name) ? ' NOT NULL' : '';
    return `${identifier(name)} ${type}${required}`;
  });
  return `CREATE TABLE ${identifier(fact.name)} (${columns.join(', ')})`;
}

/** Columns of the tables that are no fact's, by table. */
const LEDGER_TABLES: Readonly<Record<string, string>> = {
  layout: `version INTEGER NOT NULL, rollups VARCHAR NOT NULL`,
  writer: `version VARCHAR NOT NULL`,
  ledger_day: `scope VARCHAR NOT NULL, report VARCHAR NOT NULL, day DATE NOT NULL,
    state VARCHAR NOT NULL, source VARCHAR NOT NULL, via VARCHAR NOT NULL, sha256 VARCHAR, fetched_at VARCHAR NOT NULL,
    records BIGINT NOT NULL, restated INTEGER NOT NULL, code VARCHAR, message VARCHAR, since VARCHAR, final_at VARCHAR`,
  landing: `sha256 VARCHAR NOT NULL, scope VARCHAR NOT NULL, report VARCHAR NOT NULL,
    range_from DATE NOT NULL, range_to DATE NOT NULL, file_name VARCHAR, archive_path VARCHAR NOT NULL,
    bytes BIGINT NOT NULL, lines BIGINT NOT NULL, records BIGINT NOT NULL, rejected BIGINT NOT NULL,
    blank BIGINT NOT NULL, fetched_at VARCHAR NOT NULL`,
  rejected_line: `sha256 VARCHAR NOT NULL, line BIGINT NOT NULL, "offset" BIGINT NOT NULL,
    code VARCHAR NOT NULL, path VARCHAR, message VARCHAR NOT NULL, sample VARCHAR NOT NULL`,
  unknown_field: `report VARCHAR NOT NULL, path VARCHAR NOT NULL, count BIGINT NOT NULL,
    example VARCHAR, first_seen VARCHAR NOT NULL, last_seen VARCHAR NOT NULL`,
  restatement: `stated_at VARCHAR NOT NULL, scope VARCHAR NOT NULL, report VARCHAR NOT NULL,
    day DATE NOT NULL, measure VARCHAR NOT NULL, before DOUBLE, after DOUBLE`,
  run: `id VARCHAR NOT NULL, kind VARCHAR NOT NULL, started_at VARCHAR NOT NULL,
    ended_at VARCHAR NOT NULL, result VARCHAR NOT NULL, days_loaded BIGINT NOT NULL, days_failed BIGINT NOT NULL,
    requests BIGINT NOT NULL, message VARCHAR`,
  journal_mark: `archive VARCHAR NOT NULL, seq BIGINT NOT NULL, chain VARCHAR NOT NULL`,
  person_login: `host VARCHAR NOT NULL, user_id BIGINT NOT NULL, login VARCHAR NOT NULL,
    last_day DATE NOT NULL`,
  person: `host VARCHAR NOT NULL, user_id BIGINT NOT NULL, login VARCHAR NOT NULL,
    label VARCHAR NOT NULL, last_day DATE NOT NULL`,
  team_slug: `scope VARCHAR NOT NULL, team_id BIGINT NOT NULL, slug VARCHAR NOT NULL,
    last_day DATE NOT NULL`,
  team: `scope VARCHAR NOT NULL, team_id BIGINT NOT NULL, slug VARCHAR NOT NULL,
    name VARCHAR NOT NULL, label VARCHAR NOT NULL, last_day DATE NOT NULL`,
  repository_name: `host VARCHAR NOT NULL, repo_id BIGINT NOT NULL, name VARCHAR NOT NULL,
    last_day DATE NOT NULL`,
  repository: `host VARCHAR NOT NULL, repo_id BIGINT NOT NULL, name VARCHAR NOT NULL,
    label VARCHAR NOT NULL, last_day DATE NOT NULL`,
};

/** Columns that had another name in earlier files: table, name before, name now. */
export const RENAMED_COLUMNS: readonly (readonly [table: string, before: string, now: string])[] = [
  ['feature_engagement', 'feature', 'engagement_feature'],
];

/** DDL of every table but rollups and histories that a file does not have, in order. */
export function compileLayout(known: Pick<ReadonlySet<string>, 'has'>): readonly string[] {
  const tables = [
    ...Object.entries(LEDGER_TABLES).map(([table, columns]) => [table, `CREATE TABLE ${table} (${columns})`] as const),
    ...BASE_TABLES,
    ['stale_bucket', STALE_BUCKETS_TABLE] as const,
    ['entity_slot', ENTITY_SLOTS_TABLE] as const,
    ...FACTS.map((fact) => [fact.name, compileFactTable(fact)] as const),
  ];
  return tables.flatMap(([table, statement]) => (known.has(table) ? [] : [statement]));
}
