import { counted, formatScope, type Scope, toDay, UpstreamError } from '@flightdeck/catalog';
import { landReport } from '../../archive/land/land.ts';
import { type Arrival, journalLanding, toLandOptions } from '../../load/landing.ts';
import { notWhole } from '../../load/refuse/not-whole.ts';
import { knownDay, type SyncState } from '../outcome/run-state.ts';
import { nameHole } from '../plan/holes.ts';
import type { finishBatch } from './finish-batch.ts';
import type { ReceivedDay } from './receive-batch.ts';
import { isListChanged, type SeatCount, toSeatLines, toSummaryLines } from './seat-lines.ts';

/** Times a list is read that changes while it is; the last time it is taken as it comes. */
const ATTEMPTS = 3;

/** Data that GitHub has only as of now; kept once a day. */
export type SnapshotKind = 'seats' | 'seat-summary';

/** One snapshot to be taken. */
export interface PlannedSnapshot {
  readonly scope: Scope;
  readonly kind: SnapshotKind;
}

/**
 * Snapshots not yet taken today, by UTC day: the first sync of a day takes them, later ones only what failed. GitHub has
 * the summary of organizations only.
 */
export function planSnapshots(
  scopes: readonly Scope[],
  state: Pick<SyncState, 'known' | 'now'>,
): readonly PlannedSnapshot[] {
  const today = toDay(state.now);
  return scopes
    .flatMap((scope): PlannedSnapshot[] => [
      { scope, kind: 'seats' },
      ...(scope.kind === 'org' ? [{ scope, kind: 'seat-summary' } as const] : []),
    ])
    .filter(({ scope, kind }) => {
      const before = knownDay(state, scope, kind, today);
      return before === undefined || before.state === 'failed';
    });
}

/** Takes the snapshots, hosts side by side. What cannot be fetched later comes before everything else. */
export async function takeSnapshots(
  state: SyncState,
  planned: readonly PlannedSnapshot[],
  finish: typeof finishBatch,
): Promise<void> {
  const hosts = [...new Set(planned.map(({ scope }) => scope.host))];
  await Promise.all(
    hosts.map(async (host) => {
      for (const { scope, kind } of planned.filter((one) => one.scope.host === host)) {
        if (state.signal?.aborted) continue;
        if (state.stops.isStopped(scope, kind)) {
          await nameHole(state, scope, kind, [toDay(state.now)]);
          continue;
        }
        await finish(state, scope, kind, [await receiveSnapshot(state, scope, kind)]);
      }
    }),
  );
}

/** Fetches and lands one snapshot, all of it or nothing. Never rejects for what GitHub or its data do wrong. */
export async function receiveSnapshot(state: SyncState, scope: Scope, kind: SnapshotKind): Promise<ReceivedDay> {
  const { tools, tally, now } = state;
  const day = toDay(now);
  const days = { from: day, to: day };
  const arrival: Arrival = { scope, report: kind, via: 'api', now, days, expect: { kind, days } };
  try {
    const { landing, count } = await land(state, arrival, kind);
    state.stops.answered(scope, kind);
    state.presence.seatsSeen(scope);
    tally.bytes += landing.files.reduce((sum, file) => sum + file.bytes, 0);
    const item = await journalLanding(tools, arrival, landing);
    await tools.faultPoint?.('sync.day_landed');
    const error = notWhole(landing, kind, day, 0);
    if (error !== null) return { day, kind: 'failed', error, reach: state.stops.failed(scope, kind, error), item };
    if (count?.said != null && count.found > count.said) {
      tally.notes.push(
        `${formatScope(scope)} seats ${day}: GitHub says ${counted(count.said, 'seat')}, its list names ${count.found}.`,
      );
    }
    return { day, kind: 'landed', item };
  } catch (error) {
    // The page that failed was asked for, too.
    if (kind === 'seats' && error instanceof UpstreamError && error.status !== null) tally.requests += 1;
    const own = await whyMissing(state, scope, error);
    return { day, kind: 'failed', error: own, reach: state.stops.failed(scope, kind, own), item: null };
  }
}

/** A 404 for the seats may be one for the scope itself; that is worth one sentence, not one for each report. */
async function whyMissing(state: SyncState, scope: Scope, error: unknown): Promise<unknown> {
  if (!(error instanceof UpstreamError) || error.code !== 'not_found') return error;
  return (await state.presence.missing(scope).catch(() => null)) ?? error;
}

async function land(state: SyncState, arrival: Arrival, kind: SnapshotKind) {
  const { tools, tally, github, signal } = state;
  const { scope, now } = arrival;
  const day = toDay(now);
  const onPage = (): void => {
    signal?.throwIfAborted();
    tally.requests += 1;
  };
  const options = toLandOptions(tools, arrival);
  if (kind === 'seat-summary') {
    onPage();
    const lines = toSummaryLines(() => github.billing(scope), day);
    return { landing: await landReport([lines], options), count: null };
  }
  for (let attempt = 1; ; attempt += 1) {
    const count: SeatCount = { said: null, found: 0 };
    const isLast = attempt === ATTEMPTS;
    try {
      const lines = toSeatLines(github.seatPages(scope), { day, count, onPage, mayChange: isLast, via: 'sync' });
      return { landing: await landReport([lines], options), count };
    } catch (error) {
      if (isLast || !isListChanged(error)) throw error;
    }
  }
}
