import type { Panel } from './panel.ts';

/** Days, weeks or months against the values of a dimension. */
export const HEATMAP_PANELS: readonly Panel[] = [
  {
    id: 'heatmaps-people',
    page: 'heatmaps',
    title: 'People by day',
    says: 'People with outputs by language and feature, because GitHub reports no prompts by them; people with prompts by editor and model',
    chart: 'heatmap',
    metrics: ['generating_users', 'active_users'],
    people: true,
    by: ['language'],
    overTime: true,
    span: 12,
    alternatives: ['ide', 'model', 'feature'],
    limit: 16,
  },
  {
    id: 'heatmaps-languages',
    page: 'heatmaps',
    title: 'Acceptance rates of completions by language',
    says: 'Completions accepted ÷ suggested; above or below the rate of the selection',
    chart: 'heatmap',
    metrics: ['completion_acceptance_rate', 'lines_acceptance_rate'],
    by: ['language'],
    overTime: true,
    span: 12,
    limit: 16,
  },
  {
    id: 'heatmaps-editors',
    page: 'heatmaps',
    title: 'Acceptance rate of all outputs by editor',
    says: 'GitHub reports no completions by editor, and so no rate by lines',
    chart: 'heatmap',
    metrics: ['acceptance_rate'],
    by: ['ide'],
    overTime: true,
    span: 12,
    limit: 16,
  },
];
