import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReportKind } from '@flightdeck/catalog';
import type { EntitySlot } from '@flightdeck/store';
import type { LedgerEntry } from '../ledger/ledger-days.ts';
import type { Cluster } from '../wire/client.ts';
import type { FactRows } from './fact-rows.ts';
import type { readNames } from './names.ts';
import type { Standing } from './plan-load.ts';

/** Places at which a test may stop the process. */
export type FaultPoint = (name: string) => void | Promise<void>;

/** What a load works with. */
export interface Loading {
  readonly cluster: Cluster;
  readonly prefix: string;
  readonly connection: DuckDBConnection;
  /** A folder of our own that the workbench may read. */
  readonly folder: string;
  readonly names: Awaited<ReturnType<typeof readNames>>;
  readonly slots: EntitySlot[];
  readonly now: () => Date;
  readonly graceMs?: number | undefined;
  readonly faultPoint: FaultPoint;
}

/** Days of one (scope, report) that are written: the batch's own, or those of people whose annotations change. */
export interface Unit {
  readonly scope: string;
  readonly report: ReportKind;
  readonly entries: readonly LedgerEntry[];
  readonly standing: Standing;
  /** Makes the views of the rows. */
  rows(): Promise<FactRows>;
  /** Called when the rows are written. */
  done?(): Promise<void>;
}
