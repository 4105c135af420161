import type { ResultRow } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { prepareStrip } from './prepare-strip.ts';

describe('an activity strip', () => {
  it('has one bar a day, high by the square root of prompts', () => {
    const rows = new Map<string, ResultRow>([['2026-11-16', { interactions: 25, agent_days: 1 }]]);
    const [first, second] = prepareStrip(['2026-11-16', '2026-11-17'], rows, 100, new Set(['2026-11-17']));
    expect(first).toEqual({ day: '2026-11-16', height: 0.5, agent: true, provisional: false, prompts: 25 });
    expect(second).toEqual({ day: '2026-11-17', height: 0, agent: false, provisional: true, prompts: null });
  });
});
