/** The value a text of JSON has; null for a text that is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** True for an object or a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** True for a text. */
export const isText = (value: unknown): value is string => typeof value === 'string';

/** True for a text that a date can be read from. */
export const isInstant = (value: unknown): boolean => isText(value) && !Number.isNaN(Date.parse(value));
