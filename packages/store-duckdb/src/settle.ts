import type { DuckDBConnection } from '@duckdb/node-api';
import { compileDays, wholeMonthsOf } from './days.ts';
import { compileRollupFill, isOfMonths, ROLLUPS, rollupKinds, rollupTable } from './rollup.ts';
import { execute } from './session.ts';
import { createBinder, identifier } from './sql.ts';
import { readStaleMonths } from './stale-months.ts';

/**
 * Adds up one stale month of one rollup, inside a transaction that the caller has begun. Answers stay the same.
 * False when no month is stale.
 */
export async function settleMonth(connection: DuckDBConnection): Promise<boolean> {
  const [stale] = await readStaleMonths(connection);
  if (!stale) return false;
  for (const rollup of ROLLUPS) {
    for (const kind of rollupKinds(rollup).filter(isOfMonths)) {
      if (rollupTable(rollup, kind) !== stale.rollup) continue;
      await execute(connection, `DELETE FROM ${identifier(stale.rollup)} WHERE scope = $1 AND day = CAST($2 AS DATE)`, [
        stale.scope,
        stale.month,
      ]);
      const binder = createBinder();
      const days = compileDays('f', stale.scope, wholeMonthsOf([stale.month]), binder);
      await execute(connection, compileRollupFill(rollup, kind, days), binder.values);
    }
  }
  await execute(connection, 'DELETE FROM stale_month WHERE rollup = $1 AND scope = $2 AND month = CAST($3 AS DATE)', [
    stale.rollup,
    stale.scope,
    stale.month,
  ]);
  return true;
}
