import { addDays, type Day, type DayRange, dayCount } from '@flightdeck/catalog';
import { formatPercent, type QueryResult } from '@flightdeck/query';
import type { Ask } from '../ask.ts';
import { type Boundary, findBoundaries } from '../boundaries.ts';
import type { ScopeChoice } from '../definition.ts';
import { formatDay } from '../window.ts';

/**
 * Activity that fell on one feature while it rose on another when a client version spread: people hardly change their
 * habits on the day of an update, but the feature GitHub counts their work under may.
 */
export interface AttributionShift {
  /** Feature whose share fell, and the one whose share rose. */
  readonly from: string;
  readonly to: string;
  /** Days in which the version spread. */
  readonly range: DayRange;
  readonly versions: Boundary['versions'];
  /** Shares of all outputs in the days before and after, 0–1. */
  readonly before: { readonly from: number; readonly to: number };
  readonly after: { readonly from: number; readonly to: number };
  /** Days compared. */
  readonly compared: { readonly before: DayRange; readonly after: DayRange };
  readonly sentence: string;
}

/** Days before and after that are compared, whole weeks. */
const WEEKS = { before: 3, after: 2 } as const;
/** Least change of a share that is worth a word. */
const LEAST = 0.03;
/** How much larger than the share's own ups and downs from week to week it must be. */
const ABOVE_NOISE = 3;
/** Part of what one lost that the other must have won. */
const MATCHED = 0.6;
/** Part of the change that the weeks right beside the boundary must show: a trend shows less. */
const SUDDEN = 0.7;

/** Shifts of attribution of the scopes in a range, the oldest first; none where nothing indicates one. */
export async function findShifts(scope: ScopeChoice, range: DayRange, ask: Ask): Promise<readonly AttributionShift[]> {
  const where = [{ dimension: scope.dimension, values: [...scope.names] }];
  const people = (version: string) => ({ metrics: ['reported_users'], by: ['day', 'ide', version], range, where });
  const [outputs, editors, plugins] = await ask([
    { metrics: ['generated'], by: ['day', 'feature'], range, where },
    people('ide_version'),
    people('plugin_version'),
  ]);
  if (!outputs || !editors || !plugins) return [];
  const shares = sharesOf(outputs);
  const boundaries = findBoundaries([
    { kind: 'editor', dimension: 'ide_version', rows: editors.rows },
    { kind: 'plugin', dimension: 'plugin_version', rows: plugins.rows },
  ]);
  return boundaries.flatMap((boundary) => shiftAt(boundary, range, shares) ?? []);
}

/** Outputs by feature and day. */
type Outputs = ReadonlyMap<string, ReadonlyMap<Day, number>>;

function sharesOf({ rows }: QueryResult): Outputs {
  const features = new Map<string, Map<Day, number>>();
  for (const row of rows) {
    const [feature, day, value] = [String(row.feature ?? ''), String(row.day), Number(row.generated ?? 0)];
    const days = features.get(feature) ?? new Map<Day, number>();
    features.set(feature, days.set(day, value));
  }
  return features;
}

interface Move {
  readonly feature: string;
  readonly before: number;
  readonly after: number;
  readonly isClear: boolean;
}

function shiftAt(boundary: Boundary, range: DayRange, outputs: Outputs): AttributionShift | null {
  const before = { from: addDays(boundary.range.from, -7 * WEEKS.before), to: addDays(boundary.range.from, -1) };
  const after = { from: addDays(boundary.range.to, 1), to: addDays(boundary.range.to, 7 * WEEKS.after) };
  if (before.from < range.from || after.to > range.to) return null;
  const moves = [...outputs.keys()].map((feature) => moveOf(feature, before, after, outputs));
  const clear = moves.filter(({ isClear }) => isClear).sort((a, b) => changeOf(a) - changeOf(b));
  const [fell, rose] = [clear[0], clear.at(-1)];
  if (!fell || !rose || changeOf(fell) >= 0 || changeOf(rose) < -changeOf(fell) * MATCHED) return null;
  const { versions } = boundary;
  return {
    from: fell.feature,
    to: rose.feature,
    range: boundary.range,
    versions,
    before: { from: fell.before, to: rose.before },
    after: { from: fell.after, to: rose.after },
    compared: { before, after },
    sentence: sentenceOf(fell, rose, boundary),
  };
}

const changeOf = ({ before, after }: Move): number => after - before;

function moveOf(feature: string, before: DayRange, after: DayRange, outputs: Outputs): Move {
  const share = (range: DayRange) => shareIn(feature, range, outputs);
  const [was, is] = [share(before), share(after)];
  const [weeksBefore, weeksAfter] = [weeksOf(before).map(share), weeksOf(after).map(share)];
  const noise = Math.max(
    ...weeksBefore.map((week) => Math.abs(week - was)),
    ...weeksAfter.map((week) => Math.abs(week - is)),
  );
  const size = Math.abs(is - was);
  // From the last week before to the first after it, in the direction of the whole change.
  const step = ((weeksAfter[0] ?? is) - (weeksBefore.at(-1) ?? was)) * Math.sign(is - was);
  const isClear = size >= LEAST && size >= ABOVE_NOISE * noise && step >= SUDDEN * size;
  return { feature, before: was, after: is, isClear };
}

function weeksOf(range: DayRange): readonly DayRange[] {
  return Array.from({ length: dayCount(range) / 7 }, (_, week) => ({
    from: addDays(range.from, 7 * week),
    to: addDays(range.from, 7 * week + 6),
  }));
}

/** Σ of the feature over Σ of all features; 0 where nothing was put out. */
function shareIn(feature: string, { from, to }: DayRange, outputs: Outputs): number {
  let [over, under] = [0, 0];
  for (const [name, days] of outputs) {
    for (const [day, value] of days) {
      if (day < from || day > to) continue;
      under += value;
      if (name === feature) over += value;
    }
  }
  return under === 0 ? 0 : over / under;
}

function sentenceOf(fell: Move, rose: Move, { range, versions }: Boundary): string {
  const names = versions.map(({ ide, kind, version }) => `${ide} ${kind === 'plugin' ? 'plugin ' : ''}${version}`);
  const when =
    range.from === range.to ? `on ${formatDay(range.to)}` : `from ${formatDay(range.from)} to ${formatDay(range.to)}`;
  return (
    `While ${names.join(', ')} spread ${when}, ${fell.feature} fell from ${formatPercent(fell.before)} to ${formatPercent(fell.after)} ` +
    `of all outputs and ${rose.feature} rose from ${formatPercent(rose.before)} to ${formatPercent(rose.after)}: ` +
    'the work may be the same, counted elsewhere.'
  );
}
