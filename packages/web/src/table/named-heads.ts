import { findDimension, findMetric, tileTitle } from '@flightdeck/catalog';
import { csvLine } from '@flightdeck/query';

/** The text with the names of the catalogue for people in place of those for programs. */
export function named(text: string, over: readonly string[]): string {
  const end = text.indexOf('\r\n');
  if (end < 0) return text;
  const head = text
    .slice(0, end)
    .split(',')
    .map((name) => {
      const metric = findMetric(name);
      return metric ? tileTitle(metric.name, over) : (findDimension(name)?.label ?? name);
    });
  return csvLine(head) + text.slice(end + 2);
}
