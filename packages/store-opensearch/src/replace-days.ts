import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, FACTS, type ReportKind } from '@flightdeck/catalog';
import type { BatchDay, DayBatch, DayOutcome, EntitySlot, RestatementRow } from '@flightdeck/store';
import type { HeldDay } from './annotate.ts';
import { type BulkWriter, createBulkWriter } from './bulk.ts';
import { deleteLoads, forgettable, loadsToDelete } from './clean.ts';
import type { Cluster } from './client.ts';
import { assignSlots } from './entity-slots.ts';
import { type FactRows, readContents, readFactFiles, rowsOf } from './fact-rows.ts';
import { ensureIndexes, switchAliases } from './indexes.ts';
import { booksIndex, indexName, TABLES } from './layout.ts';
import { type Content, isLoaded, type LedgerEntry, ledgerId, readLedgerDays, toLedgerDocument } from './ledger-days.ts';
import { learnNames, type readNames } from './names.ts';
import { MEMBERS, PEOPLE, placeAgain, placeNew, type Standing } from './plan-load.ts';
import { compareContents } from './restate.ts';
import { refresh } from './send.ts';
import { readRows } from './session.ts';
import type { Turn } from './turn.ts';
import { type Annotations, indexesWith, readPersonDays, rereadRows, writeDocuments } from './units.ts';
import type { LoadOfDay } from './view.ts';

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
interface Unit {
  readonly scope: string;
  readonly report: ReportKind;
  readonly entries: readonly LedgerEntry[];
  readonly standing: Standing;
  /** Makes the views of the rows. */
  rows(): Promise<FactRows>;
}

const NOWHERE: Standing = { members: [], overlaps: [], differences: [], orphans: [] };

/** Replaces the days of the batch in a writer's turn: everything is written beside what counts, then one document commits it. */
export async function replaceDaysWithin(loading: Loading, turn: Turn, batch: DayBatch): Promise<readonly DayOutcome[]> {
  const { cluster, prefix, faultPoint } = loading;
  await clean(loading, turn);
  const days = batch.days.map(({ day }) => day);
  const entries = await readLedgerDays(
    cluster,
    prefix,
    turn.view,
    { scope: batch.scope, report: batch.report, days },
    true,
  );
  const known = new Map(entries.filter(isLoaded).map((entry) => [entry.row.day, entry]));
  const decided = batch.days.map((day) => ({ day, outcome: decide(batch, day, known.get(day.day)) }));
  const fresh = decided.filter(({ outcome }) => outcome === 'loaded').map(({ day }) => day);
  await settleStates(loading, turn, decided, known);
  if (fresh.length === 0) return decided.map(({ day, outcome }) => ({ day: day.day, outcome, restatements: [] }));

  const { own, restatements } = await planOwn(loading, turn, batch, fresh, known);
  const units = [own, ...(await planOthers(loading, turn, own))];
  const replaced = units.flatMap(({ report, entries: written }) =>
    written.flatMap(({ row, load }) => (load > 0 ? [{ load, report, day: row.day }] : [])),
  );
  const numbers = await turn.reserve(
    units.flatMap(({ report, entries: written }) => written.map(({ row }) => ({ report, day: row.day }))),
  );
  await faultPoint('after_reserve');
  const written = await writeUnits(loading, turn, units, numbers, restatements);
  await faultPoint('before_commit');
  const view = await turn.commit({ replaced, indexes: written.indexes, renames: written.renames });
  await faultPoint('after_commit');
  await switchAliases(
    cluster,
    prefix,
    touchedBy(loading, [...written.indexes], replaced, view.indexes),
    new Set(units.map((unit) => unit.report)),
    view,
  );
  return decided.map(({ day, outcome }) => ({
    day: day.day,
    outcome,
    restatements: restatements.filter((row) => row.day === day.day),
  }));
}

async function clean({ cluster, prefix, now, graceMs }: Loading, turn: Turn): Promise<void> {
  const loads = loadsToDelete(turn.view, now(), graceMs);
  if (loads.length === 0) return;
  await deleteLoads(cluster, prefix, turn.view, loads);
  const forgotten = forgettable(loads, now());
  if (forgotten.length > 0) await turn.forget(forgotten);
}

function decide(batch: DayBatch, day: BatchDay, known: LedgerEntry | undefined): DayOutcome['outcome'] {
  if (!known) return 'loaded';
  const isSeed = batch.source !== batch.report;
  if (isSeed && known.row.source === batch.report) return 'kept';
  return known.row.sha256 === day.sha256 && known.row.source === batch.source ? 'unchanged' : 'loaded';
}

/** The same bytes can turn a provisional day into a final one; nothing else of it changes. */
async function settleStates(
  { cluster, prefix }: Loading,
  turn: Turn,
  decided: readonly { readonly day: BatchDay; readonly outcome: DayOutcome['outcome'] }[],
  known: ReadonlyMap<Day, LedgerEntry>,
): Promise<void> {
  const changed = decided.flatMap(({ day, outcome }) => {
    const entry = known.get(day.day);
    const state = day.final ? 'present' : 'provisional';
    return outcome === 'unchanged' && entry && entry.row.state !== state
      ? [{ ...entry, row: { ...entry.row, state } as const }]
      : [];
  });
  if (changed.length === 0) return;
  const writer = createBulkWriter(cluster);
  await writer.add(changed.map((entry) => toLedgerAction(prefix, entry)));
  await writer.end();
  await refresh(cluster, [booksIndex(prefix)]);
  await turn.touch();
}

async function planOwn(
  { cluster, prefix, connection }: Loading,
  turn: Turn,
  batch: DayBatch,
  fresh: readonly BatchDay[],
  known: ReadonlyMap<Day, LedgerEntry>,
): Promise<{ readonly own: Unit; readonly restatements: readonly RestatementRow[] }> {
  const { scope, report } = batch;
  const facts = FACTS.filter((fact) => fact.report === report);
  const days = fresh.map(({ day }) => day);
  const rows = await readFactFiles(connection, batch, facts, days);
  const contents = await readContents(connection, rows);
  const contentOf = (day: Day): Content =>
    Object.fromEntries(
      facts.flatMap(({ name }) => {
        const content = contents.get(name)?.get(day);
        return content ? [[name, content]] : [];
      }),
    );
  const restatements = fresh.flatMap(({ day, fetchedAt: at }) => {
    const before = known.get(day);
    return before ? compareContents(before.content, contentOf(day), { at, scope, report, day }) : [];
  });
  const entries = fresh.map(({ day, final, sha256, fetchedAt, records }): LedgerEntry => {
    const before = known.get(day);
    const isRestated = restatements.some((row) => row.day === day);
    return {
      load: before?.load ?? 0,
      content: contentOf(day),
      row: {
        scope,
        report,
        day,
        state: final ? 'present' : 'provisional',
        source: batch.source,
        via: batch.via,
        sha256,
        fetchedAt,
        records,
        restated: (before?.row.restated ?? 0) + (isRestated ? 1 : 0),
        code: null,
        message: null,
      },
    };
  });
  const reading = { cluster, prefix, view: turn.view };
  const standing =
    report === PEOPLE ? await placeNew(reading, scope, days, await readPersonDays(connection, rows)) : NOWHERE;
  return { own: { scope, report, entries, standing, rows: async () => rows }, restatements };
}

/** People's days whose documents must say something else now: other teams, or no other scope any more. */
async function planOthers(loading: Loading, turn: Turn, own: Unit): Promise<readonly Unit[]> {
  const { cluster, prefix, connection } = loading;
  const reading = { cluster, prefix, view: turn.view };
  const again = async (
    scope: string,
    days: readonly Day[],
    standing: (day: Day) => Promise<Standing>,
  ): Promise<Unit[]> => {
    const entries = await readLedgerDays(cluster, prefix, turn.view, { scope, report: PEOPLE, days }, true);
    const units: Unit[] = [];
    for (const entry of entries.filter(isLoaded)) {
      const { day } = entry.row;
      const folder = join(loading.folder, createHash('sha256').update(`${scope} ${day}`).digest('hex').slice(0, 16));
      await mkdir(folder, { recursive: true });
      units.push({
        scope,
        report: PEOPLE,
        entries: [entry],
        standing: await standing(day),
        rows: () => rereadRows(connection, reading, { scope, report: PEOPLE, days: [day] }, folder),
      });
    }
    return units;
  };
  if (own.report === MEMBERS) {
    const days = own.entries.map(({ row }) => row.day);
    const rows = await own.rows();
    const members = await readNewMembers(connection, rows);
    return again(own.scope, days, (day) =>
      placeAgain(reading, own.scope, [day], { members: members.filter((member) => member.day === day) }),
    );
  }
  const byScope = new Map<string, HeldDay[]>();
  for (const orphan of own.standing.orphans) byScope.set(orphan.scope, [...(byScope.get(orphan.scope) ?? []), orphan]);
  const units: Unit[] = [];
  for (const [scope, orphans] of byScope) {
    const days = [...new Set(orphans.map(({ day }) => day))];
    const without = { scope: own.scope, orphans };
    units.push(...(await again(scope, days, (day) => placeAgain(reading, scope, [day], { without }))));
  }
  return units;
}

async function readNewMembers(connection: DuckDBConnection, { facts }: FactRows): Promise<Annotations['members']> {
  const fact = facts.find(({ name }) => name === 'user_team_day');
  if (!fact) return [];
  const found = await readRows(
    connection,
    `SELECT CAST(day AS VARCHAR), CAST(user_id AS VARCHAR), CAST(team_id AS VARCHAR), team_slug FROM ${rowsOf(fact)}`,
  );
  return found.map(([day, user, team, slug]) => ({
    day: String(day),
    user_id: String(user),
    team_id: String(team),
    team: String(slug ?? team),
  }));
}

/** Writes all documents of the units and what the books say of them; what it returns is not visible yet. */
async function writeUnits(
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
    await ensureIndexes(cluster, prefix, wanted, turn.view);
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
    await writeDifferences(loading, turn, unit, loads, loadOf, writer);
    await faultPoint('in_load');
  }
  await writer.add(restatements.map((row) => toRestatementAction(prefix, row, loadOf)));
  await writer.end();
  await faultPoint('before_refresh');
  await refresh(cluster, [...indexes, booksIndex(prefix)]);
  return { indexes: [...indexes], renames };
}

/** Notes people's days of which scopes tell different things; each note holds for the two loads compared. */
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
  const entries = await readLedgerDays(cluster, prefix, turn.view, { report: PEOPLE, days });
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
      return `${JSON.stringify({ index: { _index: booksIndex(prefix), _id: id } })}\n${whose},"user_id":${userId}}`;
    }),
  );
}

const hostOf = (scope: string): string => /@(.*)$/.exec(scope)?.[1] ?? '';

function toLedgerAction(prefix: string, entry: LedgerEntry): string {
  const head = JSON.stringify({ index: { _index: booksIndex(prefix), _id: ledgerId(entry.row, entry.load) } });
  return `${head}\n${JSON.stringify(toLedgerDocument(entry))}`;
}

function toRestatementAction(prefix: string, row: RestatementRow, loadOf: ReadonlyMap<string, number>): string {
  const load = loadOf.get([row.scope, row.report, row.day].join(' ')) ?? 0;
  const id = createHash('sha256')
    .update(JSON.stringify([load, row.measure]))
    .digest('hex')
    .slice(0, 32);
  const { at, ...others } = row;
  return `${JSON.stringify({ index: { _index: booksIndex(prefix), _id: id } })}\n${JSON.stringify({ table: 'restatement', load, stated_at: at, ...others })}`;
}

/** Indexes whose aliases must show something else: with new documents, or with replaced ones. */
function touchedBy(
  { prefix }: Loading,
  written: readonly string[],
  replaced: readonly LoadOfDay[],
  known: readonly string[],
): readonly string[] {
  const old = replaced.flatMap(({ report, day }) =>
    TABLES.filter(({ fact }) => fact.report === report).map((table) => indexName(prefix, table, day)),
  );
  const there = new Set(known);
  return [...new Set([...written, ...old.filter((name) => there.has(name))])];
}
