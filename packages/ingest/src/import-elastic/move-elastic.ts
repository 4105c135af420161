import { randomUUID } from 'node:crypto';
import { FlightdeckError, formatScope, InputError, type ReportKind, type Scope } from '@flightdeck/catalog';
import { landReport } from '../archive/land/land.ts';
import { type Arrival, journalLanding, toLandOptions } from '../load/landing.ts';
import { loadEach } from '../load/load-each.ts';
import type { LoadItem } from '../load/load-item.ts';
import { rejectedCount } from '../load/record-landings.ts';
import { recordRun } from '../load/record-run.ts';
import { recordGivenUp } from '../load/refuse/give-up.ts';
import { unloadable } from '../load/refuse/unloadable.ts';
import type { IngestTools } from '../load/tools.ts';
import { replayMissing } from '../replay/replay.ts';
import { teamsByDay } from './evidence.ts';
import { createLineSource, type LineSource } from './lines/window-lines.ts';
import { type NoTeamOption, type NoTeamReading, readNoTeam } from './no-team.ts';
import { toNotices } from './notices.ts';
import { createDaysLeft, type DaysLeft, TARGETS } from './read/days-left.ts';
import { MOVED_INDEXES, whyUnread } from './read/documents.ts';
import type { Elastic } from './read/elastic.ts';
import { fieldsOf, indexesNamed } from './read/fields.ts';
import { type MoveWindow, planMove, type ReadIndex } from './read/windows.ts';
import { type MoveProgress, type MoveResult, MoveTally, type UnreadIndex } from './result.ts';
import { scopesOfSlugs } from './slugs.ts';

export interface MoveOptions extends IngestTools {
  readonly elastic: Elastic;
  /** Host of GitHub the organizations are on. */
  readonly host: string;
  /** Prefix of the usual names of the indexes. */
  readonly prefix?: string;
  /** Whose slugs are: enterprises, and organizations that bear the name of one. */
  readonly scopes?: readonly Scope[];
  /** Meaning of `no-team` where the documents do not show it. */
  readonly noTeam?: NoTeamOption;
  readonly now: Date;
  readonly clock?: () => Date;
  readonly onProgress?: (progress: MoveProgress) => void;
  readonly signal?: AbortSignal;
}

/** Failures after which asking for more is pointless. */
const ENDING: ReadonlySet<string> = new Set(['elastic_unreachable', 'elastic_refused']);
/** Days loaded in one transaction. */
const MOST_WAITING = 14;
const NOTHING_SAID: NoTeamOption = { unclear: null, bySlug: new Map() };

/**
 * Reads the indexes of a Copilot Usage Advanced Dashboard and loads what GitHub reported to it. A run goes on where the one
 * before stopped; what GitHub's own reports and files say of a day stays.
 * @throws UpstreamError when the cluster cannot be read at all; InputError `no_indexes`, `scope_unclear`, `unknown_slug`;
 * what is our bug.
 */
export async function moveElastic(options: MoveOptions): Promise<MoveResult> {
  await replayMissing(options);
  const { elastic, host, store, prefix = '', noTeam = NOTHING_SAID } = options;
  const { indexes, unread } = await findIndexes(elastic, prefix);
  const slugs = await scopesOfSlugs(elastic, indexes, host, options.scopes ?? [], await store.scopes());
  requireSlugs(noTeam, [...slugs.keys()]);
  const plan = await planMove(elastic, indexes, slugs);
  const total = indexes.find(({ index }) => index.table === 'total');
  const readings = new Map<string, readonly NoTeamReading[]>();
  for (const slug of new Set(plan.windows.filter(isOfUsage).map((window) => window.slug))) {
    const evidence = total === undefined ? [] : await teamsByDay(elastic, total, slug);
    readings.set(slug, readNoTeam(slug, evidence, noTeam));
  }
  const tally = new MoveTally();
  const daysLeft = await createDaysLeft(options, readings);
  const lines = createLineSource(elastic, indexes, readings);
  await readWindows(options, plan.windows, daysLeft, lines, tally);
  const result = tally.result({
    indexes: indexes.map(({ name }) => name),
    unread,
    noTeam: [...readings].flatMap(([slug, own]) => {
      const scope = slugs.get(slug)?.scope;
      return scope === undefined ? [] : own.map((reading) => ({ scope: formatScope(scope), slug, ...reading }));
    }),
    notices: await toNotices(store, [...slugs.values()], plan),
    isStopped: options.signal?.aborted === true,
  });
  await recordThisRun(options, result);
  return result;
}

const isOfUsage = ({ report }: MoveWindow): boolean => report === 'legacy-dashboard';

/** Indexes that are there, and those met that are not read. @throws InputError `no_indexes`; UpstreamError. */
async function findIndexes(elastic: Elastic, prefix: string) {
  const indexes: ReadIndex[] = [];
  for (const index of MOVED_INDEXES) {
    const fields = await fieldsOf(elastic, `${prefix}${index.name}`);
    if (fields !== null) indexes.push({ name: `${prefix}${index.name}`, fields, index });
  }
  if (indexes.length === 0) {
    throw new InputError('There is no index of a Copilot Usage Advanced Dashboard.', {
      code: 'no_indexes',
      hint: `Looked for ${prefix}copilot_usage_total and the like; if they have a prefix, give --index-prefix.`,
    });
  }
  const read = new Set(indexes.flatMap(({ name, fields }) => [name, ...fields.behind]));
  const met = await indexesNamed(elastic, prefix === '' ? 'copilot_' : prefix);
  const unread = met
    .filter((name) => !read.has(name))
    .map((name): UnreadIndex => ({ index: name, why: whyUnread(name.slice(prefix.length)) }));
  return { indexes, unread };
}

/** @throws InputError `unknown_slug` when `--no-team` names an organization that has no documents. */
function requireSlugs({ bySlug }: NoTeamOption, slugs: readonly string[]): void {
  const missing = [...bySlug.keys()].find((slug) => !slugs.includes(slug));
  if (missing === undefined) return;
  throw new InputError(`--no-team names ${missing}, which has no document.`, {
    code: 'unknown_slug',
    hint: `The indexes have documents of ${[...slugs].sort().join(', ')}.`,
  });
}

async function readWindows(
  options: MoveOptions,
  windows: readonly MoveWindow[],
  daysLeft: DaysLeft,
  lines: LineSource,
  tally: MoveTally,
): Promise<void> {
  let waiting: LoadItem[] = [];
  const flush = async (): Promise<void> => {
    const items = waiting;
    waiting = [];
    await load(options, items, tally);
  };
  for (const [at, window] of windows.entries()) {
    if (options.signal?.aborted || tally.failed.some(({ code }) => ENDING.has(code))) break;
    const key = formatScope(window.scope);
    const days = await daysLeft(window);
    tally.of(key, window.report).skipped += window.days.length - days.length;
    if (days.length > 0) {
      const item = await land(options, window, lines, tally);
      const [first] = waiting;
      const isAlike = first?.event.scope === key && first.event.report === window.report;
      if (item !== null && first !== undefined && !isAlike) await flush();
      if (item !== null) waiting.push(item);
      if (waiting.length >= (isOfUsage(window) ? 1 : MOST_WAITING)) await flush();
    }
    const { from, to } = window.range;
    const message = `${key} ${window.report} ${from === to ? from : `${from} to ${to}`}`;
    options.onProgress?.({ done: at + 1, of: windows.length, message });
  }
  await flush();
}

/** Reads and lands a window, all of it or nothing; null when it failed, which is written down. */
async function land(options: MoveOptions, window: MoveWindow, source: LineSource, tally: MoveTally) {
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
    fileName: source.nameOf(window),
  };
  try {
    const lines = source.linesOf(window, () => {
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

async function recordThisRun({ now, clock, ...tools }: MoveOptions, result: MoveResult): Promise<void> {
  const shown = result.failed
    .slice(0, 5)
    .map(({ scope, report, range, message }) => `${scope} ${report} ${range.from}: ${message}`);
  await recordRun(tools, {
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
