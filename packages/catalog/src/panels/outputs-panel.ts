import { type Outputs, saysOf } from './choices/population.ts';
import type { Panel } from './panel.ts';

/** Outputs of the population over time and those of them accepted, on the page of that name. */
export const outputsPanel = (page: string, { generated, accepted, both }: Outputs): Panel => ({
  id: `${page}-suggestions`,
  page,
  title: both,
  says: saysOf(accepted),
  chart: 'bullet',
  metrics: [generated, accepted],
  measures: [{ label: '', whole: generated, part: accepted }],
  by: [],
  overTime: true,
  span: 6,
});
