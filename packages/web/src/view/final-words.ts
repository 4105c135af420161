import type { Coverage } from '@flightdeck/query';
import { formatDay } from '../format/format.ts';

/**
 * `Final to 4 Jun`: the day up to which no loaded day can still change. Later days may be final too; those that are not are
 * provisional and named beside it.
 */
export function finalWords({ finalTo, provisional }: Pick<Coverage, 'finalTo' | 'provisional'>): string {
  if (finalTo) return `Final to ${formatDay(finalTo)}`;
  return provisional.length > 0 ? 'Not all days are final' : 'No day is final yet';
}

/** The same within a sentence. */
export function finalWithin(coverage: Pick<Coverage, 'finalTo' | 'provisional'>): string {
  const words = finalWords(coverage);
  return words.charAt(0).toLowerCase() + words.slice(1);
}
