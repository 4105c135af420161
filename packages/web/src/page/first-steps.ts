import { extentOfSpans } from '../data/status/spans.ts';
import type { Status } from '../data/status/status.ts';

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
    ? 'under a minute left'
    : minutes < 90
      ? `about ${minutes} min left`
      : `about ${Math.round(minutes / 60)} h left`;
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
  const noReport =
    answered === null ? '' : `GitHub has no report up to ${answered.to} yet; a day's report comes within three days. `;
  const isFailed = !running && last !== null && last.result !== 'ok';
  const names = status.scopes.map(({ label }) => label);
  const reached = running !== null || last !== null;
  const estimate = running ? estimateOf(running, now) : null;
  return [
    {
      name: 'A token that may read Copilot metrics',
      state: isFailed ? 'failed' : reached ? 'done' : 'now',
      says: reached
        ? isFailed
          ? (last?.message ?? 'The last sync ended without a report.')
          : 'GitHub answers.'
        : 'Set GITHUB_TOKEN to a token with “Organization Copilot metrics: read”, then start Flightdeck again.',
    },
    {
      name: 'What to read',
      state: names.length > 0 ? 'done' : 'now',
      says:
        names.length > 0
          ? names.join(', ')
          : 'Set FLIGHTDECK_SCOPES=org:NAME or enterprise:NAME, then start Flightdeck again; or bring files with flightdeck import.',
    },
    {
      name: 'The first days',
      state: running ? 'now' : 'next',
      says: running
        ? `${running.message}: ${running.done} of ${running.total || '…'}${estimate ? `, ${estimate}` : ''}. Panels fill as days land.`
        : nextSyncAt
          ? `${noReport}The next sync starts at ${nextSyncAt.slice(11, 16)} UTC.`
          : `${noReport}They arrive with ${answered === null ? 'the first' : 'a later'} sync, newest first.`,
    },
  ];
}
