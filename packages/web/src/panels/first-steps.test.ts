import { describe, expect, it } from 'vitest';
import type { Status } from '../data/status.ts';
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
  ({ scopes: [], lastRun: null, freshness: { running: null, nextSyncAt: null }, ...part }) as unknown as Status;

describe('the first run', () => {
  it('says what to set when nothing is configured', () => {
    const steps = firstSteps(status({}), now);
    expect(steps.map(({ state }) => state)).toEqual(['now', 'now', 'next']);
    expect(steps[1]?.says).toContain('FLIGHTDECK_SCOPES=org:NAME');
  });

  it('shows progress and how long it may take', () => {
    expect(estimateOf(running, now)).toBe('about 30 min left');
    const steps = firstSteps(status({ scopes: [{ label: 'acme' }], freshness: { running, nextSyncAt: null } }), now);
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'now']);
    expect(steps[2]?.says).toBe(
      'users-1-day of org:acme, 2026-11-20: 10 of 40, about 30 min left. Panels fill as days land.',
    );
  });

  it('says why the last sync brought nothing', () => {
    const lastRun = { result: 'failed', message: 'The token may not read organization metrics.' };
    const [token] = firstSteps(status({ scopes: [{ label: 'acme' }], lastRun }), now);
    expect(token).toMatchObject({ state: 'failed', says: 'The token may not read organization metrics.' });
  });
});
