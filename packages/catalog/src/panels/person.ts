import type { DimensionName } from '../names.ts';
import { OUTPUTS, type Outputs, type Population } from './choices/population.ts';
import { outputsPanel } from './outputs-panel.ts';
import type { Panel } from './panel.ts';
import { ranking } from './ranking.ts';
import { tile } from './tile.ts';

const ranked = (by: DimensionName, title: string, says: string, { generated, accepted, rate }: Outputs): Panel => ({
  id: `person-${by}`,
  page: 'person',
  title,
  says,
  chart: 'ranked',
  metrics: [generated, accepted, rate],
  measures: ranking(generated, accepted, rate),
  by: [by],
  overTime: false,
  span: 4,
  limit: 8,
});

/** Panels about one person, counting outputs of the population: like those of a page, filtered by a login. */
export function personPanels(population: Population): readonly Panel[] {
  const outputs = OUTPUTS[population];
  const { generated, accepted, rate, what } = outputs;
  return [
    ...['interactions' as const, generated, accepted, rate, 'loc_added' as const, 'ai_credits_used' as const].map(
      (metric) => tile('person', metric),
    ),
    outputsPanel('person', outputs),
    {
      id: 'person-prompts',
      page: 'person',
      title: 'Prompts by mode',
      says: 'Prompts people sent, by feature',
      chart: 'stacked',
      metrics: ['interactions'],
      by: ['feature'],
      overTime: true,
      span: 6,
    },
    ranked('language', 'Languages', `${what.charAt(0).toUpperCase()}${what.slice(1)}, by language`, outputs),
    {
      id: 'person-versions',
      page: 'person',
      title: 'Editors and versions',
      says: 'Outputs by the last known version of the day',
      chart: 'versions',
      metrics: ['generated'],
      by: ['ide', 'ide_version', 'plugin_version'],
      overTime: false,
      span: 4,
    },
    ranked('model', 'Models', 'All outputs by model: chat and agent work only', OUTPUTS.all),
  ];
}
