import { findMetric } from '../../metrics/metrics.ts';
import type { MetricName } from '../../names.ts';

/** Which outputs a page counts: inline completions, or the outputs of all features. */
export type Population = 'completions' | 'all';

/** The metrics a page counts outputs by, and the words of its panels. */
export interface Outputs {
  readonly generated: MetricName;
  readonly accepted: MetricName;
  readonly rate: MetricName;
  readonly suggestedLines: MetricName;
  readonly lines: MetricName;
  /** Null where agent edits add lines that nobody suggested, so that lines have no rate. */
  readonly linesRate: MetricName | null;
  /** A target of the rate, 0–1; null where the rate is of too many things to have one. */
  readonly target: number | null;
  /** What is counted, within a title: `Highest rate by team, completions`. */
  readonly what: string;
  /** The same as a noun in a sentence. */
  readonly noun: string;
  /** The title of what was suggested and accepted. */
  readonly both: string;
  readonly bothLines: string;
}

/** The metrics of each population. */
export const OUTPUTS: Readonly<Record<Population, Outputs>> = Object.freeze({
  completions: {
    generated: 'completions_generated',
    accepted: 'completions_accepted',
    rate: 'completion_acceptance_rate',
    suggestedLines: 'completions_lines_suggested',
    lines: 'completions_lines_accepted',
    linesRate: 'lines_acceptance_rate',
    target: 0.2,
    what: 'completions',
    noun: 'completions',
    both: 'Completions suggested and accepted',
    bothLines: 'Completion lines suggested and accepted',
  },
  all: {
    generated: 'generated',
    accepted: 'accepted',
    rate: 'acceptance_rate',
    suggestedLines: 'loc_suggested_to_add',
    lines: 'loc_added',
    linesRate: null,
    target: null,
    what: 'all outputs',
    noun: 'outputs of all features',
    both: 'All outputs and those accepted',
    bothLines: 'All lines suggested and added',
  },
});

/** The pages that can count either: which they begin with, and which alone where GitHub reports no other. */
export const POPULATION_PAGES: Readonly<Record<string, { readonly first: Population; readonly only?: string }>> =
  Object.freeze({
    overview: { first: 'completions' },
    teams: { first: 'completions' },
    languages: { first: 'completions' },
    people: { first: 'all' },
    person: { first: 'all' },
    editors: { first: 'all', only: 'GitHub reports no completions by editor' },
  });

/** What a page counts when a reader has chosen this, or nothing (null). */
export function populationOf(page: string, chosen: Population | null): Population {
  const { first, only } = POPULATION_PAGES[page] ?? { first: 'all' as const };
  return chosen === null || only !== undefined ? first : chosen;
}

/** The metric's label, which is also the title of what shows it alone. */
export const titleOf = (metric: MetricName): string => findMetric(metric)?.label ?? metric;

/** The metric's definition as it stands under a title, without its full stop. */
export const saysOf = (metric: MetricName): string => (findMetric(metric)?.definition ?? '').replace(/\.$/, '');
