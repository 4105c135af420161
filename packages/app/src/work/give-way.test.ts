import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAttendance } from './give-way.ts';

describe('createAttendance', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const pauseAfter = async (busyMs: number): Promise<number> => {
    const from = Date.now();
    const paused = createAttendance().giveWay.pause(busyMs);
    await vi.runAllTimersAsync();
    await paused;
    return Date.now() - from;
  };

  it('pauses for three times as long as a piece took', async () => {
    expect(await pauseAfter(5)).toBe(15);
  });

  it('pauses for no more than a tenth of a second', async () => {
    expect(await pauseAfter(2000)).toBe(100);
  });

  it('gives way as long as one request waits', () => {
    const { attend, giveWay } = createAttendance();
    expect(giveWay.isNeeded()).toBe(false);
    const [leave, leaveOther] = [attend(), attend()];
    leave();
    expect(giveWay.isNeeded()).toBe(true);
    leaveOther();
    expect(giveWay.isNeeded()).toBe(false);
  });
});
