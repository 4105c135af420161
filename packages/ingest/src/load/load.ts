import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Day, FACTS, REPORTS, type ReportKind, rankOf } from '@flightdeck/catalog';
import type { BatchDay, DayBatch, LedgerDay } from '@flightdeck/store';
import type { FactFile, NormaliseResult } from '../normalise/index.ts';
import { appendEvent, type LandedEvent, type LoadedEvent, rangeOf } from './events.ts';
import { isFinal } from './final.ts';
import { cleanFiles, type LoadItem } from './load-item.ts';
import { recordLandings } from './record-landings.ts';
import type { IngestTools } from './tools.ts';
import { readWindowEnds } from './window-ends.ts';

/** What became of one day. `kept`: rows that count for more stand there already. */
export interface LoadedDay {
  readonly scope: string;
  readonly report: ReportKind;
  readonly day: Day;
  readonly outcome: 'loaded' | 'unchanged' | 'kept';
  readonly records: number;
  /** `seq` of its landing in the journal. */
  readonly landing: number;
  /** Measures that changed against the rows that stood there. */
  readonly restatements: number;
}

const REPORT_OF: ReadonlyMap<string, ReportKind> = new Map(FACTS.map((fact) => [fact.name, fact.report]));

/**
 * Turns landings of one (scope, report, user grain, origin), no two with a day in common and all or none with `only`,
 * into rows and replaces their
 * days, all in one transaction a target report. The clean files stay; see `loadEach`.
 * @throws DataError for content no row can be made of; what the store throws. Nothing is loaded then.
 */
export async function loadLandings(tools: IngestTools, items: readonly LoadItem[]): Promise<readonly LoadedDay[]> {
  const outFolder = await mkdtemp(join(tools.workFolder, 'load-'));
  try {
    return await loadInto(tools, items, outFolder);
  } finally {
    await rm(outFolder, { recursive: true, force: true });
  }
}

async function loadInto(
  tools: IngestTools,
  items: readonly LoadItem[],
  outFolder: string,
): Promise<readonly LoadedDay[]> {
  const [first] = items;
  if (first === undefined) return [];
  const { scope, report: source, userGrain, via } = first.event;
  await tools.faultPoint?.('load.before_normalise');
  // The reader is a process of its own: meanwhile the books are kept here.
  const [normalised] = await allSettled(
    tools.reader.normalise({
      report: source,
      ...(userGrain === undefined ? {} : { userGrain }),
      scope,
      files: items.flatMap(({ landing }) => cleanFiles(landing)),
      outFolder,
    }),
    recordLandings(tools, items),
  );
  await tools.faultPoint?.('load.after_normalise');
  const loaded: LoadedDay[] = [];
  const targets = [...byTarget(normalised.facts)];
  for (const [index, [report, files]] of targets.entries()) {
    const offered = await toBatchDays(report, source, items, normalised);
    const days = await withoutKept(tools, first.event, report, offered);
    const batch: DayBatch = { scope, report, source, via, days: days.map(({ day }) => day), files };
    await tools.faultPoint?.('load.before_replace');
    const outcomes = days.length === 0 ? [] : await tools.store.replaceDays(batch);
    await tools.faultPoint?.('load.after_replace');
    const byDay = new Map(outcomes.map((outcome) => [outcome.day, outcome]));
    for (const { day, item } of offered) {
      const outcome = byDay.get(day.day);
      const { records } = day;
      const restatements = outcome?.restatements.length ?? 0;
      loaded.push({
        scope,
        report,
        day: day.day,
        outcome: outcome?.outcome ?? 'kept',
        records,
        landing: item.event.seq,
        restatements,
      });
    }
    await tools.faultPoint?.('load.before_journal');
    // Days that are only brought back stand in the journal already; a second row would look like a newer load.
    if (first.only === undefined) {
      const standing = days.filter(({ day }) => byDay.get(day.day)?.outcome !== 'kept');
      await appendEvent<LoadedEvent>(tools.journal, {
        kind: 'loaded',
        at: first.event.fetchedAt,
        scope,
        report,
        days: rangeOf(standing.map(({ day }) => day.day)) ?? first.event.days,
        // Dealt with only when the last target is: a crash between two makes the next start load both again.
        landings: index === targets.length - 1 ? items.map(({ event }) => event.seq) : [],
        dayList: standing.map(({ day, item }) => [day.day, item.event.seq] as const),
      });
    }
    await tools.faultPoint?.('load.after_journal');
  }
  return loaded;
}

/** Both results once both have ended. @throws the first one's error, else the second one's. */
async function allSettled<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

interface OfferedDay {
  readonly day: BatchDay;
  readonly item: LoadItem;
}

async function toBatchDays(
  report: ReportKind,
  source: ReportKind,
  items: readonly LoadItem[],
  normalised: NormaliseResult,
): Promise<readonly OfferedDay[]> {
  const offered: OfferedDay[] = [];
  for (const item of items) {
    const days = REPORTS[report].window !== '28-day' ? item.landing.days : await windowDays(source, item, normalised);
    for (const [day, records] of days) {
      if (item.only !== undefined && !item.only.has(day)) continue;
      const { sha256s, fetchedAt } = item.event;
      const isSettled = REPORTS[report].window === 'snapshot' || isFinal(day, new Date(fetchedAt));
      const final = isSettled && !item.landing.truncated;
      offered.push({ day: { day, sha256: sha256s.join(','), fetchedAt, records, final }, item });
    }
  }
  return offered;
}

/** A window stands under its last day. */
async function windowDays(
  source: ReportKind,
  { landing }: LoadItem,
  normalised: NormaliseResult,
): Promise<ReadonlyMap<Day, number>> {
  if (source === 'aggregate-28-day') return readWindowEnds(cleanFiles(landing));
  return new Map(normalised.days.map(({ day, records }) => [day, records]));
}

/** Drops days for which an import would replace what counts for more, such as what GitHub's API gave, unless it was told to. */
async function withoutKept(
  tools: IngestTools,
  event: LandedEvent,
  report: ReportKind,
  offered: readonly OfferedDay[],
): Promise<readonly OfferedDay[]> {
  const range = rangeOf(offered.map(({ day }) => day.day));
  if (event.via !== 'import' || event.replace === true || range === null) return offered;
  const rows = await tools.store.ledger.days({ scope: event.scope, report, range });
  const better = new Set(rows.filter((row) => outranks(row, event.report)).map((row) => row.day));
  return offered.filter(({ day }) => !better.has(day.day));
}

function outranks(row: LedgerDay, source: ReportKind): boolean {
  if (row.state !== 'present' && row.state !== 'provisional') return false;
  if (REPORTS[source].window === 'history') return rankOf(row.source) > rankOf(source);
  if (row.via !== 'api') return false;
  return REPORTS[row.source].window !== '28-day' || REPORTS[source].window === '28-day';
}

function byTarget(facts: readonly FactFile[]): ReadonlyMap<ReportKind, readonly FactFile[]> {
  const targets = new Map<ReportKind, FactFile[]>();
  for (const file of facts) {
    const report = REPORT_OF.get(file.fact);
    if (report === undefined) throw new Error(`the reader made a fact nobody knows: ${file.fact}`);
    const files = targets.get(report) ?? [];
    files.push(file);
    targets.set(report, files);
  }
  return targets;
}
