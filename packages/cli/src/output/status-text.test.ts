import { expect, it } from 'vitest';
import { lastRunLines, organizationLines } from './status-text.ts';

const rows = (host: string, message: string) =>
  ({ host, reading: 'attributed', equal: 118, different: 2, from: '2026-10-01', to: '2026-10-31', message }) as const;

it('says how people in several organizations are counted, naming the host only where there are several', () => {
  const here = rows('api.github.com', 'They count once.');
  expect(organizationLines({ organizationRows: [here] })).toEqual(['Organizations: They count once.']);
  expect(organizationLines({ organizationRows: [rows('api.big.ghe.com', 'They are added up.'), here] })).toEqual([
    'Organizations of api.big.ghe.com: They are added up.',
    'Organizations of api.github.com: They count once.',
  ]);
  expect(organizationLines({ organizationRows: [] })).toEqual([]);
});

it('says how the last sync went, and what of its failures the list of failed days does not have', () => {
  const failed = {
    scope: 'org:acme',
    report: 'users-1-day',
    day: '2026-10-20',
    state: 'failed',
    records: 0,
    restated: 0,
    fetchedAt: '2026-11-01T08:00:00.000Z',
    code: 'policy_off',
    message: 'Switched off.',
  } as const;
  const run = {
    id: '1',
    kind: 'sync',
    startedAt: '2026-11-01T08:00:00.000Z',
    endedAt: '2026-11-01T08:01:00.000Z',
    result: 'partial',
    daysLoaded: 3,
    daysFailed: 2,
    requests: 5,
    message: 'org:acme users-1-day 2026-10-20: Switched off. [policy_off]\norg:acme users-28-day: Gone. [gone]',
  } as const;
  expect(lastRunLines({ lastRun: run, days: [failed] })).toEqual([
    'The sync that ended 2026-11-01T08:01:00.000Z was partial, 2 failed.',
    '  org:acme users-28-day: Gone. [gone]',
  ]);
  expect(lastRunLines({ lastRun: { ...run, result: 'ok' }, days: [] })).toEqual([]);
  expect(lastRunLines({ lastRun: null, days: [] })).toEqual([]);
});
