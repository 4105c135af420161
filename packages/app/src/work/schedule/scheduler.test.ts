import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startScheduler } from './scheduler.ts';

const HOUR = 3_600_000;

describe('startScheduler', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-10-05T12:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const start = (run: () => Promise<void>) => startScheduler({ intervalMs: HOUR, now: () => new Date(), run });

  it('runs at once, then an interval after each start, and says when', async () => {
    const starts: string[] = [];
    const scheduler = start(async () => {
      starts.push(new Date().toISOString().slice(11, 16));
    });
    expect(scheduler.nextRunAt?.toISOString()).toBe('2026-10-05T13:00:00.000Z');
    await vi.advanceTimersByTimeAsync(2.5 * HOUR);
    expect(starts).toEqual(['12:00', '13:00', '14:00']);
    scheduler.stop();
  });

  it('never overlaps a run that outlasts the interval', async () => {
    const starts: string[] = [];
    const scheduler = start(async () => {
      starts.push(new Date().toISOString().slice(11, 16));
      await new Promise((resolve) => setTimeout(resolve, 1.5 * HOUR));
    });
    await vi.advanceTimersByTimeAsync(3.5 * HOUR);
    expect(starts).toEqual(['12:00', '13:36', '15:12']);
    scheduler.stop();
  });

  it('stops amid a run without planning another', async () => {
    let runs = 0;
    const scheduler = start(async () => {
      runs++;
      await new Promise((resolve) => setTimeout(resolve, HOUR / 2));
    });
    scheduler.stop();
    await vi.advanceTimersByTimeAsync(5 * HOUR);
    expect(runs).toBe(1);
    expect(scheduler.nextRunAt).toBeNull();
  });
});
