import type { Coverage } from '@flightdeck/query';
import { formatDay } from '../format/format.ts';
import * as words from '../text/view.ts';

/**
 * `Final to 4 Jun`: the day up to which no loaded day can still change. Later days may be final too; those that are not are
 * provisional and named beside it.
 */
export function finalWords({ finalTo, provisional }: Pick<Coverage, 'finalTo' | 'provisional'>): string {
  if (finalTo) return words.finalTo({ day: formatDay(finalTo) });
  return provisional.length > 0 ? words.notAllFinal : words.noneFinal;
}

/** The same within a sentence. */
export function finalWithin(coverage: Pick<Coverage, 'finalTo' | 'provisional'>): string {
  const said = finalWords(coverage);
  return said.charAt(0).toLowerCase() + said.slice(1);
}
