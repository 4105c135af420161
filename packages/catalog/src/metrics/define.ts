import type { Unit } from '../facts/fact.ts';
import type { MeasureName, MetricName } from '../names.ts';
import type { ReportKind } from '../reports/report.ts';
import type { Formula, Metric, MetricColour, MetricSource } from './metric.ts';

/** The measure of that name. */
export const measure = (name: MeasureName): Formula => ({ op: 'measure', measure: name });
/** One measure divided by another, 0–1 where the first is part of the second. */
export const ratio = (over: MeasureName, under: MeasureName): Formula => ({
  op: 'ratio',
  over: measure(over),
  under: measure(under),
  times: 1,
});

/** Population of distinct counts. */
export const PEOPLE_ONCE =
  'Distinct people over the range, each counted once, however many days, teams or organizations they have.';
const ROWS = 'Everyone with a row in the user report: a licence in the scope and any Copilot event that day.';
/** Caveat of counters that a breakdown can be missing. */
export const BREAKDOWN =
  'By language, editor, feature or model the parts can be less than the total: people seen only by the server have no breakdown.';
/** Caveat of outputs. */
export const NOT_PROMPTS = 'Outputs and prompts are not comparable: one prompt can give several outputs.';

/** What most metrics leave out. */
export interface MetricOptions {
  /** The label unless given. */
  readonly mark?: string;
  readonly better?: Metric['better'];
  readonly population?: string;
  readonly caveats?: readonly string[];
  readonly comparable?: boolean;
  /** 1 unless the formula has changed since it was first published. */
  readonly version?: number;
}

/** A metric; neutral and about everyone with a row, unless the options say otherwise. */
export function define(
  name: MetricName,
  label: string,
  unit: Unit,
  colour: MetricColour,
  formula: Formula,
  definition: string,
  source: readonly MetricSource[],
  options: MetricOptions = {},
): Metric {
  return Object.freeze({
    name,
    label,
    mark: options.mark ?? label,
    unit,
    colour,
    formula,
    definition,
    source,
    better: options.better ?? 'neutral',
    population: options.population ?? ROWS,
    caveats: options.caveats ?? [],
    comparable: options.comparable ?? true,
    version: options.version ?? 1,
  });
}

/** Source: a field of a report. */
export const from = (report: ReportKind, field: string): readonly MetricSource[] => [{ report, field }];
/** Source: a field of the 1-day user report. */
export const users = (field: string): readonly MetricSource[] => from('users-1-day', field);
/** Source: a field of GitHub's own 1-day totals. */
export const aggregate = (field: string): readonly MetricSource[] => from('aggregate-1-day', field);
