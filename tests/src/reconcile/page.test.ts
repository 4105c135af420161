import type { Day } from '@flightdeck/catalog';
import { type Ask, compareWith } from '@flightdeck/reconcile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAsk, load, openBench } from './loading.ts';
import { FINAL, MONDAY, STATEMENTS } from './statements.ts';

const bench = openBench();
const scopeOf = (index: number): string => `s${index}`;
let ours: Ask;
const files = new Map<number, Ask>();

beforeAll(async () => {
  const tools = await bench.open();
  for (const [index, { received, file }] of STATEMENTS.entries()) {
    for (const { rows, report = 'users-1-day', at = FINAL, scope = `org:${scopeOf(index)}` } of received)
      await load(tools, scope, report, daysOf(rows), at, (one) => rows.filter((row) => dayOf(row) === one));
    if (!file) continue;
    const other = await bench.open();
    await load(other, `org:${scopeOf(index)}`, 'users-1-day', daysOf(file), FINAL, () => file);
    files.set(index, await createAsk(other.store));
  }
  ours = await createAsk(tools.store);
}, 120_000);
afterAll(() => bench.close());

const dayOf = (row: object): Day => (row as { readonly day: Day }).day;
const daysOf = (rows: readonly object[]): readonly Day[] => [...new Set(rows.map(dayOf))].sort();

describe("GitHub's reconciling page", () => {
  it.each(STATEMENTS.map((statement, index) => [statement.says, statement, index] as const))(
    '%s',
    async (_says, { against, given = {}, question = {}, way, people }, index) => {
      const file = files.get(index);
      const result = await compareWith(
        against,
        {
          metric: 'active_users',
          range: { from: MONDAY, to: MONDAY },
          scope: { dimension: 'organization', names: [scopeOf(index)] },
          ...question,
        },
        { ...given, ...(file && { rows: { ask: file, name: 'export.ndjson' } }) },
        ours,
      );
      const near = (amount: number | null) => (amount === null ? null : Number(amount.toFixed(9)));
      expect([
        near(result.theirs.value),
        ...result.steps.map(({ cause, amount }) => [cause, near(amount)]),
        near(result.unexplained),
        near(result.ours.value),
      ]).toEqual(way.map((part) => (typeof part === 'number' ? near(part) : [part[0], near(part[1])])));
      if (people) expect(result.reading?.people).toBe(people);
    },
  );
});
