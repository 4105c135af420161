import { findDimension } from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';
import { toAsked } from '../data/hooks.ts';
import { scopeChoices } from '../data/status/scopes.ts';
import type { Status } from '../data/status/status.ts';
import { formatRange, minuteOf } from '../format/format.ts';
import * as words from '../text/view.ts';
import { entityLabel } from '../theme/entities.ts';
import { finalWithin } from './final-words.ts';
import { compareRange } from './range.ts';
import type { View } from './view.ts';

/** Values a filter names before it counts the others. */
const NAMED = 3;

/** `TypeScript, Go`; of more than three values `Go and 4 more`. */
export function valuesText({ dimension, values }: Pick<Filter, 'dimension' | 'values'>): string {
  const [first = '', ...others] = values.map((value) => entityLabel(dimension, value));
  return values.length > NAMED ? words.andMore({ first, more: others.length }) : [first, ...others].join(', ');
}

/** `Language is TypeScript, Go`, as the chip in the bar says it. */
export const filterText = (filter: Filter): string =>
  (filter.is === 'in' ? words.isValues : words.isNotValues)({
    dimension: findDimension(filter.dimension)?.label ?? filter.dimension,
    values: valuesText(filter),
  });

/** What a page shows, for paper and pictures: scope, range, grain, comparison, filters, freshness; one text each. */
export function viewWords(view: View, status: Status, parts: readonly string[]): string[] {
  const asked = toAsked(view, status);
  const choices = scopeChoices(status);
  const scope = choices.find(({ value }) => value === (view.scope ?? '')) ?? choices[0];
  const compared = asked?.compare ? compareRange(view.compare, asked.range) : null;
  const year = asked?.range.to.slice(0, 4) ?? '';
  const has = (part: string): boolean => parts.includes(part);
  return [
    ...(scope && has('scope') ? [scope.label] : []),
    ...(asked && has('range') ? [withYear(formatRange(asked.range), year)] : []),
    ...(asked && has('by') ? [words.grains[asked.grain]] : []),
    ...(compared && has('vs')
      ? [words.against({ range: withYear(formatRange(compared), compared.to.slice(0, 4)) })]
      : []),
    ...(has('filter') ? view.filters.map(filterText) : []),
    ...(view.asOf ? [words.asKnownOn({ minute: minuteOf(new Date(view.asOf)) })] : []),
    finalWithin(status.freshness),
    ...(status.demo ? [words.demo] : []),
  ];
}

const withYear = (text: string, year: string): string => (text.includes(year) ? text : `${text} ${year}`);
