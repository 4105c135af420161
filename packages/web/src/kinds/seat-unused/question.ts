import type { PanelOf } from '@flightdeck/catalog';
import type { Asked, MetricQueryInput } from '@flightdeck/query';
import { seatListQuestion } from '../seat-list/question.ts';

/** Seats without any activity, those granted first at the top. */
export const unusedQuestion = (panel: PanelOf<'seat-unused'>, asked: Asked, limit: number): MetricQueryInput =>
  seatListQuestion(panel, asked, panel.where, { key: 'seat_created', descending: false }, limit);
