import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day, Fact } from '@flightdeck/catalog';
import type { EntitySlot } from '@flightdeck/store';
import { giveSlots, identifier, SLOT_SOURCES } from '@flightdeck/store/shared';
import { compileDays } from '../file/days.ts';
import { execute, readRows } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';
import { findRollup, rollupKinds, rollupTable } from '../rollup/rollup.ts';

/** DDL of the table; a slot once given is never changed. */
export const ENTITY_SLOTS_TABLE =
  'CREATE TABLE IF NOT EXISTS entity_slot (dimension VARCHAR NOT NULL, value VARCHAR NOT NULL, slot INTEGER NOT NULL, first_day DATE NOT NULL)';

/**
 * Gives every value met for the first time in these days a slot: by the first of the days, then by name, so that a
 * rebuild, which loads in the order in which things happened, gives the same.
 */
export async function assignSlots(
  connection: DuckDBConnection,
  facts: readonly Fact[],
  scope: string,
  days: readonly Day[],
): Promise<void> {
  for (const { dimension, fact, column } of SLOT_SOURCES) {
    if (!facts.some(({ name }) => name === fact)) continue;
    const met = await readNewValues(connection, { dimension, fact, column }, scope, days);
    if (met.length === 0) continue;
    const given = await readRows(connection, 'SELECT dimension, value, slot FROM entity_slot WHERE dimension = $1', [
      dimension,
    ]);
    for (const { value, slot, firstDay } of giveSlots(dimension, met, given.map(toSlot))) {
      await execute(connection, 'INSERT INTO entity_slot VALUES ($1, $2, $3, CAST($4 AS DATE))', [
        dimension,
        value,
        slot,
        firstDay,
      ]);
    }
  }
}

async function readNewValues(
  connection: DuckDBConnection,
  { dimension, fact, column }: (typeof SLOT_SOURCES)[number],
  scope: string,
  days: readonly Day[],
): Promise<readonly (readonly [value: string, day: Day])[]> {
  const binder = createBinder();
  const value = `lower(CAST(f.${identifier(column)} AS VARCHAR))`;
  const where = compileDays('f', scope, days, binder);
  // The sums by day, which were just added up, have a row where the fact has hundreds.
  const rollup = findRollup(fact);
  const table = rollup && rollupKinds(rollup).includes('day') ? rollupTable(rollup, 'day') : fact;
  const rows = await readRows(
    connection,
    `SELECT ${value}, CAST(min(f.day) AS VARCHAR) FROM ${identifier(table)} AS f WHERE ${where}
     AND ${value} NOT IN (SELECT value FROM entity_slot WHERE dimension = ${binder.bind(dimension)})
     GROUP BY 1 ORDER BY 2, 1`,
    binder.values,
  );
  return rows.map(([name, day]) => [String(name), String(day)] as const);
}

/** SQL of all slots by the names that answers bear: teams by name and, of several scopes, by label. Of teams that share a name the first met gives it its colour. */
export const READ_SLOTS = `SELECT dimension, value, min(slot) AS slot FROM (
    SELECT dimension, value, slot FROM entity_slot WHERE dimension <> 'team'
    UNION SELECT s.dimension, t.name, s.slot FROM entity_slot AS s JOIN team AS t ON CAST(t.team_id AS VARCHAR) = s.value
      WHERE s.dimension = 'team'
    UNION SELECT s.dimension, t.label, s.slot FROM entity_slot AS s JOIN team AS t ON CAST(t.team_id AS VARCHAR) = s.value
      WHERE s.dimension = 'team')
  GROUP BY dimension, value ORDER BY dimension, value`;

/** A row of `READ_SLOTS`. */
export const toSlot = ([dimension, value, slot]: readonly unknown[]): EntitySlot => ({
  dimension: String(dimension),
  value: String(value),
  slot: Number(slot),
});
