import type { Day, ReportKind, Scope } from '@flightdeck/catalog';
import type { DownloadedBody, Github, ReportAnswer } from '@flightdeck/github';
import { type LandOptions, landReport } from '../../archive/land/land.ts';
import type { LandedReport } from '../../archive/land/landing.ts';
import { Conveyor } from './conveyor.ts';

/** GitHub's answer for a report and, when there is one, what was landed of it. */
export interface ReceivedReport {
  readonly answer: ReportAnswer;
  readonly landing: LandedReport | null;
  /** Files opened, over all attempts. */
  readonly downloads: number;
}

/** One attempt at a report: its files go over the conveyor into one landing. */
interface Attempt {
  readonly number: number;
  readonly conveyor: Conveyor;
  /** Never rejects. */
  readonly landing: Promise<{ readonly landed: LandedReport } | { readonly error: unknown }>;
}

/**
 * Asks for a report and lands all its files as one, straight from the connection. An aborted signal ends it at once.
 * @throws what asking, downloading and landing throw, or the signal's reason; nothing is kept of it then.
 */
export async function receiveReport(
  github: Pick<Github, 'fetchReport'>,
  { scope, report, day }: { readonly scope: Scope; readonly report: ReportKind; readonly day: Day | null },
  land: LandOptions,
  signal?: AbortSignal,
): Promise<ReceivedReport> {
  let current: Attempt | null = null;
  let downloads = 0;
  const abandon = async (error: unknown): Promise<void> => {
    const attempt = current;
    current = null;
    attempt?.conveyor.fail(error);
    await attempt?.landing;
  };
  const onShard = async (body: DownloadedBody, _index: number, _count: number, number: number): Promise<void> => {
    signal?.throwIfAborted();
    if (current !== null && current.number !== number) await abandon(new Error('another attempt began'));
    current ??= beginAttempt(number, land);
    downloads += 1;
    await current.conveyor.put(body.stream);
  };
  try {
    const answer = await untilAborted(github.fetchReport(scope, report, day, onShard), signal);
    const last: Attempt | null = current;
    if (last === null) return { answer, landing: null, downloads };
    (last as Attempt).conveyor.end();
    const result = await (last as Attempt).landing;
    if ('error' in result) throw result.error;
    return { answer, landing: result.landed, downloads };
  } catch (error) {
    await abandon(error);
    throw error;
  }
}

function beginAttempt(number: number, land: LandOptions): Attempt {
  const conveyor = new Conveyor();
  const landing = landReport(conveyor, land).then(
    (landed) => ({ landed }),
    (error: unknown) => {
      conveyor.refuse(error);
      return { error };
    },
  );
  return { number, conveyor, landing };
}

/** The promise, or a rejection as soon as the signal is aborted; the work itself may end later. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  signal.throwIfAborted();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    work.catch(() => undefined);
  }
}
