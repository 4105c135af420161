import { extentOfSpans } from '../data/status/spans.ts';
import type { Status } from '../data/status/status.ts';
import * as text from '../text/pages/first-run.ts';

/** One of the three steps before the first number. */
export interface FirstStep {
  readonly name: string;
  readonly state: 'done' | 'now' | 'failed' | 'next';
  readonly says: string;
}

/** `about 4 min left`, from how long the work so far took; null while nothing can be said. */
export function estimateOf(running: NonNullable<Status['freshness']['running']>, now: Date): string | null {
  const { done, total, startedAt } = running;
  const passed = now.getTime() - Date.parse(startedAt);
  if (done < 1 || total <= done || passed <= 0) return null;
  const minutes = Math.ceil(((passed / done) * (total - done)) / 60_000);
  return minutes <= 1
    ? text.underMinute
    : minutes < 90
      ? text.minutesLeft({ minutes })
      : text.hoursLeft({ hours: Math.round(minutes / 60) });
}

function progressWords(
  { message, done, total }: NonNullable<Status['freshness']['running']>,
  left: string | null,
): string {
  const parts = { message, done, total: total || '…' };
  return left ? text.progressLeft({ ...parts, left }) : text.progress(parts);
}

/** The way to the first number: token, scopes, first days; each with what happens now or what to do. */
export function firstSteps(
  status: Pick<Status, 'scopes' | 'spans' | 'lastRun' | 'freshness'>,
  now: Date,
): readonly FirstStep[] {
  const { running, nextSyncAt } = status.freshness;
  // An import says nothing about the token.
  const last = status.lastRun?.kind === 'sync' ? status.lastRun : null;
  const answered = extentOfSpans(status.spans.filter(({ state }) => state === 'no_report'));
  const noReport = answered === null ? '' : text.noReport({ day: answered.to });
  const isFailed = !running && last !== null && last.result !== 'ok';
  const names = status.scopes.map(({ label }) => label);
  const reached = running !== null || last !== null;
  const estimate = running ? estimateOf(running, now) : null;
  return [
    {
      name: text.token,
      state: isFailed ? 'failed' : reached ? 'done' : 'now',
      says: reached ? (isFailed ? (last?.message ?? text.endedWithout) : text.answers) : text.setToken,
    },
    {
      name: text.scopes,
      state: names.length > 0 ? 'done' : 'now',
      says: names.length > 0 ? names.join(', ') : text.setScopes,
    },
    {
      name: text.firstDays,
      state: running ? 'now' : 'next',
      says: running
        ? progressWords(running, estimate)
        : nextSyncAt
          ? noReport + text.nextSync({ time: nextSyncAt.slice(11, 16) })
          : noReport + (answered === null ? text.withFirst : text.withLater),
    },
  ];
}
