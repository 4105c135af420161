import { InputError } from '@flightdeck/catalog';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** The instant in UTC to the millisecond, as landings are dated, so that texts compare as times do. @throws InputError `invalid_as_of`. */
export function parseAsOf(text: string): string {
  const at = INSTANT.test(text.trim()) ? new Date(text.trim()) : null;
  if (at === null || Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) {
    throw new InputError(`"${text}" is not an instant.`, {
      code: 'invalid_as_of',
      hint: 'Write day, time and zone: 2026-11-10T08:00:00Z.',
    });
  }
  return at.toISOString();
}
