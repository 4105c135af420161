import type { PanelOf } from '@flightdeck/catalog';
import type { Asked, MetricQueryInput } from '@flightdeck/query';
import { seatListQuestion } from '../seat-list/question.ts';

/** Least days of the ranking, with the bands that have at least as many. */
export const IDLE_FROM: readonly (readonly [days: number, bands: readonly string[]])[] = [
  [2, ['2-6', '7-13', '14-29', '30-59', '60-89', '90+', 'never']],
  [7, ['7-13', '14-29', '30-59', '60-89', '90+', 'never']],
  [14, ['14-29', '30-59', '60-89', '90+', 'never']],
  [30, ['30-59', '60-89', '90+', 'never']],
  [60, ['60-89', '90+', 'never']],
  [90, ['90+', 'never']],
];

/** Least days the ranking shows by itself. */
export const USUAL: (typeof IDLE_FROM)[number] = [30, ['30-59', '60-89', '90+', 'never']];

/** Seats without activity for so many days, those with most first. */
export function rankingQuestion(
  panel: PanelOf<'seat-ranking'>,
  asked: Asked,
  bands: readonly string[],
  limit: number,
): MetricQueryInput {
  const order = { key: 'seat_quiet_days', descending: true };
  return seatListQuestion(panel, asked, { dimension: 'idle_band', values: bands }, order, limit);
}
