import { describe, expect, it } from 'vitest';
import { parseQuery } from '../request/metric-query.ts';
import {
  addedColumns,
  addSharedDays,
  describeOrganizationRows,
  NO_SHARED_DAYS,
  readOrganizationRows,
  withOrganizationRows,
} from './organization-rows.ts';
import { planQuery } from './plan.ts';

const SPAN = { from: '2026-10-01', to: '2026-10-31' } as const;
const read = (equal: number, different: number) => readOrganizationRows({ equal, different, ...SPAN });

describe('rows of organizations', () => {
  it.each([
    [118, 2, 'attributed'],
    [11, 9, 'attributed'],
    [10, 10, 'within'],
    [0, 20, 'within'],
    [0, 19, 'attributed'],
    [0, 0, 'attributed'],
  ])('of %i equal and %i different days are %s', (equal, different, reading) => {
    expect(read(equal, different).reading).toBe(reading);
  });

  it('are explained with the counts', () => {
    expect(describeOrganizationRows(read(118, 2))).toBe(
      'Of 120 days of people in several organizations from 2026-10-01 to 2026-10-31, 118 have the same numbers in each: GitHub credits all activity to every organization; they count once.',
    );
    expect(describeOrganizationRows(read(1, 29))).toBe(
      'Of 30 days of people in several organizations from 2026-10-01 to 2026-10-31, 1 has the same numbers in each and 29 have not: GitHub splits activity between organizations; it is added up.',
    );
    expect(describeOrganizationRows(readOrganizationRows({ ...SPAN, equal: 1, different: 0, to: SPAN.from }))).toBe(
      'Of 1 day of people in several organizations on 2026-10-01, 1 has the same numbers in each. That is too few to judge; they count once, as GitHub documents.',
    );
    expect(describeOrganizationRows(readOrganizationRows(NO_SHARED_DAYS))).toBe(
      'No day has activity of one person in several organizations; if that happens, it counts once, as GitHub documents.',
    );
  });

  it('of several spans are counted together', () => {
    const earlier = { equal: 1, different: 0, from: '2026-09-02', to: '2026-09-03' };
    expect(addSharedDays({ equal: 2, different: 3, ...SPAN }, earlier)).toEqual({
      equal: 3,
      different: 3,
      from: '2026-09-02',
      to: '2026-10-31',
    });
    expect(addSharedDays(NO_SHARED_DAYS, earlier)).toEqual(earlier);
  });
});

describe('a plan over several organizations', () => {
  const plan = (metric: string, by: string[] = []) =>
    planQuery(parseQuery({ metrics: [metric], by, range: SPAN, total: true, compare: 'previous' }), [
      'org:acme',
      'org:globex',
    ]);
  const addsIn = (metric: string, by: string[] = []) => {
    const { rows, total, comparison } = withOrganizationRows(plan(metric, by), read(0, 20));
    return [rows, total, comparison?.rows, comparison?.total].map((scans) => scans?.map(({ adds }) => adds === true));
  };

  it('adds in every scan where they are parts, and says so', () => {
    expect(addsIn('generated')).toEqual([[true], [true], [true], [true]]);
    expect(withOrganizationRows(plan('generated'), read(0, 20)).notes).toEqual([
      {
        code: 'organizations_added',
        metric: null,
        message:
          'Of 20 days of people in several organizations from 2026-10-01 to 2026-10-31, 0 have the same numbers in each and 20 have not: GitHub splits activity between organizations; it is added up.',
      },
    ]);
  });

  it('counts no days of people for who may not see all organizations of the host', () => {
    const { rows, notes } = withOrganizationRows(plan('generated'), read(0, 20), false);
    expect(rows[0]?.adds).toBe(true);
    expect(notes.map(({ message }) => message)).toEqual([
      'GitHub splits activity between organizations; it is added up.',
    ]);
  });

  it('says of an answer as of an earlier instant that it is read as today', () => {
    const asked = { metrics: ['generated'], by: [], range: SPAN, asOf: '2026-10-20T00:00:00.000Z' };
    const planned = planQuery(parseQuery(asked), ['org:acme', 'org:globex']);
    expect(withOrganizationRows(planned, read(0, 20)).notes[0]?.message).toMatch(
      /; it is added up\. That holds for the current rows; the answer as of an earlier instant is computed the same way\.$/,
    );
  });

  it('adds nothing where each has the whole, or nothing is known', () => {
    const asked = plan('generated');
    expect(withOrganizationRows(asked, read(20, 0))).toBe(asked);
    expect(withOrganizationRows(asked, null)).toBe(asked);
  });

  it('keeps organizations apart in rows by organization, and adds only in the total', () => {
    expect(addsIn('generated', ['organization'])).toEqual([[false], [true], [false], [true]]);
  });

  it('leaves seats as they are: a person seated by two organizations has one seat', () => {
    expect(withOrganizationRows(plan('seats'), read(0, 20)).notes).toEqual(plan('seats').notes);
  });
});

it('adds counters, not numbers of phases or of different names', () => {
  const added = addedColumns('user_day');
  expect(added.has('code_generation_activity_count')).toBe(true);
  expect(added.has('ai_credits_used')).toBe(true);
  expect(added.has('ai_adoption_phase_number')).toBe(false);
  expect(added.has('distinct_skill_use_count')).toBe(false);
});
