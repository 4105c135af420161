import { describe, expect, it } from 'vitest';
import { notReported } from './not-reported.ts';

const note = (message: string) => ({ code: 'not_reported', message });

describe('what GitHub does not report', () => {
  it('is said once for all metrics, in their short names', () => {
    expect(
      notReported([
        note('GitHub does not report "Accepted, all features" by editor × language.'),
        note('GitHub does not report "Suggested, all features" by editor × language.'),
        note('GitHub does not report "Accepted, all features" by editor × language.'),
        { code: 'provisional', message: '2026-11-19 can still change.' },
      ]),
    ).toBe('GitHub does not report accepted or suggested by editor × language.');
  });

  it('is nothing when all is reported', () => {
    expect(notReported([])).toBe('');
  });
});
