import { randomUUID } from 'node:crypto';
import {
  type Day,
  dayNumber,
  FlightdeckError,
  formatScope,
  InputError,
  type ReportKind,
  rankOf,
  toDay,
} from '@flightdeck/catalog';
import { landReport } from '../archive/land.ts';
import { recordGivenUp } from '../load/give-up.ts';
import { type Arrival, journalLanding, toLandOptions } from '../load/landing.ts';
import { loadEach } from '../load/load-each.ts';
import type { LoadItem } from '../load/load-item.ts';
import { rejectedCount } from '../load/record-landings.ts';
import { replayMissing } from '../load/replay.ts';
import type { IngestTools } from '../load/tools.ts';
import { unloadable } from '../load/unloadable.ts';
import { dayOf, MOVED_INDEXES, type MovedIndex } from './documents.ts';
import type { Elastic } from './elastic.ts';
import { type MoveProgress, type MoveResult, MoveTally } from './result.ts';
import { fieldsOf, type MoveWindow, planMove } from './windows.ts';

export interface MoveOptions extends IngestTools {
  readonly elastic: Elastic;
  /** Host of GitHub the organizations are on. */
  readonly host: string;
  /** What stands before the usual names of the indexes. */
  readonly prefix?: string;
  readonly now: Date;
  readonly clock?: () => Date;
  readonly onProgress?: (progress: MoveProgress) => void;
  readonly signal?: AbortSignal;
}

/** Days that the other installation may still write are read again. */
const SETTLED_AFTER = 7;
/** Failures after which asking for more is pointless. */
const ENDING: ReadonlySet<string> = new Set(['elastic_unreachable', 'elastic_refused']);
/** Days loaded in one transaction. */
const MOST_WAITING = 14;

/**
 * Reads the indexes of a Copilot Usage Advanced Dashboard and loads what GitHub told it. A run goes on where the one before
 * stopped; what GitHub's own reports and files say of a day stays.
 * @throws UpstreamError when the cluster cannot be read at all; InputError `no_indexes`; what is our bug.
 */
export async function moveElastic(options: MoveOptions): Promise<MoveResult> {
  await replayMissing(options);
  const prefix = options.prefix ?? '';
  const there: MovedIndex[] = [];
  for (const index of MOVED_INDEXES)
    if ((await fieldsOf(options.elastic, `${prefix}${index.name}`)) !== null) there.push(index);
  if (there.length === 0) {
    throw new InputError('There is no index of a Copilot Usage Advanced Dashboard.', {
      code: 'no_indexes',
      hint: `Looked for ${prefix}copilot_usage_total and the like; --index-prefix says what stands before these names.`,
    });
  }
  const tally = new MoveTally();
  const windows = await planMove(options.elastic, there, prefix, options.host);
  let waiting: LoadItem[] = [];
  const flush = async (): Promise<void> => {
    const items = waiting;
    waiting = [];
    await load(options, items, tally);
  };
  for (const [at, window] of windows.entries()) {
    if (options.signal?.aborted || tally.failed.some(({ code }) => ENDING.has(code))) break;
    const key = formatScope(window.scope);
    const days = await daysLeft(options, window);
    tally.of(key, window.report).skipped += window.days.length - days.length;
    if (days.length > 0) {
      const item = await land(options, window, prefix, tally);
      const [first] = waiting;
      const isAlike = first?.event.scope === key && first.event.report === window.report;
      if (item !== null && first !== undefined && !isAlike) await flush();
      if (item !== null) waiting.push(item);
      if (waiting.length >= (window.report === 'legacy-dashboard' ? 1 : MOST_WAITING)) await flush();
    }
    const { from, to } = window.range;
    const message = `${key} ${window.report} ${from === to ? from : `${from} to ${to}`}`;
    options.onProgress?.({ done: at + 1, of: windows.length, message });
  }
  await flush();
  const result = tally.result(
    there.map(({ name }) => `${prefix}${name}`),
    options.signal?.aborted === true,
  );
  await recordRun(options, result);
  return result;
}

/** Days of a window that are not here yet, or may have changed since. */
async function daysLeft({ store, now }: MoveOptions, window: MoveWindow): Promise<readonly Day[]> {
  const { scope, report, range, days } = window;
  const target: ReportKind = TARGETS[report] ?? report;
  const rows = await store.ledger.days({ scope: formatScope(scope), report: target, range });
  const here = new Set(
    rows.flatMap(({ day, state, source, via }) => {
      const isLoaded = state === 'present' || state === 'provisional';
      const isBetter = via === 'api' || source === report || rankOf(source) > rankOf(report);
      return isLoaded && isBetter ? [day] : [];
    }),
  );
  return days.filter((day) => !here.has(day) || dayNumber(toDay(now)) - dayNumber(day) <= SETTLED_AFTER);
}

/** Reports whose rows stand under another one. */
const TARGETS: Readonly<Partial<Record<ReportKind, ReportKind>>> = {
  'legacy-dashboard': 'legacy-metrics',
  'users-28-day': 'users-1-day',
};

/** Reads and lands a window, all of it or nothing; null when it failed, which is written down. */
async function land(options: MoveOptions, window: MoveWindow, prefix: string, tally: MoveTally) {
  const { scope, report, range } = window;
  const key = formatScope(scope);
  const count = tally.of(key, report);
  const arrival: Arrival = {
    scope,
    report,
    via: 'import',
    now: options.now,
    days: range,
    expect: { kind: report, days: range },
    fileName: window.indexes.map(({ name }) => `${prefix}${name}`).join(', '),
  };
  try {
    const lines = toLines(options.elastic, window, prefix, () => {
      count.undated += 1;
    });
    const landing = await landReport([lines], toLandOptions(options, arrival));
    const item = await journalLanding(options, arrival, landing);
    for (const file of landing.files) {
      count.lines += file.lines;
      count.records += file.records;
      count.rejected += rejectedCount(file);
      count.blank += file.blank;
    }
    const error = unloadable(landing, report, null);
    if (error === null) return item;
    await recordGivenUp(options, item, error);
    throw error;
  } catch (error) {
    if (options.signal?.aborted) return null;
    note(tally, key, report, range, error);
    return null;
  }
}

async function* toLines(
  elastic: Elastic,
  { indexes, slug, range }: MoveWindow,
  prefix: string,
  onUndated: () => void,
): AsyncGenerator<Buffer> {
  let line = 0;
  for (const index of indexes) {
    const name = `${prefix}${index.name}`;
    const field = await fieldsOf(elastic, name);
    if (field === null) continue;
    const query = {
      bool: {
        filter: [
          { term: { [field('organization_slug')]: slug } },
          { range: { [field('day')]: { gte: range.from, lte: range.to } } },
        ],
      },
    };
    for await (const hits of elastic.documents(name, query)) {
      const lines: string[] = [];
      for (const { _source } of hits) {
        const day = dayOf(_source);
        line += 1;
        const object = day === null ? null : index.toLine(_source, day, line);
        if (object === null) onUndated();
        else lines.push(`${JSON.stringify(object)}\n`);
      }
      if (lines.length > 0) yield Buffer.from(lines.join(''));
    }
  }
}

async function load(options: MoveOptions, items: readonly LoadItem[], tally: MoveTally): Promise<void> {
  if (items.length === 0) return;
  const { days, failed } = await loadEach(options, items);
  for (const { item, error } of failed) {
    await recordGivenUp(options, item, error);
    const { scope, report } = item.event;
    const range =
      typeof item.event.days === 'string' ? { from: item.event.days, to: item.event.days } : item.event.days;
    note(tally, scope, report, range, error);
  }
  const [first] = items;
  if (first === undefined) return;
  const { scope, report } = first.event;
  const count = tally.of(scope, report);
  for (const day of days) {
    if (day.report !== (TARGETS[report] ?? report)) continue;
    count[day.outcome] += 1;
    const { range } = count;
    count.range = {
      from: range === null || day.day < range.from ? day.day : range.from,
      to: range === null || day.day > range.to ? day.day : range.to,
    };
  }
}

function note(tally: MoveTally, scope: string, report: ReportKind, range: MoveWindow['range'], error: unknown): void {
  if (!(error instanceof FlightdeckError)) throw error;
  const message = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  tally.failed.push({ scope, report, range, code: error.code, message });
}

async function recordRun({ store, now, clock }: MoveOptions, result: MoveResult): Promise<void> {
  const shown = result.failed
    .slice(0, 5)
    .map(({ scope, report, range, message }) => `${scope} ${report} ${range.from}: ${message}`);
  await store.ledger.recordRun({
    id: randomUUID(),
    kind: 'import',
    startedAt: now.toISOString(),
    endedAt: (clock?.() ?? now).toISOString(),
    result: result.result,
    daysLoaded: result.reports.reduce((sum, { loaded }) => sum + loaded, 0),
    daysFailed: result.failed.length,
    requests: 0,
    message: shown.length === 0 ? null : shown.join('\n'),
  });
}
