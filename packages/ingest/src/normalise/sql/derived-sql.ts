import type { Fact } from '@flightdeck/catalog';
import { compileSeatPerson, FACT_FILE_TYPE } from '@flightdeck/store';
import { identifier } from './quote.ts';

/** Insertions and copies together, or the figure of an API that did not separate them. */
const OLD_CHAT = { chat_accepted: 'coalesce(told_chat_acceptances, chat_insertions + chat_copies)' };

/** `Auto: Claude Haiku 4.5` → `claude-haiku-4.5`, as the usage reports write it. */
const BILLED_MODEL = {
  model: "nullif(lower(regexp_replace(trim(regexp_replace(billed_model, '^Auto: *', '')), '\\s+', '-', 'g')), '')",
};

/**
 * SQL of each derived column, by fact. It may use the row's other columns and the derived ones above it. The replaced
 * columns are read under their own name before, and written over.
 */
const DERIVED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  seat_day: {
    plan: 'grant_plan',
    seat_created: toUtcDay('created_at'),
    last_active: toUtcDay('last_activity_at'),
    last_editor: "nullif(lower(split_part(last_activity_editor, '/', 1)), '')",
    // DuckDB's greatest leaves NULL out, which would make a seat never used one of today.
    idle_days: 'CASE WHEN last_active IS NOT NULL THEN greatest(0, day - last_active) END',
    quiet_days: 'coalesce(idle_days, least(90, greatest(0, day - seat_created)))',
    idle_band: [
      "CASE WHEN last_active IS NULL THEN 'never' WHEN quiet_days < 2 THEN '0-1' WHEN quiet_days < 7 THEN '2-6'",
      "WHEN quiet_days < 14 THEN '7-13' WHEN quiet_days < 30 THEN '14-29' WHEN quiet_days < 60 THEN '30-59'",
      "WHEN quiet_days < 90 THEN '60-89' ELSE '90+' END",
    ].join(' '),
    charged: 'false',
  },
  legacy_total_day: OLD_CHAT,
  legacy_team_total_day: OLD_CHAT,
  legacy_chat_day: OLD_CHAT,
  legacy_team_chat_day: OLD_CHAT,
  credit_usage: BILLED_MODEL,
  premium_request_usage: BILLED_MODEL,
};

/** Only a person holds a seat that can be used: older lists name teams and organizations too. */
const REPLACED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  seat_day: {
    user_id: "CASE WHEN user_login IS NOT NULL AND coalesce(assignee_type, 'User') <> 'Organization' THEN user_id END",
    user_login:
      "CASE WHEN user_id IS NOT NULL AND coalesce(assignee_type, 'User') <> 'Organization' THEN user_login END",
  },
};

/** Columns that mean the person of a row, over all rows of the person and day; written over the derived ones. */
const OF_PERSON: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  seat_day: compileSeatPerson('day, user_id'),
};

/** The rows with their derived columns; the rows themselves when the fact has none. */
export function compileDerived(fact: Fact, rows: string): string {
  const derived = fact.columns.filter((column) => column.derived);
  if (derived.length === 0) return rows;
  const replaced = Object.entries(REPLACED[fact.name] ?? {}).map(([name, sql]) => `${sql} AS ${identifier(name)}`);
  const computed = derived.map(({ name, type }) => {
    const sql = DERIVED[fact.name]?.[name];
    if (sql === undefined) throw new Error(`there is no SQL for ${fact.name}.${name}`);
    return `CAST(${sql} AS ${FACT_FILE_TYPE[type]}) AS ${identifier(name)}`;
  });
  const all = replaced.length === 0 ? '*' : `* REPLACE (${replaced.join(', ')})`;
  const each = `SELECT ${[all, ...computed].join(', ')}\nFROM (${rows})`;
  const ofPerson = Object.entries(OF_PERSON[fact.name] ?? {}).map(([name, sql]) => `${sql} AS ${identifier(name)}`);
  return ofPerson.length === 0 ? each : `SELECT * REPLACE (${ofPerson.join(', ')})\nFROM (${each})`;
}

/** GitHub writes instants with Z or an offset; DuckDB's DATE would leave the offset out. One without a zone, or a day alone, is taken for UTC. */
function toUtcDay(column: string): string {
  const hasZone = `regexp_matches(${column}, '(Z|[+-][0-9]{2}:?[0-9]{2})$')`;
  const instant = `CASE WHEN ${hasZone} THEN ${column} WHEN length(${column}) = 10 THEN ${column} || 'T00:00:00Z' ELSE ${column} || 'Z' END`;
  return `DATE '1970-01-01' + CAST(floor(epoch(CAST(${instant} AS TIMESTAMPTZ)) / 86400) AS INTEGER)`;
}
