import { findMetric, type PanelOf } from '@flightdeck/catalog';
import type { Asked, MetricQueryInput } from '@flightdeck/query';
import { spanOf } from '../distribution/prepare.ts';
import { TOPS } from './prepare.ts';

/** How a reader has set the table. */
interface Chosen {
  readonly order: { readonly key: string; readonly descending: boolean };
  /** Part of a login; empty for everyone. */
  readonly search: string;
  /** An adoption band, by its name in the address. */
  readonly band: string | undefined;
}

/** The metric adoption is scored by. */
export const scoreOf = (panel: PanelOf<'table'>): string => panel.metrics[0] ?? '';

/** The metric of how much of what was suggested people accepted. */
export const rateOf = (panel: PanelOf<'table'>): string =>
  panel.metrics.find((name) => findMetric(name)?.unit === 'ratio') ?? '';

/** People in the order, search and band that were chosen. */
export function peopleQuestion(
  panel: PanelOf<'table'>,
  asked: Asked,
  { order, search, band }: Chosen,
): MetricQueryInput {
  const score = scoreOf(panel);
  return {
    metrics: [...panel.metrics],
    by: ['user'],
    range: asked.range,
    where: asked.where,
    order: panel.metrics.some((name) => name === order.key) || order.key === 'user' ? order : { ...order, key: score },
    search: search || null,
    having: spanOf(score, band),
    total: true,
  };
}

/** Days, teams and what each of these people uses most. */
export function detailQuestions(asked: Asked, logins: readonly string[]): MetricQueryInput[] {
  const base = {
    range: asked.range,
    where: [
      ...asked.where.filter((item) => item.dimension !== 'user'),
      { dimension: 'user', is: 'in' as const, values: [...logins] },
    ],
  };
  return [
    { ...base, metrics: ['interactions', 'agent_days'], by: ['day', 'user'] },
    { ...base, metrics: ['interactions'], by: ['team', 'user'] },
    ...TOPS.map((name) => ({ ...base, metrics: ['generated'], by: [name, 'user'] })),
  ];
}
