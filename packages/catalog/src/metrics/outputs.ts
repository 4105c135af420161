import type { Unit } from '../facts/fact.ts';
import { ALL, sum, WITH_PROMPTS } from '../measures/define.ts';
import type { Measure } from '../measures/measure-type.ts';
import { aggregate, BREAKDOWN, define, measure, NOT_PROMPTS, ratio, users } from './define.ts';
import type { Metric, MetricColour } from './metric.ts';

/** Prompts, outputs, acceptances and lines. */
export const OUTPUT_MEASURES: readonly Measure[] = [
  sum('interactions', 'user_initiated_interaction_count', WITH_PROMPTS),
  sum('generated', 'code_generation_activity_count', ALL),
  sum('accepted', 'code_acceptance_activity_count', ALL),
  sum('loc_suggested_to_add', 'loc_suggested_to_add_sum', ALL),
  sum('loc_suggested_to_delete', 'loc_suggested_to_delete_sum', ALL),
  sum('loc_added', 'loc_added_sum', ALL),
  sum('loc_deleted', 'loc_deleted_sum', ALL),
];

const SCOPES_WITH_PROMPTS = ['scope_day', 'scope_day_ide', 'scope_day_feature', 'scope_day_model_feature'] as const;
const ALL_OF_SCOPES = [
  'scope_day',
  'scope_day_ide',
  'scope_day_feature',
  'scope_day_language_feature',
  'scope_day_model_feature',
  'scope_day_language_model',
] as const;

/** GitHub's own totals of a scope: the metric of people they stand beside, the field. */
const GITHUB_TOTALS = [
  ['interactions', 'user_initiated_interaction_count'],
  ['generated', 'code_generation_activity_count'],
  ['accepted', 'code_acceptance_activity_count'],
  ['loc_suggested_to_add', 'loc_suggested_to_add_sum'],
  ['loc_suggested_to_delete', 'loc_suggested_to_delete_sum'],
  ['loc_added', 'loc_added_sum'],
  ['loc_deleted', 'loc_deleted_sum'],
] as const;

/** GitHub's own totals of a scope. */
export const SCOPE_TOTAL_MEASURES: readonly Measure[] = GITHUB_TOTALS.map(([name, field]) =>
  sum(`github_${name}`, field, name === 'interactions' ? SCOPES_WITH_PROMPTS : ALL_OF_SCOPES),
);

/** What GitHub's own totals are called. */
const TOTALS: Readonly<Record<(typeof GITHUB_TOTALS)[number][0], readonly [string, Unit, MetricColour]>> = {
  interactions: ['Prompts', 'prompts', 'chat'],
  generated: ['All outputs', 'outputs', 'suggested'],
  accepted: ['All outputs accepted', 'acceptances', 'accepted'],
  loc_suggested_to_add: ['All lines suggested', 'lines', 'suggested'],
  loc_suggested_to_delete: ['All lines suggested for removal', 'lines', 'suggested'],
  loc_added: ['All lines added', 'lines', 'lines'],
  loc_deleted: ['All lines deleted', 'lines', 'lines'],
};

/** Prompts, outputs, acceptances and lines of all features. */
export const OUTPUT_METRICS: readonly Metric[] = [
  define(
    'interactions',
    'Prompts',
    'prompts',
    'chat',
    measure('interactions'),
    'Prompts people really sent.',
    users('user_initiated_interaction_count'),
    { caveats: ['GitHub reports no prompts by language.', BREAKDOWN] },
  ),
  define(
    'generated',
    'All outputs',
    'outputs',
    'suggested',
    measure('generated'),
    'Separate outputs of all features.',
    users('code_generation_activity_count'),
    { caveats: [NOT_PROMPTS, BREAKDOWN] },
  ),
  define(
    'accepted',
    'All outputs accepted',
    'acceptances',
    'accepted',
    measure('accepted'),
    'Built-in accept actions of all features.',
    users('code_acceptance_activity_count'),
    { caveats: ['The Copy button counts, Ctrl+C does not.', BREAKDOWN] },
  ),
  define(
    'acceptance_rate',
    'Acceptance rate of all outputs',
    'ratio',
    'accepted',
    ratio('accepted', 'generated'),
    'Accepted ÷ suggested over all features.',
    users('code_acceptance_activity_count ÷ code_generation_activity_count'),
    {
      better: 'up',
      caveats: [
        'Σ ÷ Σ over the selection, never a mean of rates.',
        'Agent outputs are rarely accepted by a built-in action and lower it.',
      ],
    },
  ),
  define(
    'loc_suggested_to_add',
    'All lines suggested',
    'lines',
    'suggested',
    measure('loc_suggested_to_add'),
    'Lines Copilot suggested, without agent edits.',
    users('loc_suggested_to_add_sum'),
    { caveats: ['The CLI contributes since 2 Jul 2026.', BREAKDOWN] },
  ),
  define(
    'loc_suggested_to_delete',
    'All lines suggested for removal',
    'lines',
    'suggested',
    measure('loc_suggested_to_delete'),
    'Lines Copilot suggested to delete.',
    users('loc_suggested_to_delete_sum'),
    { caveats: ['Usually 0 in editors.', BREAKDOWN] },
  ),
  define(
    'loc_added',
    'All lines added',
    'lines',
    'lines',
    measure('loc_added'),
    'Lines that reached files, agent edits included.',
    users('loc_added_sum'),
    { caveats: [BREAKDOWN] },
  ),
  define(
    'loc_deleted',
    'All lines deleted',
    'lines',
    'lines',
    measure('loc_deleted'),
    'Lines removed, today by agents.',
    users('loc_deleted_sum'),
    { caveats: [BREAKDOWN] },
  ),
  ...GITHUB_TOTALS.map(([name, field]) => {
    const [label, unit, colour] = TOTALS[name];
    return define(
      `github_${name}`,
      `${label}, GitHub's total`,
      unit,
      colour,
      measure(`github_${name}`),
      `${label} as GitHub adds them up for the scope.`,
      aggregate(field),
      {
        population: 'As GitHub counts it for the scope.',
        caveats: ['GitHub credits a person to every organization they belong to, so organizations cannot be added up.'],
      },
    );
  }),
];
