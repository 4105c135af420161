import { addDays, type DayRange, eachDay } from '@flightdeck/catalog';
import type { Definition, Knowledge } from '../definition.ts';
import { rangeOf } from '../window.ts';

/** Days that follow each other and are known alike. */
export interface Slice {
  readonly range: DayRange;
  readonly knowledge: Knowledge;
}

/** The days a definition counts, cut where they are interrupted or what is known of them changes; at best one slice. */
export function slicesOf(definition: Definition): readonly Slice[] {
  const { missing, until } = definition;
  const left = new Set(missing);
  const slices: { range: DayRange; knowledge: Knowledge }[] = [];
  for (const day of eachDay(rangeOf(definition.window))) {
    if (left.has(day) || (until !== null && day > until)) continue;
    const knowledge = knowledgeOf(definition, day);
    const last = slices.at(-1);
    if (last && isSame(last.knowledge, knowledge) && addDays(last.range.to, 1) === day)
      last.range = { from: last.range.from, to: day };
    else slices.push({ range: { from: day, to: day }, knowledge });
  }
  return slices;
}

function knowledgeOf({ known, asOf }: Definition, day: string): Knowledge {
  if (!known || day < known.range.from || day > known.range.to || known.except.includes(day))
    return { of: 'ours', asOf };
  const knowledge = day <= known.finalTo ? known.settled : known.unsettled;
  return { of: knowledge.of, asOf: knowledge.asOf ?? (knowledge.of === 'ours' ? asOf : null) };
}

const isSame = (a: Knowledge, b: Knowledge): boolean => a.of === b.of && a.asOf === b.asOf;
