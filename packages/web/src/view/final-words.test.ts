import { expect, it } from 'vitest';
import { formatDays } from '../format/format.ts';
import { finalWithin, finalWords } from './final-words.ts';

it('numbers are final up to a day before which nothing can change', () => {
  expect(finalWords({ finalTo: '2026-06-04', provisional: ['2026-06-05', '2026-11-08'] })).toBe('Final to 4 Jun');
  expect(finalWithin({ finalTo: '2026-06-04', provisional: [] })).toBe('final to 4 Jun');
  expect(finalWords({ finalTo: null, provisional: ['2026-06-05'] })).toBe('Not all days are final');
  expect(finalWords({ finalTo: null, provisional: [] })).toBe('No day is final yet');
});

it('days that can still change are named in runs, then counted', () => {
  expect(formatDays(['2026-06-05', '2026-11-08', '2026-11-09', '2026-11-10'])).toBe('5 Jun, 8–10 Nov');
  expect(formatDays(['2026-06-01', '2026-06-03', '2026-06-05', '2026-06-07', '2026-06-08'])).toBe(
    '1 Jun, 3 Jun, 5 Jun and 2 more days',
  );
  expect(formatDays([])).toBe('');
});
