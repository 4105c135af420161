import { describe, expect, it } from 'vitest';
import type { Status } from '../data/status/status.ts';
import { estimateOf, firstSteps } from './first-steps.ts';

const now = new Date('2026-11-22T10:10:00Z');
const running = {
  kind: 'sync',
  startedAt: '2026-11-22T10:00:00Z',
  done: 10,
  total: 40,
  message: 'users-1-day of org:acme, 2026-11-20',
} as const;
const status = (part: object): Status =>
  ({
    scopes: [],
    spans: [],
    lastRun: null,
    freshness: { running: null, nextSyncAt: null },
    ...part,
  }) as unknown as Status;

describe('the first run', () => {
  it('says what to set when nothing is configured', () => {
    const steps = firstSteps(status({}), now);
    expect(steps.map(({ state }) => state)).toEqual(['now', 'now', 'next']);
    expect(steps[1]?.says).toContain('set FLIGHTDECK_SCOPES');
  });

  it('shows progress and how long it may take', () => {
    expect(estimateOf(running, now)).toBe('about 30 min left');
    const steps = firstSteps(status({ scopes: [{ label: 'acme' }], freshness: { running, nextSyncAt: null } }), now);
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'now']);
    expect(steps[2]?.says).toBe(
      'users-1-day of org:acme, 2026-11-20: 10 of 40, about 30 min left. Panels fill as days land.',
    );
  });

  it('says that GitHub has no report yet, as on the day the policy was enabled, and that an import proves no token', () => {
    const spans = [{ state: 'no_report', from: '2026-11-19', to: '2026-11-21' }];
    const freshness = { running: null, nextSyncAt: '2026-11-22T11:00:00Z' };
    const synced = { kind: 'sync', result: 'ok', message: null };
    const steps = firstSteps(status({ scopes: [{ label: 'acme' }], spans, lastRun: synced, freshness }), now);
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'next']);
    expect(steps[2]?.says).toBe(
      "GitHub has no report up to 2026-11-21 yet; a day's report comes within three days. The next sync starts at 11:00 UTC.",
    );
    const [token] = firstSteps(status({ scopes: [{ label: 'acme' }], lastRun: { ...synced, kind: 'import' } }), now);
    expect(token?.state).toBe('now');
  });

  it('says why the last sync brought nothing', () => {
    const lastRun = { kind: 'sync', result: 'failed', message: 'The token may not read organization metrics.' };
    const [token] = firstSteps(status({ scopes: [{ label: 'acme' }], lastRun }), now);
    expect(token).toMatchObject({ state: 'failed', says: 'The token may not read organization metrics.' });
  });
});
