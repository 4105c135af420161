import { findDimension, fixedSlot, isUnknownValue, PHASES, SLOTS, UNKNOWN, valueLabel } from '@flightdeck/catalog';
import { isolated } from '@flightdeck/query';
import type { Entity } from '../kinds/time/prepare.ts';
import * as words from '../text/format.ts';
import { storedSlot } from './slots.ts';

/** The name people know a value by; teams, models and logins stand as GitHub writes them, closed in where they would reorder a sentence. */
export const entityLabel = (dimension: string, value: string): string => isolated(valueLabel(dimension, value));

/** The label of a value that is Unknown; one that says what of it is not known keeps its own name. */
export const unknownLabel = (dimension: string, value: unknown): string =>
  value === null || value === undefined || String(value).toLowerCase() === UNKNOWN
    ? words.unknown
    : entityLabel(dimension, String(value).toLowerCase());

/** Stable over reloads, filters and ranks: FNV-1a of the value. */
function hash(text: string): number {
  let code = 2166136261;
  for (const letter of text) code = Math.imul(code ^ (letter.codePointAt(0) ?? 0), 16777619);
  return code >>> 0;
}

/** Slot 1–10 of a value: fixed for well-known ones, else as the store gave it, else by its name until the store has it. */
function slotOf(dimension: string, value: string): number {
  return fixedSlot(dimension, value) ?? storedSlot(dimension, value) ?? (hash(value) % SLOTS) + 1;
}

const DASHES: readonly (string | null)[] = [null, '6 3', '2 2.5'];
const groupOf = (slot: number): number => (slot <= 4 ? 0 : slot <= 6 ? 1 : 2);

/** Values of a dimension with their colours; two that share a slot on this chart differ by dash. */
export function entitiesOf(dimension: string, values: readonly string[]): Entity[] {
  const taken = new Set<number>();
  return values.map((value) => {
    if (isUnknownValue(dimension, value))
      return { value, label: unknownLabel(dimension, value), color: '--fd-unknown', dash: '2 2.5' };
    const slot = slotOf(dimension, value);
    const variant = taken.has(slot) ? 1 : 0;
    taken.add(slot);
    return {
      value,
      label: entityLabel(dimension, value),
      color: `--fd-series-${slot}`,
      dash: DASHES[(groupOf(slot) + variant) % 3] ?? null,
    };
  });
}

/** Steps of the sequential scale for the phases, the least first; who is in none stands apart from the scale. */
const PHASE_COLORS: readonly string[] = ['--fd-other', '--fd-sequential-4', '--fd-sequential-6', '--fd-sequential-8'];

/** Values as parts of a stack, in the order of their slots, so that neighbours differ; no two share a colour. */
export function stackedEntities(dimension: string, values: readonly string[]): Entity[] {
  if (dimension === 'phase')
    return PHASES.filter(({ value }) => values.includes(value)).map(({ value, label }) => ({
      value,
      label,
      color: PHASE_COLORS[Number(value)] ?? '--fd-other',
      dash: null,
    }));
  const free = new Set(Array.from({ length: 10 }, (_, index) => index + 1));
  const isFixed = (value: string): number => (fixedSlot(dimension, value) === null ? 1 : 0);
  // Well-known values keep their own colour; of two with one slot the other gives way.
  const byRight = [...values].sort((a, b) => isFixed(a) - isFixed(b) || (a < b ? -1 : 1));
  const placed = byRight.map((value) => {
    const own = slotOf(dimension, value);
    const slot = free.has(own) ? own : ([...free].find((other) => other > own) ?? [...free][0] ?? own);
    free.delete(slot);
    return { slot, value };
  });
  return placed
    .sort((a, b) => a.slot - b.slot)
    .map(({ slot, value }) => ({
      value,
      label: entityLabel(dimension, value),
      color: `--fd-series-${slot}`,
      dash: null,
    }));
}

/** `languages`, `people`: what several values of a dimension are called. */
export const pluralOf = (dimension: string): string => findDimension(dimension)?.plural ?? `${dimension}s`;

/** `team`, `language`: one value of a dimension within a sentence. */
export const singularOf = (dimension: string): string => (findDimension(dimension)?.label ?? dimension).toLowerCase();
