import { findMetric, METRICS } from '@flightdeck/catalog';
import { RECONCILABLE, type ReconcileRequest, SOURCES } from '@flightdeck/reconcile';
import { FOREIGN, OWN, RANGE } from '../world.ts';
import { filters, misspelt, pick, type Random, some, type Vocabulary } from './random-questions.ts';

type Scope = ReconcileRequest['scope'];
type Window = NonNullable<ReconcileRequest['against']['window']>;

/** Metrics of what the installation has received, which are compared most. */
const USUAL = RECONCILABLE.filter((name) => !/seat|credit|billed|premium|pull_request|legacy/.test(name));
const METRIC_NAMES = METRICS.map(({ name }) => name);
/** Files are handed over first, and only who did that can compare with one. */
const SOURCE_NAMES = SOURCES.map(({ name }) => name).filter((name) => name !== 'file');
const DAYS = ['2026-10-25', '2026-10-28', '2026-10-31', '2026-11-02'];
const RANGES = [RANGE, RANGE, { from: '2026-10-28', to: RANGE.to }, { from: '2026-10-01', to: '2026-11-30' }];

function scopeOf(random: Random): Scope {
  const others = [[FOREIGN], [OWN, FOREIGN], ['@api.github.com'], ['aurora']];
  const names = random() < 0.8 ? [OWN] : pick(random, others);
  const isOff = random() < 0.04;
  return {
    dimension: random() < 0.95 ? 'organization' : 'enterprise',
    names: names.map((name) => (isOff ? misspelt(random, name) : name)),
  };
}

const windowOf = (random: Random): Window =>
  pick<Window>(random, [
    { kind: 'days', range: pick(random, RANGES) },
    { kind: 'rolling', days: 1 + Math.floor(random() * 28), to: pick(random, DAYS) },
    { kind: 'month', to: pick(random, DAYS) },
  ]);

/** A comparison of any number with anything, of one's own and of others, right and wrong. */
export function randomComparison(random: Random, vocabulary: Vocabulary): ReconcileRequest {
  const shared = pick(random, [
    { dimension: 'language', values: ['typescript'] },
    { dimension: 'feature', values: ['code_completion'] },
    { dimension: 'team', values: [pick(random, vocabulary.teams)] },
    { dimension: 'user', values: [pick(random, vocabulary.people)] },
  ]);
  const metric = pick(random, random() < 0.95 ? USUAL : METRIC_NAMES);
  const isRate = findMetric(metric)?.unit === 'ratio';
  const texts =
    random() < 0.1 ? ['many', '-3', '12 %', '1.2k'] : isRate ? ['31.2 %', '0 %'] : ['0', '52', '1,234', '900'];
  return {
    metric,
    range: pick(random, RANGES),
    scope: scopeOf(random),
    where: random() < 0.7 ? [] : filters(random, vocabulary).map((filter) => ({ ...filter, is: filter.is ?? 'in' })),
    ...(random() < 0.1 ? { share: shared } : {}),
    ...(random() < 0.08 ? { asOf: pick(random, ['2026-11-04T00:00:00Z', '2026-11-06T00:00:00Z']) } : {}),
    against: {
      source: random() < 0.6 ? 'dashboard' : pick(random, SOURCE_NAMES),
      ...(random() < 0.95 ? { text: pick(random, texts) } : {}),
      ...(random() < 0.6 ? { readAt: pick(random, ['2026-11-05T08:00:00Z', '2026-10-30T08:00:00Z']) } : {}),
      ...(random() < 0.3 ? { window: windowOf(random) } : {}),
      ...(random() < 0.2 ? { scope: scopeOf(random) } : {}),
      ...(random() < 0.2 ? { people: pick(random, ['prompts', 'reported'] as const) } : {}),
      ...(random() < 0.2 ? { organizations: some(random, [OWN, FOREIGN, 'aurora'], 2) } : {}),
    },
  };
}
