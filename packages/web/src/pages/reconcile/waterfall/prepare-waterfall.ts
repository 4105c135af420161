import { findMetric, type Unit } from '@flightdeck/catalog';
import { type Evidence, exceeds, type Reconciliation, wayRows } from '@flightdeck/reconcile';
import { formatChange, formatExact, formatSize, minuteOf, plural, tickWriter } from '../../../format/format.ts';
import { type Axis, axisForLines } from '../../../plot/axis/axis.ts';
import { linear } from '../../../plot/axis/scale.ts';
import type { TableModel } from '../../../table/table.ts';
import * as text from '../../../text/pages/reconcile.ts';

/** What a row of the way is: an end, a cause that adds or takes, one whose share is unknown, or the remainder. */
export type WayKind = 'theirs' | 'adds' | 'takes' | 'untold' | 'unexplained' | 'ours';

/** One row of the way from their number to ours. */
export interface WayMark {
  /** `theirs`, the name of a cause, `unexplained` or `ours`. */
  readonly step: string;
  readonly kind: WayKind;
  readonly label: string;
  readonly sentence: string;
  /** `2 days · 3 people`; empty where nothing but definitions stands behind it. */
  readonly evidence: string;
  /** Both ends of the bar as parts of the axis, 0–1, the lower first; null without a bar. */
  readonly bar: readonly [low: number, high: number] | null;
  /** Where the row before ended, as a part of the axis; null at the ends. */
  readonly from: number | null;
  /** `352`, `+19`, `unknown`. */
  readonly amount: string;
  /** The number after the row; empty at the ends. */
  readonly running: string;
}

/** Everything the waterfall decides before it has a size. */
export interface Waterfall {
  readonly marks: readonly WayMark[];
  readonly axis: Axis;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** True: the axis does not begin at zero, so the bars of the two numbers fade out. */
  readonly isCut: boolean;
  /** Written above the amounts. */
  readonly unit: string;
  readonly sentence: string;
  readonly table: TableModel;
}

/** The way from their number to ours as rows of a waterfall; what is left is measured by the tolerance. */
export function prepareWaterfall(answer: Reconciliation, tolerance = 0): Waterfall {
  const { unit, theirs, ours, steps } = answer;
  const stops = [theirs.value, ...steps.map(({ running }) => running), ours.value].filter((stop) => stop !== null);
  const axis = axisOf(stops, unit);
  const scale = linear([axis.min, axis.max], [0, 1]);
  const at = (value: number): number => Math.min(1, Math.max(0, scale(value)));
  const evidence = new Map<string, string>(steps.map((step) => [step.cause, evidenceWords(step.evidence)]));
  const rows = wayRows(answer);
  let last: number | null = null;
  const marks = rows.map(({ step, label, amount, running, sentence }): WayMark => {
    const before = last;
    const kind = kindOf(step, amount);
    const isEnd = kind === 'theirs' || kind === 'ours';
    if (running !== null) last = running;
    return {
      step,
      kind,
      label,
      sentence: isEnd
        ? endWords(kind === 'theirs' ? theirs : ours)
        : step === 'unexplained' && amount !== null
          ? leftWords(answer, tolerance)
          : sentence,
      evidence: evidence.get(step) ?? '',
      bar: barOf({ isEnd, amount, running, before }, axis.min, at),
      from: isEnd || before === null || amount === null ? null : at(before),
      amount: isEnd ? formatExact(running, unit) : amount === null ? text.unknown : formatChange(amount, unit),
      running: isEnd || running === null ? '' : formatExact(running, unit),
    };
  });
  const write = tickWriter(axis.ticks, unit);
  return {
    marks,
    axis,
    ticks: axis.ticks.map((tick, index) => ({
      at: at(tick),
      text: `${write(tick)}${index === axis.ticks.length - 1 ? ` ${unit === 'ratio' ? '%' : unit}` : ''}`,
    })),
    isCut: axis.min > 0,
    unit: unit === 'ratio' ? text.points : unit,
    sentence: sentenceOf(answer),
    table: {
      head: [
        text.step,
        unit === 'ratio' ? text.wayColumns.points : text.wayColumns.amount,
        text.wayColumns.number,
        text.wayColumns.why,
      ],
      rows: marks.map((mark, index) => [
        mark.label,
        mark.kind === 'theirs' || mark.kind === 'ours' ? '' : mark.amount,
        formatExact(rows[index]?.running, unit),
        mark.sentence,
      ]),
      text: [3],
    },
  };
}

function kindOf(step: string, amount: number | null): WayKind {
  if (step === 'theirs' || step === 'ours' || step === 'unexplained') return step;
  return amount === null ? 'untold' : amount < 0 ? 'takes' : 'adds';
}

function endWords({ window, readAt }: Reconciliation['ours']): string {
  const days = window.slice(0, 1).toUpperCase() + window.slice(1);
  return readAt ? text.readAt({ days, minute: minuteOf(new Date(readAt)) }) : days;
}

function leftWords(answer: Reconciliation, tolerance: number): string {
  if (answer.unexplained === 0) return text.allExplained;
  const allowed = { tolerance: formatSize(tolerance, answer.unit) };
  return exceeds(answer, tolerance) ? text.leftMore(allowed) : text.leftWithin(allowed);
}

interface Ends {
  readonly isEnd: boolean;
  readonly amount: number | null;
  readonly running: number | null;
  readonly before: number | null;
}

function barOf({ isEnd, amount, running, before }: Ends, min: number, at: (value: number) => number): WayMark['bar'] {
  if (running === null || (!isEnd && (amount === null || amount === 0))) return null;
  const other = isEnd ? Math.max(0, min) : (before ?? running);
  const [low, high] = [at(Math.min(other, running)), at(Math.max(other, running))];
  return [low, high];
}

/** An axis around all stops; from zero unless they lie close together and far from it. */
function axisOf(stops: readonly number[], unit: Unit): Axis {
  const least = Math.min(0, ...stops);
  const axis = axisForLines(stops.filter((stop) => stop >= 0));
  const step = (axis.ticks[1] ?? 1) - (axis.ticks[0] ?? 0);
  if (least < 0) {
    const below = Math.ceil(-least / step);
    const ticks = Array.from({ length: below }, (_, index) => (index - below) * step);
    const above = axis.min > 0 ? [0, axis.max] : axis.ticks;
    return { min: -below * step, max: axis.max, ticks: [...ticks, ...above] };
  }
  // Halves of people have no tick.
  if (unit === 'ratio' || axis.ticks.every((tick) => Number.isInteger(tick))) return axis;
  const [min, max] = [Math.floor(axis.min), Math.ceil(axis.max)];
  return {
    min,
    max,
    ticks: max - min <= 6 ? Array.from({ length: max - min + 1 }, (_, index) => min + index) : [min, max],
  };
}

/** `2 days · 41 people · 3 organizations`. */
export function evidenceWords({ days, people, groups, about }: Evidence): string {
  const named = days.length > 0 ? days.length : about.length;
  return [
    ...(named > 0 ? [plural(named, 'day')] : []),
    ...(people.length > 0 ? [plural(people.length, 'person', 'people')] : []),
    ...(groups.length > 0 ? [text.addedUp({ groups: groups.length })] : []),
  ].join(' · ');
}

function sentenceOf({ metric, label, unit, theirs, ours, steps, unexplained }: Reconciliation): string {
  if (theirs.value === null || ours.value === null) return text.numberMissing({ label });
  const causes = steps.map((step) => `${step.label} ${formatChange(step.amount, unit)}`);
  const left =
    unexplained === null ? text.remainderUnknown : text.remainder({ change: formatChange(unexplained, unit) });
  return text.waySentence({
    metric: findMetric(metric)?.label ?? label,
    theirs: `${theirs.label} ${formatExact(theirs.value, unit)}`,
    steps: [...causes, left].join(', '),
    ours: `${ours.label} ${formatExact(ours.value, unit)}`,
  });
}
