import { type Day, FACTS } from '@flightdeck/catalog';
import type { BatchDay, DayBatch, DayOutcome, RestatementRow } from '@flightdeck/store';
import { switchAliases } from '../layout/indexes.ts';
import { indexName, ledgerIndex, TABLES } from '../layout/layout.ts';
import { deleteLoads, forgettable, keepLoads, loadsToClean } from '../ledger/clean.ts';
import type { HiddenLoad, LoadOfDay, ReplacedLoad } from '../ledger/commit.ts';
import { type Content, isLoaded, type LedgerEntry, readLedgerDays } from '../ledger/ledger-days.ts';
import type { Turn } from '../ledger/turn.ts';
import { createBulkWriter } from '../wire/bulk.ts';
import { refresh } from '../wire/send.ts';
import { readContents, readFactFiles } from './fact-rows.ts';
import type { Loading, Unit } from './loading.ts';
import { PEOPLE, placeNew, type Standing } from './plan-load.ts';
import { planOthers } from './plan-others.ts';
import { compareContents } from './restate.ts';
import { readPersonDays } from './units.ts';
import { toLedgerAction, writeUnits } from './write-units.ts';

const NOWHERE: Standing = { members: [], overlaps: [], differences: [], orphans: [] };

/** Replaces the days of the batch in a writer's turn: everything is written beside what counts, then one document commits it. */
export async function replaceDaysWithin(loading: Loading, turn: Turn, batch: DayBatch): Promise<readonly DayOutcome[]> {
  const { cluster, prefix, faultPoint } = loading;
  await clean(loading, turn);
  const days = batch.days.map(({ day }) => day);
  const entries = await readLedgerDays(
    cluster,
    prefix,
    turn.base,
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
    written.flatMap(({ row, load }): ReplacedLoad[] => {
      if (load === 0) return [];
      const before = report === own.report ? known.get(row.day) : undefined;
      // What is only written again with other teams, or replaced by what came no later, is no version of its own.
      const isVersion = before?.load === load && before.since < row.fetchedAt;
      return [{ load, report, day: row.day, ...(isVersion ? { replacedAt: row.fetchedAt } : {}) }];
    }),
  );
  const numbers = await turn.reserve(
    units.flatMap(({ report, entries: written }) => written.map(({ row }) => ({ report, day: row.day }))),
  );
  await faultPoint('after_reserve');
  const written = await writeUnits(loading, turn, units, numbers, restatements);
  await faultPoint('before_commit');
  const commit = await turn.commit({ replaced, indexes: written.indexes, renames: written.renames });
  await faultPoint('after_commit');
  await switchAliases(
    cluster,
    prefix,
    touchedBy(loading, [...written.indexes], replaced, commit.indexes),
    new Set(units.map((unit) => unit.report)),
    commit,
  );
  return decided.map(({ day, outcome }) => ({
    day: day.day,
    outcome,
    restatements: restatements.filter((row) => row.day === day.day),
  }));
}

async function clean({ cluster, prefix, now, graceMs }: Loading, turn: Turn): Promise<void> {
  const loads = loadsToClean(turn.base, now(), graceMs);
  if (loads.length === 0) return;
  const isKept = ({ replacedAt }: HiddenLoad): boolean => replacedAt !== undefined;
  await keepLoads(cluster, prefix, turn.base, loads.filter(isKept));
  await deleteLoads(
    cluster,
    prefix,
    turn.base,
    loads.filter((load) => !isKept(load)),
  );
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
      ? [{ ...entry, row: { ...entry.row, state } as const, finalAt: day.final ? day.fetchedAt : null }]
      : [];
  });
  if (changed.length === 0) return;
  const writer = createBulkWriter(cluster);
  await writer.add(changed.map((entry) => toLedgerAction(prefix, entry)));
  await writer.end();
  await refresh(cluster, [ledgerIndex(prefix)]);
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
      since: fetchedAt,
      finalAt: final ? fetchedAt : null,
      keptFrom: before?.keptFrom ?? null,
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
  const reading = { cluster, prefix, commit: turn.base };
  const standing =
    report === PEOPLE ? await placeNew(reading, scope, days, await readPersonDays(connection, rows)) : NOWHERE;
  return { own: { scope, report, entries, standing, rows: async () => rows }, restatements };
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
