import { createHash } from 'node:crypto';
import type { Day } from '@flightdeck/catalog';
import type { RestatementRow } from '@flightdeck/store';
import { hostOf } from '@flightdeck/store/shared';
import { ensureIndexes } from '../layout/indexes.ts';
import { ledgerIndex } from '../layout/layout.ts';
import { type LedgerEntry, ledgerId, readLedgerDays, toLedgerDocument } from '../ledger/ledger-days.ts';
import type { Turn } from '../ledger/turn.ts';
import { type BulkWriter, createBulkWriter } from '../wire/bulk.ts';
import { refresh } from '../wire/send.ts';
import { assignSlots } from './entity-slots.ts';
import type { Loading, Unit } from './loading.ts';
import { learnNames } from './names.ts';
import { PEOPLE } from './plan-load.ts';
import { indexesWith, writeDocuments } from './units.ts';

/** Writes all documents of the units and their ledger rows; nothing of it is visible yet. */
export async function writeUnits(
  loading: Loading,
  turn: Turn,
  units: readonly Unit[],
  numbers: readonly number[],
  restatements: readonly RestatementRow[],
): Promise<{ readonly indexes: readonly string[]; readonly renames: boolean }> {
  const { cluster, prefix, connection, faultPoint } = loading;
  const writer = createBulkWriter(cluster);
  const indexes = new Set<string>();
  const loadOf = new Map<string, number>();
  let place = 0;
  for (const { scope, report, entries } of units) {
    for (const { row } of entries) loadOf.set([scope, report, row.day].join(' '), numbers[place++] ?? 0);
  }
  let renames = false;
  for (const unit of units) {
    const rows = await unit.rows();
    const wanted = indexesWith(prefix, rows);
    await ensureIndexes(cluster, prefix, wanted, turn.base);
    for (const name of wanted.keys()) indexes.add(name);
    const loads = new Map(
      unit.entries.map(({ row }) => [row.day, loadOf.get([unit.scope, unit.report, row.day].join(' ')) ?? 0]),
    );
    await writeDocuments(connection, prefix, rows, loads, unit.standing, writer);
    if (unit === units[0]) {
      renames = await learnNames(connection, rows, loading.names, prefix, writer);
      await assignSlots(connection, rows, loading.slots, prefix, writer);
    }
    await writer.add(
      unit.entries.map((entry) => toLedgerAction(prefix, { ...entry, load: loads.get(entry.row.day) ?? 0 })),
    );
    await unit.done?.();
    await writeDifferences(loading, turn, unit, loads, loadOf, writer);
    await faultPoint('in_load');
  }
  await writer.add(restatements.map((row) => toRestatementAction(prefix, row, loadOf)));
  await writer.end();
  await faultPoint('before_refresh');
  await refresh(cluster, [...indexes, ledgerIndex(prefix)]);
  return { indexes: [...indexes], renames };
}

/** Records the person-days on which scopes disagree; each record holds for the two loads compared. */
async function writeDifferences(
  { cluster, prefix }: Loading,
  turn: Turn,
  { scope, standing }: Unit,
  loads: ReadonlyMap<Day, number>,
  loadOf: ReadonlyMap<string, number>,
  writer: BulkWriter,
): Promise<void> {
  const days = [...new Set(standing.differences.map(({ day }) => day))];
  if (days.length === 0) return;
  const entries = await readLedgerDays(cluster, prefix, turn.base, { report: PEOPLE, days });
  const loadBefore = new Map(entries.map(({ row, load }) => [[row.scope, PEOPLE, row.day].join(' '), load]));
  await writer.add(
    standing.differences.map(({ day, userId, scope: other }) => {
      const key = [other, PEOPLE, day].join(' ');
      const otherLoad = loadOf.get(key) ?? loadBefore.get(key) ?? 0;
      const load = loads.get(day) ?? 0;
      const id = createHash('sha256')
        .update(JSON.stringify([load, otherLoad, userId]))
        .digest('hex')
        .slice(0, 32);
      const whose = JSON.stringify({ table: 'differing', host: hostOf(scope), day, load, other_load: otherLoad }).slice(
        0,
        -1,
      );
      return `${JSON.stringify({ index: { _index: ledgerIndex(prefix), _id: id } })}\n${whose},"user_id":${userId}}`;
    }),
  );
}

/** The action of `_bulk` that writes a row of the ledger. */
export function toLedgerAction(prefix: string, entry: LedgerEntry): string {
  const head = JSON.stringify({ index: { _index: ledgerIndex(prefix), _id: ledgerId(entry.row, entry.load) } });
  return `${head}\n${JSON.stringify(toLedgerDocument(entry))}`;
}

function toRestatementAction(prefix: string, row: RestatementRow, loadOf: ReadonlyMap<string, number>): string {
  const load = loadOf.get([row.scope, row.report, row.day].join(' ')) ?? 0;
  const id = createHash('sha256')
    .update(JSON.stringify([load, row.measure]))
    .digest('hex')
    .slice(0, 32);
  const { at, ...others } = row;
  return `${JSON.stringify({ index: { _index: ledgerIndex(prefix), _id: id } })}\n${JSON.stringify({ table: 'restatement', load, stated_at: at, ...others })}`;
}
