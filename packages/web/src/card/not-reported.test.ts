import { describe, expect, it } from 'vitest';
import type { Loaded } from '../data/hooks.ts';
import { addedOverOrganizations, notReported, struckBy } from './not-reported.ts';

const note = (message: string) => ({ code: 'not_reported', message });

describe('what GitHub does not report', () => {
  it('is said once for all metrics, in their short names', () => {
    expect(
      notReported([
        note('GitHub does not report "All outputs accepted" by editor × language.'),
        note('GitHub does not report "All outputs" by editor × language.'),
        note('GitHub does not report "All outputs accepted" by editor × language.'),
        { code: 'provisional', message: '2026-11-19 can still change.' },
      ]),
    ).toBe('GitHub does not report all outputs accepted or all outputs by editor × language.');
  });

  it('says what is a limit of ours apart from it, with what to ask instead', () => {
    const ours = (message: string) => ({ code: 'not_joined', message });
    const more = "though GitHub's records would allow it. Ask by granting_team.";
    expect(
      notReported([
        ours(`Flightdeck does not answer "Seats" by team, ${more}`),
        ours(`Flightdeck does not answer "Never used" by team, ${more}`),
        note('GitHub does not report "Prompts" by language.'),
      ]),
    ).toBe(
      `Flightdeck does not answer seats or never used by team, ${more} GitHub does not report prompts by language.`,
    );
    const team = { dimension: 'team', is: 'in', values: ['sre'] } as const;
    expect(struckBy([`Flightdeck does not answer "Seats" by team, ${more}`], [team], [])).toEqual([team]);
  });

  it('is nothing when all is reported', () => {
    expect(notReported([])).toBe('');
  });

  it('names the filters that stand in the way, not the dimension the panel shows', () => {
    const language = { dimension: 'language', is: 'in', values: ['go'] } as const;
    const team = { dimension: 'team', is: 'in', values: ['sre'] } as const;
    const messages = ['GitHub does not report "Accepted" by language × editor.'];
    expect(struckBy(messages, [language, team], ['ide'])).toEqual([language]);
    expect(struckBy(messages, [language, team], ['language'])).toEqual([]);
  });
});

it('activity that is added over organizations is said of a page as soon as one of its answers says so', () => {
  const ready = (code: string): Loaded =>
    ({ kind: 'ready', stale: false, result: { notes: [{ code, metric: null, message: `${code} it is.` }] } }) as never;
  const loading: Loaded = { kind: 'loading' };
  expect(addedOverOrganizations([loading, ready('host_default'), ready('organizations_added')])).toBe(
    'organizations_added it is.',
  );
  expect(addedOverOrganizations([loading, ready('host_default')])).toBeNull();
});
