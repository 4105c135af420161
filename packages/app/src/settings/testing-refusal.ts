import { InputError } from '@flightdeck/catalog';

/** With what the work refuses a setting; null when it accepts it. @throws what is no InputError. */
export function refusal(
  work: () => unknown,
): readonly [code: string, message: string, hint: string | undefined] | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof InputError) return [error.code, error.message, error.hint];
    throw error;
  }
}
