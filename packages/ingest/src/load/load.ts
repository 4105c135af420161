import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Day, FACTS, REPORTS, type ReportKind } from '@flightdeck/catalog';
import type { BatchDay, DayBatch, LedgerDay } from '@flightdeck/store';
import type { FactFile, NormaliseResult } from '../normalise/index.ts';
import { appendEvent, type LandedEvent, type LoadedEvent, rangeOf } from './events.ts';
import { isFinal, knownAt } from './final.ts';
import { cleanFiles, type LoadItem } from './load-item.ts';
import { recordLandings } from './record-landings.ts';
import { readGone, readSubjects } from './replaced.ts';
import { type Edition, isNewer, type NewerBy, type Standing } from './standing.ts';
import type { IngestTools } from './tools.ts';
import { readWindowEnds } from './window-ends.ts';

/** Outcome of one day. `kept`: its rows take precedence. */
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
  /** Of a day that was kept: why; null otherwise. */
  readonly kept: Kept | null;
  /** Of a day an import replaced: people, memberships or repositories that are no longer in it; null otherwise. */
  readonly gone: readonly string[] | null;
  /** True when an import put its rows in the place of others. */
  readonly replaced: boolean;
  /** Of a bill whose gross amount differs from what stood there, in US dollars: both; null otherwise. */
  readonly billed: { readonly stood: number; readonly offered: number } | null;
}

/**
 * Why the rows of a day take precedence. `api`: GitHub's API gave them · `one_day`: they are of the 1-day report, which
 * a 28-day report never replaces · `rank`: of a source that counts for more; else see `NewerBy`.
 */
export interface Kept {
  readonly why: 'api' | 'one_day' | 'rank' | NewerBy;
  /** The report the standing rows came from. */
  readonly source: ReportKind;
  /** The file they came from, and the last day of its window; null when it is not known. */
  readonly fileName: string | null;
  readonly reportEnd: Day | null;
}

const REPORT_OF: ReadonlyMap<string, ReportKind> = new Map(FACTS.map((fact) => [fact.name, fact.report]));

/**
 * Turns landings of one (scope, report, user grain, origin), no two with a day in common and all or none with `only`,
 * into rows and replaces their
 * days, all in one transaction a target report. The clean files stay; see `loadEach`.
 * @throws DataError for content no row can be made of; what the store throws. Nothing is loaded then.
 */
export async function loadLandings(
  tools: IngestTools,
  items: readonly LoadItem[],
  standing?: Standing,
): Promise<readonly LoadedDay[]> {
  const outFolder = await mkdtemp(join(tools.workFolder, 'load-'));
  try {
    return await loadInto(tools, items, outFolder, standing);
  } finally {
    await rm(outFolder, { recursive: true, force: true });
  }
}

async function loadInto(
  tools: IngestTools,
  items: readonly LoadItem[],
  outFolder: string,
  standing: Standing | undefined,
): Promise<readonly LoadedDay[]> {
  const [first] = items;
  if (first === undefined) return [];
  const { scope, report: source, userGrain, via } = first.event;
  await tools.faultPoint?.('load.before_normalise');
  // The reader is a process of its own: meanwhile the ledger is written here.
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
    const rows = await standingRows(tools, first.event, report, offered);
    const kept = findKept(rows, report, offered, standing);
    const billed = new Map(
      offered.map(({ day, item }) => [day.day, billedApart(standing?.of(scope, report, day.day), item, day.day)]),
    );
    const days = offered.filter(({ day }) => !kept.has(day.day));
    const replacing = rows.filter(({ day }) => days.some((each) => each.day.day === day));
    const subjects = await readSubjects(tools.store, report, replacing);
    const batch: DayBatch = { scope, report, source, via, days: days.map(({ day }) => day), files };
    await tools.faultPoint?.('load.before_replace');
    const outcomes = days.length === 0 ? [] : await tools.store.replaceDays(batch);
    await tools.faultPoint?.('load.after_replace');
    const byDay = new Map(outcomes.map((outcome) => [outcome.day, outcome]));
    await tools.faultPoint?.('load.before_journal');
    // Days that are only brought back stand in the journal already; a second row would look like a newer load.
    if (first.only === undefined) {
      const present = days.filter(({ day }) => byDay.get(day.day)?.outcome !== 'kept');
      const row = await appendEvent<LoadedEvent>(tools.journal, {
        kind: 'loaded',
        at: first.event.fetchedAt,
        scope,
        report,
        days: rangeOf(present.map(({ day }) => day.day)) ?? first.event.days,
        // Dealt with only when the last target is: a crash between two makes the next start load both again.
        landings: index === targets.length - 1 ? items.map(({ event }) => event.seq) : [],
        dayList: present.map(({ day, item }) => [day.day, item.event.seq] as const),
      });
      for (const { event } of items) standing?.learn(event);
      standing?.learn(row);
    }
    await tools.faultPoint?.('load.after_journal');
    for (const { day, item } of offered) {
      const outcome = byDay.get(day.day);
      const { records } = day;
      const restatements = outcome?.restatements.length ?? 0;
      const before = outcome?.outcome === 'loaded' ? subjects?.get(day.day) : undefined;
      loaded.push({
        scope,
        report,
        day: day.day,
        outcome: outcome?.outcome ?? 'kept',
        records,
        landing: item.event.seq,
        restatements,
        kept: kept.get(day.day) ?? (outcome?.outcome === 'kept' ? ofOneDay(report) : null),
        gone: before === undefined ? null : await readGone(tools.store, report, scope, day.day, before),
        replaced: outcome?.outcome === 'loaded' && rows.some((row) => row.day === day.day),
        billed: billed.get(day.day) ?? null,
      });
    }
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
    // Of a file with several windows the reader has taken the latest of each day.
    const ofWindow = REPORTS[report].window === '28-day';
    const isCounted = REPORTS[source].window === '28-day' && items.length === 1;
    const days = ofWindow
      ? await windowDays(source, item, normalised)
      : isCounted
        ? new Map(normalised.days.map(({ day, records }) => [day, records]))
        : item.landing.days;
    for (const [day, records] of days) {
      if (item.only !== undefined && !item.only.has(day)) continue;
      const { sha256s, fetchedAt } = item.event;
      const isPastRevision =
        REPORTS[report].window === 'snapshot' || (item.event.final ?? isFinal(day, knownAt(item.event)));
      const final = isPastRevision && !item.landing.truncated;
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

/** Of an import: the ledger's rows of the offered days that have rows. What the API gives needs none: it replaces them all. */
async function standingRows(
  tools: IngestTools,
  event: LandedEvent,
  report: ReportKind,
  offered: readonly OfferedDay[],
): Promise<readonly LedgerDay[]> {
  const range = rangeOf(offered.map(({ day }) => day.day));
  if (event.via !== 'import' || range === null) return [];
  const days = new Set(offered.map(({ day }) => day.day));
  const rows = await tools.store.ledger.days({ scope: event.scope, report, range });
  return rows.filter(({ state, day }) => (state === 'present' || state === 'provisional') && days.has(day));
}

/** Days whose rows count for more than those of the import, such as what GitHub's API gave, unless it says to replace them. */
function findKept(
  rows: readonly LedgerDay[],
  report: ReportKind,
  offered: readonly OfferedDay[],
  standing: Standing | undefined,
): ReadonlyMap<Day, Kept> {
  const items = new Map(offered.map(({ day, item }) => [day.day, item]));
  const kept = new Map<Day, Kept>();
  for (const row of rows) {
    const item = items.get(row.day);
    if (item === undefined || item.event.replace === true) continue;
    // Days that are only brought back have been decided on before.
    const edition = item.only === undefined ? standing?.of(row.scope, report, row.day) : undefined;
    const why = outranks(row, item.event.report) ?? (edition === undefined ? null : isNewer(edition, item.event));
    if (why === null) continue;
    const { fileName = null, reportEnd = null } = edition ?? {};
    kept.set(row.day, { why, source: row.source, fileName, reportEnd });
  }
  return kept;
}

/** Gross amounts of a day of a bill where they differ by more than rounding. */
function billedApart(stands: Edition | undefined, { event, only }: LoadItem, day: Day): LoadedDay['billed'] {
  const of = (edition: Pick<Edition, 'billed'> | undefined) => edition?.billed?.gross.find(([own]) => own === day)?.[1];
  const [stood, offered] = [of(stands), of(event)];
  if (only !== undefined || stood === undefined || offered === undefined) return null;
  return Math.abs(stood - offered) < 1e-6 ? null : { stood, offered };
}

function outranks(row: LedgerDay, source: ReportKind): 'api' | 'one_day' | 'rank' | null {
  const [stands, offered] = [REPORTS[row.source].window, REPORTS[source].window];
  if (offered === 'history') return REPORTS[row.source].rank > REPORTS[source].rank ? 'rank' : null;
  if (offered === '28-day' && stands !== '28-day') return 'one_day';
  if (row.via !== 'api') return null;
  return stands !== '28-day' || offered === '28-day' ? 'api' : null;
}

/** The store itself keeps days of a 1-day report from a 28-day one. */
const ofOneDay = (report: ReportKind): Kept => ({ why: 'one_day', source: report, fileName: null, reportEnd: null });

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
