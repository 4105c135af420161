import { describe, expect, it } from 'vitest';
import { notReported, struckBy } from './not-reported.ts';

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

  it('names the filters that stand in the way, not the dimension the panel shows', () => {
    const language = { dimension: 'language', op: 'is', values: ['go'] } as const;
    const team = { dimension: 'team', op: 'is', values: ['sre'] } as const;
    const messages = ['GitHub does not report "Accepted" by language × editor.'];
    expect(struckBy(messages, [language, team], ['ide'])).toEqual([language]);
    expect(struckBy(messages, [language, team], ['language'])).toEqual([]);
  });
});
