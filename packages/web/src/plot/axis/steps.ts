import { type Day, type DayRange, eachDay, weekOf } from '@flightdeck/catalog';
import type { Coverage } from '@flightdeck/query';
import { formatDay, formatLongDay, formatRange, isWeekend, monthName } from '../../format/format.ts';
import * as text from '../../text/plot.ts';
import { type Bucket, bucketsOf, type Grain } from '../../view/range.ts';

/** One place on a time axis with what is known about its days. */
export interface Step extends Bucket {
  /** Short name for the axis: `26 Oct`, `Oct`. */
  readonly tick: string;
  /** Full name for tooltips and tables: `Mon 9 Nov 2026`, `28 Sep – 4 Oct 2026`. */
  readonly label: string;
  /** Some of its days can still change. */
  readonly provisional: boolean;
  /** Its days that were never received. */
  readonly missing: readonly Day[];
  readonly days: number;
  readonly weekend: boolean;
}

const NO_COVERAGE: Coverage = { finalTo: null, provisional: [], missing: [], noReport: [] };

/** The time axis of a range with the state of its days. */
export function prepareSteps(range: DayRange, grain: Grain, coverage: Coverage = NO_COVERAGE): Step[] {
  const provisional = new Set(coverage.provisional);
  const missing = new Set(coverage.missing);
  return bucketsOf(range, grain).map((bucket) => {
    const days = eachDay(bucket);
    return {
      ...bucket,
      tick: grain === 'month' ? monthTick(bucket.key) : formatDay(bucket.key),
      label: labelOf(bucket, grain),
      provisional: days.some((day) => provisional.has(day)),
      missing: days.filter((day) => missing.has(day)),
      days: days.length,
      weekend: grain === 'day' && isWeekend(bucket.key),
    };
  });
}

const monthTick = (day: Day): string => (day.slice(5, 7) === '01' ? day.slice(0, 4) : monthName(day));

function labelOf(bucket: Bucket, grain: Grain): string {
  if (grain === 'day') return formatLongDay(bucket.key);
  if (grain === 'month' && !bucket.part) return `${monthName(bucket.key)} ${bucket.key.slice(0, 4)}`;
  return `${formatRange(bucket)} ${bucket.to.slice(0, 4)}`;
}

/** What stands right of the name in a tooltip: `provisional`, `5 of 7 days`, `1 day missing`; empty when settled. */
export function stateOf(step: Step, grain: Grain): string {
  if (step.missing.length > 0) return step.days === 1 ? text.missing : text.daysMissing({ days: step.missing.length });
  if (step.provisional) return grain === 'day' ? text.provisional : text.soFar;
  if (step.part) return grain === 'week' ? text.ofSevenDays(step) : text.daysOfMonth(step);
  return '';
}

/** Least pixels a label of the time axis needs. */
const LABEL_WIDTH = 62;

/** Indices of the steps that get a label: Mondays at day grain, else every nth whole step, at least 62 px each. */
export function labelledSteps(steps: readonly Step[], grain: Grain, stepWidth: number): number[] {
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / Math.max(stepWidth, 0.01)));
  if (grain === 'day' && every > 1) {
    const mondays = steps.flatMap(({ key }, index) => (weekOf(key) === key ? [index] : []));
    const skip = Math.max(1, Math.ceil(LABEL_WIDTH / (7 * stepWidth)));
    return mondays.filter((_, index) => index % skip === 0);
  }
  const start = steps[0]?.part && steps.length > 2 ? 1 : 0;
  return steps.flatMap((_, index) => (index >= start && (index - start) % every === 0 ? [index] : []));
}
