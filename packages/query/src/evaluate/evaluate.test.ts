import { eachDay, weekOf } from '@flightdeck/catalog';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planQuery } from '../plan/plan.ts';
import { type MetricQueryInput, parseQuery } from '../request/metric-query.ts';
import type { Scan, ScanRow, Value } from '../scan.ts';
import { evaluate } from './evaluate.ts';

const RANGE = { from: '2026-10-01', to: '2026-10-10' };
const COVERED = { finalTo: '2026-10-10', provisional: [], missing: [], noReport: [] };

/** Answers each scan from a table of measures by group. */
function ask(
  input: Partial<MetricQueryInput>,
  groups: readonly [keys: readonly string[], values: Record<string, Value>][],
  reported: readonly string[] = eachDay(RANGE),
) {
  const run = async (scan: Scan): Promise<ScanRow[]> =>
    groups
      .filter(([keys]) => keys.length === scan.by.length)
      .map(([keys, values]) => ({ keys, values: scan.measures.map((measure) => values[measure.name] ?? null) }));
  return evaluate(
    planQuery(parseQuery({ metrics: ['acceptance_rate'], range: RANGE, ...input }), ['org:acme']),
    run,
    COVERED,
    () => new Set(reported),
  );
}

describe('a failure', () => {
  it('of rows and total is one failure, and none is left that nobody waits for', async () => {
    const stray: unknown[] = [];
    const note = (reason: unknown): void => void stray.push(reason);
    process.on('unhandledRejection', note);
    const query = parseQuery({ metrics: ['accepted', 'adoption_score'], by: ['user'], range: RANGE, total: true });
    // The total of another fact fails at once, the rows that totals of people are added up from later.
    const run = async ({ by }: Scan): Promise<ScanRow[]> => {
      if (by.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      throw new Error(by.length > 0 ? 'late' : 'at once');
    };
    const asked = evaluate(planQuery(query, ['org:acme']), run, COVERED, () => new Set());
    await expect(asked).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(stray).toEqual([]);
  });
});

interface PersonDay {
  readonly user: string;
  readonly scope: string;
  readonly day: string;
  readonly active: boolean;
}

/** A row for each person, scope and day on which the scope has a report. */
function toRows(
  people: readonly { readonly scopes: readonly ('a' | 'b')[]; readonly active: readonly string[] }[],
  reported: Readonly<Record<'a' | 'b', readonly string[]>>,
): readonly PersonDay[] {
  return people.flatMap(({ scopes, active }, index) =>
    scopes.flatMap((scope) =>
      reported[scope].map((day) => ({ user: `p${index}`, scope, day, active: active.includes(day) })),
    ),
  );
}

/** Answers scans of people and their days from rows. */
function runOver(rows: readonly PersonDay[]): (scan: Scan) => Promise<readonly ScanRow[]> {
  const keyOf = (row: PersonDay, name: string): string =>
    name === 'user' ? row.user : name === 'organization' ? row.scope : name === 'week' ? weekOf(row.day) : row.day;
  return async (scan) => {
    const groups = new Map<string, PersonDay[]>();
    for (const row of rows) {
      const key = JSON.stringify(scan.by.map((name) => keyOf(row, name)));
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return [...groups].map(([key, own]) => ({
      keys: JSON.parse(key),
      values: scan.measures.map(({ name }) => {
        const counted = name === 'active_person_days' ? own.filter(({ active }) => active) : own;
        const of = counted.map(({ user, day }) => (name === 'active_person_days' ? `${user} ${day}` : user));
        return new Set(of).size;
      }),
    }));
  };
}

describe('evaluate', () => {
  it('divides sums, and says nothing where nothing stands below the line', async () => {
    const { rows } = await ask({ by: ['team'] }, [
      [['frontend'], { accepted: 31, generated: 100 }],
      [['backend'], { accepted: 0, generated: 0 }],
      [['design'], {}],
    ]);
    expect(rows).toEqual([
      { team: 'backend', acceptance_rate: null },
      { team: 'design', acceptance_rate: null },
      { team: 'frontend', acceptance_rate: 0.31 },
    ]);
  });

  it('keeps rows whose metric lies in a span, the upper end not in it, and counts only those', async () => {
    const groups: [string[], Record<string, Value>][] = [
      [['frontend'], { accepted: 40, generated: 100 }],
      [['backend'], { accepted: 60, generated: 100 }],
      [['design'], {}],
    ];
    const having = { metric: 'acceptance_rate', atLeast: 0.4, below: 0.6 };
    const some = await ask({ by: ['team'], having }, groups);
    expect([some.rows.map((row) => row.team), some.rowCount]).toEqual([['frontend'], 1]);
    const withNull = await ask({ by: ['team'], having: { ...having, atLeast: null, orNull: true } }, groups);
    expect(withNull.rows.map((row) => row.team)).toEqual(['design', 'frontend']);
    await expect(async () => ask({ having: { metric: 'accepted' } }, [])).rejects.toThrow('metric "accepted"');
  });

  it('orders by a ratio with nulls last and pages after ordering', async () => {
    const { rows, rowCount } = await ask(
      { by: ['team'], order: { key: 'acceptance_rate', descending: true }, limit: 2, offset: 1 },
      [
        [['a'], { accepted: 1, generated: 10 }],
        [['b'], {}],
        [['c'], { accepted: 3, generated: 10 }],
        [['d'], { accepted: 2, generated: 10 }],
      ],
    );
    expect(rows.map((row) => row.team)).toEqual(['d', 'a']);
    expect(rowCount).toBe(4);
  });

  it('leaves days without a report out of what it divides by, and says how many', async () => {
    const four = ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06'];
    const values = { active_person_days: 4, active_working_days: 4, reported_people: 1 };
    const metrics = ['adoption_score', 'adoption_score_working_days'];
    const { rows, notes, reportedDays } = await ask({ metrics }, [[[], values]], four);
    expect(rows).toEqual([{ adoption_score: 100, adoption_score_working_days: 100 }]);
    expect(reportedDays).toEqual({ all: 4, working: 4 });
    expect(notes).toEqual([
      {
        code: 'days_left_out',
        metric: 'adoption_score',
        message: '"Adoption score" leaves out 6 of 10 days, which have no report.',
      },
      {
        code: 'days_left_out',
        metric: 'adoption_score_working_days',
        message: '"Adoption score on working days" leaves out 3 of 7 working days, which have no report.',
      },
    ]);
    const none = await ask({ metrics }, [[[], values]], []);
    expect(none.rows).toEqual([{ adoption_score: null, adoption_score_working_days: null }]);
  });

  it('counts the days of a team only when both people and membership are reported', async () => {
    const query = parseQuery({ metrics: ['adoption_score'], by: ['team'], range: RANGE });
    const run = async (): Promise<ScanRow[]> => [{ keys: ['web'], values: [1, 2] }];
    const { rows } = await evaluate(planQuery(query, ['org:acme']), run, COVERED, (_scope, report) =>
      report === 'users-1-day' ? new Set(eachDay(RANGE)) : new Set(['2026-10-01']),
    );
    expect(rows).toEqual([{ team: 'web', adoption_score: 50 }]);
  });

  it('names the days that a total leaves out because its report has only a breakdown of them, and the other way round', async () => {
    const day = (text: string, value: number | null): ScanRow => ({ keys: [text, 'acme'], values: [value] });
    const rows = {
      legacy_total_day: [day('2026-10-01', 84), day('2026-10-02', null), day('2026-10-03', 7), day('2026-10-04', 0)],
      legacy_completion_day: [day('2026-10-01', 84), day('2026-10-02', 85)],
    };
    const notesOf = async (by: string[]) => {
      const query = parseQuery({ metrics: ['legacy_completions_generated'], by, range: RANGE });
      const run = async (scan: Scan): Promise<readonly ScanRow[]> =>
        scan.by[0] === 'day'
          ? (Object.entries(rows).find(([fact]) => fact === scan.fact)?.[1] ?? [])
          : [{ keys: by.map(() => 'java'), values: [1] }];
      const { notes } = await evaluate(planQuery(query, ['org:acme']), run, COVERED, () => new Set(eachDay(RANGE)));
      return notes.filter(({ code }) => code.startsWith('only_') || code === 'neither').map(({ message }) => message);
    };
    expect(await notesOf([])).toEqual([
      '"Completions suggested (older API)" leaves out 2026-10-02: the report has a breakdown and no total.',
    ]);
    expect(await notesOf(['language'])).toEqual([
      '"Completions suggested (older API)" leaves out 2026-10-03: the report has a total and no breakdown.',
    ]);
    rows.legacy_total_day.push(day('2026-10-05', null));
    const neither =
      '"Completions suggested (older API)" leaves out 2026-10-05: the report has neither a total nor a breakdown of it.';
    expect((await notesOf([])).at(-1)).toBe(neither);
    expect((await notesOf(['language'])).at(-1)).toBe(neither);
  });

  it('keeps adoption in range and equal to a count by hand, whichever days of which scope are missing', async () => {
    const days = eachDay({ from: '2026-10-01', to: '2026-10-10' });
    const person = fc.record({
      scopes: fc.uniqueArray(fc.constantFrom('a', 'b'), { minLength: 1 }),
      active: fc.subarray(days),
    });
    const world = fc.record({
      reported: fc.record({ a: fc.subarray(days), b: fc.subarray(days) }),
      people: fc.array(person, { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(world, fc.constantFrom(null, 'week', 'user'), async ({ reported, people }, by) => {
        const rows = toRows(people, reported);
        const query = parseQuery({ metrics: ['adoption_score'], by: by === null ? [] : [by], range: RANGE });
        const answer = await evaluate(planQuery(query, ['org:a', 'org:b']), runOver(rows), COVERED, (scope) => {
          return new Set(reported[scope === 'org:a' ? 'a' : 'b']);
        });
        for (const row of answer.rows) {
          const key = by === null ? null : row[by];
          const score = row.adoption_score;
          const isIn = (day: string): boolean => by !== 'week' || weekOf(day) === key;
          let [active, possible] = [0, 0];
          for (const [index, { scopes }] of people.entries()) {
            const own = rows.filter(({ user, day }) => user === `p${index}` && isIn(day));
            if ((by === 'user' && key !== `p${index}`) || own.length === 0) continue;
            const seenIn = scopes.filter((scope) => own.some((each) => each.scope === scope));
            possible += new Set(seenIn.flatMap((scope) => reported[scope]).filter(isIn)).size;
            active += new Set(own.filter((each) => each.active).map(({ day }) => day)).size;
          }
          expect(score).toBeCloseTo((active / possible) * 100, 9);
          expect(Number(score)).toBeLessThanOrEqual(100 + 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('scores adoption over the days of the range, or of the part of a week inside it', async () => {
    const values = { active_person_days: 4, reported_people: 1 };
    expect((await ask({ metrics: ['adoption_score'] }, [[[], values]])).rows).toEqual([{ adoption_score: 40 }]);
    // 2026-10-01 is a Thursday: four of the range's days lie in the week of 28 September.
    expect((await ask({ metrics: ['adoption_score'], by: ['week'] }, [[['2026-09-28'], values]])).rows).toEqual([
      { week: '2026-09-28', adoption_score: 100 },
    ]);
  });

  it('keeps a whole number beyond 2^53 exact', async () => {
    const { rows } = await ask({ metrics: ['accepted'] }, [[[], { accepted: 9007199254740993n }]]);
    expect(rows).toEqual([{ accepted: 9007199254740993n }]);
  });

  it('answers the total as one group of its own, not as a sum of rows', async () => {
    const { total } = await ask({ metrics: ['reported_users'], by: ['team'], total: true }, [
      [['a'], { reported_people: 2 }],
      [['b'], { reported_people: 2 }],
      [[], { reported_people: 3 }],
    ]);
    expect(total).toEqual({ reported_users: 3 });
  });

  it('finds rows by a part of a key whatever its case', async () => {
    const { rows } = await ask({ metrics: ['accepted'], by: ['user'], search: 'MEY' }, [
      [['ameyer'], { accepted: 1 }],
      [['bob'], { accepted: 2 }],
    ]);
    expect(rows).toEqual([{ user: 'ameyer', accepted: 1 }]);
  });

  it('gives the rows before only for the groups on the page', async () => {
    const query = {
      metrics: ['accepted'],
      by: ['user'],
      compare: 'previous' as const,
      order: { key: 'accepted' },
      limit: 1,
    };
    const { rows, comparison } = await ask(query, [
      [['ann'], { accepted: 1 }],
      [['bob'], { accepted: 2 }],
    ]);
    expect(rows).toEqual([{ user: 'bob', accepted: 2 }]);
    expect(comparison?.rows).toEqual([{ user: 'bob', accepted: 2 }]);
  });

  it('asks what was before of the people on the page alone, unless one is known by id only', async () => {
    const namedBefore = async (first: string, limit: number | null) => {
      const query = { metrics: ['accepted'], by: ['user'], range: RANGE, compare: 'previous' as const, limit };
      const asked: Scan[] = [];
      await evaluate(
        planQuery(parseQuery(query), ['org:acme']),
        async (scan) => {
          asked.push(scan);
          return [first, 'zoe'].map((user) => ({ keys: [user], values: [1] }));
        },
        COVERED,
        () => new Set(eachDay(RANGE)),
      );
      return asked.filter(({ id }) => id.startsWith('before:')).map(({ where }) => where);
    };
    expect(await namedBefore('ann', 1)).toEqual([[{ dimension: 'user', is: 'in', values: ['ann'] }]]);
    expect(await namedBefore('4711', 1)).toEqual([[]]);
    expect(await namedBefore('ann', null)).toEqual([[]]);
  });
});
