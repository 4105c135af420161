import { dayCount, findMetric, type MetricName } from '@flightdeck/catalog';
import type { Definition, Part } from '../definition.ts';
import { rangeOf } from '../window.ts';
import { combine, openPeople, readPeople } from './reading.ts';
import type { Source } from './source.ts';

/** GitHub's own counts of people, by the days of their window. */
const PEOPLE: Readonly<Record<string, Readonly<Record<number, MetricName>>>> = {
  active_users: { 1: 'github_daily_active_users', 7: 'github_weekly_active_users', 28: 'github_monthly_active_users' },
  reported_users: {
    1: 'github_daily_active_users',
    7: 'github_weekly_active_users',
    28: 'github_monthly_active_users',
  },
  chat_users: { 28: 'github_monthly_chat_users' },
  agent_users: { 28: 'github_monthly_agent_users' },
  cli_users: { 1: 'github_daily_cli_users' },
};

/** GitHub's own totals: sums over its people, counts of everybody it reports. */
export const AGGREGATE: Source = {
  name: 'aggregate',
  label: "GitHub's totals",
  says: "GitHub's own 1-day totals of the scope, added up over the days; its counts of people of 1, 7 or 28 days.",
  needs: [],
  make({ definition }, given) {
    const base: Definition = { ...definition, ...(given.window && { window: given.window }), ...given.adjust };
    const total = toTotals(base);
    if (!total || base.scope.names.length !== 1) return null;
    const people = given.people ?? 'reported';
    const read = { ...base, over: readPeople(base.over, people), under: readPeople(base.under, people) };
    return { definition: read, value: { of: total }, notes: [] };
  },
  readings: (ours, given) => combine(openPeople(ours, given), [null]),
};

/** The same made of GitHub's totals; null when they have no such number. */
export function toTotals(definition: Definition): Definition | null {
  const days = dayCount(rangeOf(definition.window));
  const over = totalOf(definition.over, days);
  const under = definition.under && totalOf(definition.under, days);
  return over && under !== undefined ? { ...definition, over, under } : null;
}

/** The metric of GitHub's totals that stands for a part; undefined when there is none. */
function totalOf(part: Part, days: number): Part | undefined {
  if (part.kind === 'latest') return undefined;
  const metric = findMetric(part.kind === 'people' ? (PEOPLE[part.rule]?.[days] ?? '') : `github_${part.metric}`);
  if (metric === undefined) return undefined;
  return { kind: part.kind === 'people' ? 'latest' : 'sum', metric: metric.name, where: part.where };
}
