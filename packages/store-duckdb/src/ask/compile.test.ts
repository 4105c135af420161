import type { Scan, ScanMeasure } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { compileScan } from './compile.ts';

const PROMPTED = [{ column: 'user_initiated_interaction_count', op: 'above', value: 0 }] as const;
const accepted: ScanMeasure = {
  name: 'accepted',
  aggregate: 'sum',
  column: 'code_acceptance_activity_count',
  when: [],
};
const people: ScanMeasure = { name: 'active_people', aggregate: 'people', column: null, when: PROMPTED };
const scan = (changes: Partial<Scan>): Scan => ({
  id: 'rows:user_day',
  fact: 'user_day',
  scopes: ['org:acme'],
  range: { from: '2026-10-29', to: '2026-11-02' },
  by: [],
  where: [],
  once: false,
  measures: [accepted],
  ...changes,
});
const texts = (changes: Partial<Scan>): string[] => compileScan(scan(changes)).map(({ sql }) => sql);

describe('a scan becomes SQL', () => {
  it('that reads sums by day from the rollup', () => {
    expect(compileScan(scan({ by: ['day'] }))).toEqual([
      {
        sql: 'SELECT CAST(k0 AS VARCHAR), v0 FROM (SELECT f.day AS k0, sum(f."code_acceptance_activity_count") AS v0 FROM "day_rollup_user_day" AS f WHERE f.scope IN ($1) AND f.day BETWEEN CAST($2 AS DATE) AND CAST($3 AS DATE) GROUP BY 1)',
        values: ['org:acme', '2026-10-29', '2026-11-02'],
        measures: [0],
      },
    ]);
  });

  it('that reads people from the fact, one row a person first, when the range holds no whole month', () => {
    expect(texts({ measures: [people] })).toEqual([
      'SELECT CASE WHEN count(r0) > 0 THEN count(*) FILTER (r0 >= 1) END AS v0 FROM (SELECT f.user_id AS person, CASE WHEN count(f."user_initiated_interaction_count") > 0 THEN count(CASE WHEN f."user_initiated_interaction_count" > $4 THEN 1 END) END AS r0 FROM "user_day" AS f WHERE f.scope IN ($1) AND f.day BETWEEN CAST($2 AS DATE) AND CAST($3 AS DATE) GROUP BY 1)',
    ]);
  });

  it('that reads people of whole months from the month rollup and the days around them from the fact', () => {
    const [sql] = texts({ measures: [people], range: { from: '2026-09-29', to: '2026-11-02' } });
    expect(sql).toContain('FROM "month_rollup_user_day" AS f WHERE');
    expect(sql?.match(/FROM "user_day" AS f/g)).toHaveLength(2);
  });

  it('that reads people by week as they were counted for whole weeks and the cut ones from the fact', () => {
    const week = { measures: [people], by: ['week'] };
    const [sql] = texts({ ...week, range: { from: '2026-10-18', to: '2026-10-31' } });
    expect(sql).toContain('FROM "week_rollup_user_day" AS f WHERE');
    expect(sql?.match(/FROM "user_day" AS f/g)).toHaveLength(2);
    const [whole] = texts({ ...week, range: { from: '2026-10-19', to: '2026-11-01' } });
    expect(whole).not.toContain('FROM "user_day"');
    const [both] = texts({ ...week, range: { from: '2026-10-19', to: '2026-11-01' }, scopes: ['org:a', 'org:b'] });
    expect(both).not.toContain('week_rollup');
  });

  it('that answers sums and people of one scan from different tables', () => {
    expect(compileScan(scan({ measures: [people, accepted] })).map(({ measures }) => measures)).toEqual([[0], [1]]);
  });

  it('that joins the members of the day for teams and takes only sums from their rollup', () => {
    expect(texts({ by: ['team'] })[0]).toContain('FROM "team_day_rollup_user_day" AS f JOIN team AS t');
    expect(texts({ by: ['team'], measures: [people] })[0]).toContain('JOIN user_team_day AS m');
  });

  it('that takes the highest counter of each person and day when scopes are answered once', () => {
    const [sql] = texts({ once: true, scopes: ['org:acme', 'org:globex'] });
    expect(sql).toContain(
      'FROM (SELECT f."day", f."user_id", max(f."code_acceptance_activity_count") AS "code_acceptance_activity_count" FROM "user_day" AS f',
    );
  });

  it('that holds no text of the caller', () => {
    const where = [
      { dimension: 'user', is: 'in', values: ["x'; DROP TABLE run --"] },
      { dimension: 'team', is: 'not_in', values: ['$9'] },
    ] as const;
    const [part] = compileScan(scan({ where }));
    expect(part?.sql).not.toContain('drop table');
    expect(part?.values).toEqual(['org:acme', '2026-10-29', '2026-11-02', "x'; drop table run --", '$9']);
  });

  it('or is refused when the fact has no such dimension or column', () => {
    expect(() => compileScan(scan({ by: ['language'] }))).toThrow('dimension "language"');
    expect(() => compileScan(scan({ fact: 'scope_day', by: ['user'] }))).toThrow('dimension "user"');
    expect(() => compileScan(scan({ measures: [{ ...accepted, column: 'password' }] }))).toThrow('column "password"');
  });
});
