import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGiveWay } from './give-way.ts';

describe('createGiveWay', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const pauseOf = async (isAsked: boolean, busyMs: number): Promise<number> => {
    const from = Date.now();
    const given = createGiveWay(() => isAsked)(busyMs);
    await vi.runAllTimersAsync();
    await given;
    return Date.now() - from;
  };

  it('pauses for three times as long as a piece took while somebody waits for an answer', async () => {
    expect(await pauseOf(true, 5)).toBe(15);
  });

  it('pauses for no more than a tenth of a second', async () => {
    expect(await pauseOf(true, 2000)).toBe(100);
  });

  it('goes on at once when nobody waits', async () => {
    expect(await pauseOf(false, 5)).toBe(0);
  });
});
