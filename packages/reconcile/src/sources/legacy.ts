import type { MetricName } from '@flightdeck/catalog';
import type { Part } from '../definition.ts';
import type { Source } from './source.ts';

/** What the older APIs called it. @source github-copilot-data: no official mapping was found; ours. */
const OLDER: Readonly<Record<string, MetricName>> = {
  active_users: 'legacy_active_users',
  reported_users: 'legacy_active_users',
  chat_users: 'legacy_chat_users',
};
const OLDER_SUMS: Readonly<Record<string, MetricName>> = {
  'generated completions': 'legacy_completions_generated',
  'accepted completions': 'legacy_completions_accepted',
  'loc_suggested_to_add completions': 'legacy_lines_suggested',
  'loc_added completions': 'legacy_lines_accepted',
  'interactions chat': 'legacy_chat_prompts',
};

/** Imported history of GitHub's closed APIs, where both have the same days. */
export const LEGACY: Source = {
  name: 'legacy',
  label: 'Older API',
  says: "GitHub's closed copilot/metrics and copilot/usage, as imported: a different population and different features.",
  needs: [],
  make({ definition }, given) {
    const base = { ...definition, ...(given.window && { window: given.window }), ...given.adjust };
    const older = (part: Part): Part | null => {
      const name =
        part.kind === 'people'
          ? OLDER[part.rule]
          : OLDER_SUMS[`${part.kind === 'sum' ? part.metric : ''} ${base.features}`];
      if (name === undefined) return null;
      return { kind: part.kind === 'people' ? 'latest' : 'sum', metric: name, where: part.where };
    };
    const [over, under] = [older(base.over), base.under && older(base.under)];
    if (!over || (base.under && !under)) return null;
    return {
      definition: base,
      value: { of: { ...base, over, under, features: 'all' } },
      notes: [
        'The older APIs counted different people and different features, and GitHub gives no mapping: the unexplained remainder includes that.',
      ],
    };
  },
};
