import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Day, eachDay, type ReportKind } from '@flightdeck/catalog';
import { createReader, type Reader } from '@flightdeck/ingest';
import { evaluate, type MetricQueryInput, parseQuery, planQuery, type QueryResult } from '@flightdeck/query';
import type { Ask } from '@flightdeck/reconcile';
import { type Store, toReportedDays } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';

/** What rows are loaded with. */
export interface Tools {
  readonly store: Store;
  readonly reader: Reader;
  readonly workFolder: string;
}

/** A folder with a reader, and stores that are closed with it. */
export interface Bench {
  /** A new, empty store to load into. */
  open(): Promise<Tools>;
  close(): Promise<void>;
}

export function openBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-reconcile-'));
  const workFolder = join(folder, 'work');
  mkdirSync(workFolder);
  const reader = createReader({ workFolder, memoryLimitMb: 400, threads: 1 });
  const stores: Store[] = [];
  return {
    async open() {
      const file = join(folder, `store${stores.length}`, 'f.duckdb');
      const store = await openDuckdbStore({ file, readFolders: [workFolder], threads: 1 });
      stores.push(store);
      return { store, reader, workFolder };
    },
    async close() {
      await reader.close();
      for (const one of stores) await one.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let tasks = 0;

/** Loads one report of days of a scope as received at an instant; days without a line are received, too. */
export async function load(
  { store, reader, workFolder }: Tools,
  scope: string,
  report: ReportKind,
  days: readonly Day[],
  receivedAt: string | ((day: Day) => string),
  linesOf: (day: Day) => readonly object[],
): Promise<void> {
  tasks += 1;
  const folder = join(workFolder, `task${tasks}`);
  const file = join(folder, 'clean.ndjson');
  mkdirSync(folder);
  const lines = days.map((day) => linesOf(day));
  writeFileSync(file, lines.flatMap((some) => some.map((line) => `${JSON.stringify(line)}\n`)).join(''));
  const { facts } = await reader.normalise({ report, scope, files: [file], outFolder: join(folder, 'out') });
  await store.replaceDays({
    scope,
    report,
    source: report,
    via: 'api',
    days: days.map((day, index) => {
      const fetchedAt = typeof receivedAt === 'string' ? receivedAt : receivedAt(day);
      const sha256 = `${fetchedAt} ${scope} ${report} ${day}`;
      return { day, sha256, fetchedAt, records: lines[index]?.length ?? 0, final: true };
    }),
    files: facts.map((fact) => ({ fact: fact.fact, file: fact.file, isDistinct: fact.isDistinct })),
  });
  rmSync(folder, { recursive: true });
}

/** The answerer over a store that no longer changes; every question is asked of it once. */
export async function createAsk(store: Store): Promise<Ask> {
  const scopes = await store.scopes();
  const ledgers = new Map<string, ReturnType<Store['ledger']['days']>>();
  const daysAsOf = (asOf = '') => {
    const days = ledgers.get(asOf) ?? store.ledger.days({ report: 'users-1-day', ...(asOf && { asOf }) });
    ledgers.set(asOf, days);
    return days;
  };
  const known = new Map<string, Promise<QueryResult>>();
  const answer = async (input: MetricQueryInput): Promise<QueryResult> => {
    const query = parseQuery(input);
    const loaded = await daysAsOf(query.asOf);
    const plan = planQuery(query, scopes);
    const missing = eachDay(query.range).filter(
      (day) => !loaded.some((row) => plan.scopes.includes(row.scope) && row.day === day),
    );
    const coverage = { finalTo: null, provisional: [], missing, noReport: [] };
    return evaluate(plan, (scan) => store.scan(scan), coverage, toReportedDays(loaded));
  };
  return (queries) =>
    Promise.all(
      queries.map((query) => {
        const key = JSON.stringify(query);
        const result = known.get(key) ?? answer(query);
        known.set(key, result);
        return result;
      }),
    );
}
