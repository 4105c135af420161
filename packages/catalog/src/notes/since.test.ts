import { describe, expect, it } from 'vitest';
import { isLatest, sinceOf } from '../index.ts';

describe('since when GitHub reports', () => {
  it('a metric: the day of the newest column it is made of', () => {
    expect(sinceOf(['pull_requests_created'], [])).toBe('2025-12-12');
    expect(sinceOf(['copilot_merged_share'], [])).toBe('2026-02-19');
    expect(sinceOf(['phase_merged_per_person'], ['phase'])).toBe('2026-09-17');
  });

  it('a dimension: from the day it came', () => {
    expect(sinceOf(['pull_requests_created', 'median_minutes_to_merge'], ['repository'])).toBe('2026-07-17');
    expect(sinceOf(['copilot_suggestions'], ['comment_type'])).toBe('2026-05-08');
    expect(sinceOf(['median_minutes_to_first_review'], ['repository'])).toBe('2026-09-25');
  });

  it('no cross that it does not report', () => {
    expect(sinceOf(['pull_requests_created'], ['team'])).toBeNull();
  });

  it('distinguishes figures of the last day from sums', () => {
    expect(['phase_people', 'median_minutes_to_merge', 'feature_engagement_share'].map(isLatest)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['phase_prompts', 'active_users', 'nonsense'].map(isLatest)).toEqual([false, false, false]);
  });
});
