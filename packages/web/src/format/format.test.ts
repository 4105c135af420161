import { describe, expect, it } from 'vitest';
import { formatAgo, formatLongDay, formatRange, isWeekend } from './format.ts';

describe('days', () => {
  it('read like a calendar', () => {
    expect(formatRange({ from: '2026-10-25', to: '2026-11-21' })).toBe('25 Oct – 21 Nov');
    expect(formatRange({ from: '2026-11-19', to: '2026-11-21' })).toBe('19–21 Nov');
    expect(formatRange({ from: '2025-12-12', to: '2026-11-21' })).toBe('12 Dec 2025 – 21 Nov 2026');
    expect(formatLongDay('2026-11-09')).toBe('Mon 9 Nov 2026');
    expect(isWeekend('2026-11-21')).toBe(true);
  });

  it('tell how long ago', () => {
    expect(formatAgo('2026-11-21T09:46:00Z', new Date('2026-11-21T10:00:00Z'))).toBe('14 min ago');
    expect(formatAgo('2026-11-19T10:00:00Z', new Date('2026-11-21T10:00:00Z'))).toBe('2 days ago');
  });
});
