import { DIMENSIONS, METRICS } from '@flightdeck/catalog';
import type { MetricQueryInput } from '@flightdeck/query';
import { FOREIGN, OWN, RANGE } from '../world.ts';

/** Numbers from 0 to below 1, the same at every run. */
export type Random = () => number;

/** Random numbers of a seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of a list. */
export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** None to so many of a list, each once. */
export function some<T>(random: Random, from: readonly T[], most: number): T[] {
  const left = [...from];
  return Array.from({ length: Math.floor(random() * (most + 1)) }, () => left.splice(random() * left.length, 1)).flat();
}

/** Metrics of what the installation has received, which are asked most. */
const USUAL = [
  ...['accepted', 'generated', 'acceptance_rate', 'active_users', 'reported_users', 'interactions', 'loc_added'],
  ...['loc_added_per_active_day', 'active_days', 'team_members', 'people_in_several_teams', 'agent_users'],
  ...['people_with_phase', 'active_working_days', 'adoption_score', 'phase_people'],
].filter((name) => METRICS.some((metric) => metric.name === name));
const ALL_METRICS = METRICS.map(({ name }) => name);
const USUAL_DIMENSIONS = [
  'day',
  'week',
  'team',
  'organization',
  'user',
  'language',
  'ide',
  'feature',
  'model',
  'phase_to',
];
const ALL_DIMENSIONS = DIMENSIONS.map(({ name }) => name);

/** Names that a question may use of what its asker sees and of what they do not. */
export interface Vocabulary {
  readonly teams: readonly string[];
  readonly people: readonly string[];
}

/** A name with a slip: another case, a letter too few, two swapped, a wildcard of other systems, a trick. */
export function misspelt(random: Random, name: string): string {
  const at = Math.floor(random() * name.length);
  return pick(random, [
    name.toUpperCase(),
    name.slice(0, -1),
    `${name.slice(0, at)}${name.slice(at + 1)}`,
    ...[`${name}%`, `${name}*`, `%${name.slice(2)}`, `${name}' OR '1'='1`, ` ${name} `, `${OWN}/${name}`],
    ...[`${FOREIGN}/${name}`, `${name} (7001)`, `__proto__`, ''.padEnd(3, '_')],
  ]);
}

/** Filters of what its asker sees and of what they do not. */
export function filters(random: Random, { teams, people }: Vocabulary): NonNullable<MetricQueryInput['where']> {
  const named = (dimension: string, chance: number, names: readonly string[], most: number) =>
    random() < chance
      ? [
          {
            dimension,
            is: random() < 0.25 ? ('not_in' as const) : ('in' as const),
            values: some(random, names, most).map((name) => (random() < 0.12 ? misspelt(random, name) : name)),
          },
        ]
      : [];
  return [
    ...named('team', 0.35, teams, 3),
    ...named('organization', 0.2, [OWN, FOREIGN, 'aurora', '@api.github.com'], 2),
    ...named('user', 0.12, people, 3),
    ...named('granting_team', 0.03, teams, 1),
    ...named('enterprise', 0.03, ['aurora'], 1),
    ...named('language', 0.1, ['typescript', 'go', 'python'], 2),
    ...named('phase_from', 0.03, ['0', '1', '2'], 2),
  ].filter(({ values }) => values.length > 0);
}

/** A question of anything at all, of one's own and of others, right and wrong. */
export function randomQuestion(random: Random, vocabulary: Vocabulary): MetricQueryInput {
  const metrics = some(random, random() < 0.8 ? USUAL : ALL_METRICS, 3);
  const asked = metrics.length > 0 ? metrics : ['accepted'];
  const times = ['day', 'week', 'month'];
  const by = some(random, random() < 0.85 ? USUAL_DIMENSIONS : ALL_DIMENSIONS, 2).filter(
    (name, index, names) => !times.includes(name) || !names.slice(0, index).some((before) => times.includes(before)),
  );
  const sortable = [...asked, ...by];
  return {
    metrics: asked,
    by,
    over: random() < 0.05 ? some(random, ALL_DIMENSIONS, 1) : [],
    range: pick(random, [
      RANGE,
      RANGE,
      { from: '2026-10-28', to: RANGE.to },
      { from: '2026-10-27', to: '2026-10-27' },
      { from: '2026-09-01', to: '2026-11-30' },
    ]),
    where: filters(random, vocabulary),
    total: random() < 0.5,
    compare: random() < 0.15 ? pick(random, ['previous', 'year'] as const) : null,
    order: random() < 0.25 ? { key: pick(random, sortable), descending: random() < 0.7 } : null,
    limit: random() < 0.2 ? Math.floor(random() * 6) : null,
    offset: random() < 0.1 ? Math.floor(random() * 4) : 0,
    search: random() < 0.05 ? pick(random, [...vocabulary.teams, ...vocabulary.people]).slice(0, 3) : null,
    having:
      random() < 0.05
        ? { metric: pick(random, asked), atLeast: Math.floor(random() * 20), below: null, orNull: false }
        : null,
    ...(random() < 0.08 ? { asOf: pick(random, ['2026-11-04T00:00:00Z', '2026-11-06T00:00:00Z']) } : {}),
  };
}

/** The same question as Grafana writes it in a URL: variables, an automatic bucket, the first of a list. */
export function toUrl(random: Random, { metrics, by = [], range, where = [], having, asOf }: MetricQueryInput): string {
  const search = new URLSearchParams({ metrics: metrics.join(','), from: range.from, to: range.to });
  // Before the filters, so that one more at their end changes nothing else.
  if (random() < 0.3) search.set('top', `${1 + Math.floor(random() * 3)}:${pick(random, metrics)}`);
  const isAuto = random() < 0.4;
  if (by.length > 0) search.set('by', by.join(','));
  if (!by.some((name) => ['day', 'week', 'month'].includes(name)) && isAuto) search.set('grain', 'auto');
  for (const [index, { dimension, is, values }] of where.entries()) {
    // Values of one variable are one condition, so that only the first of a dimension can be written as one.
    const isFirst = where.findIndex((filter) => filter.dimension === dimension) === index;
    const isVariable = is !== 'not_in' && isFirst && random() < 0.5;
    if (isVariable) for (const value of values) search.append(`var-${dimension}`, value);
    else search.append('where', `${dimension}${is === 'not_in' ? '!=' : '='}${values.join(',')}`);
  }
  if (having?.metric !== undefined) search.set('having', `${having.metric}:${having.atLeast ?? ''}:`);
  if (asOf) search.set('asOf', asOf);
  return `/api/v1/rows?${search}`;
}
