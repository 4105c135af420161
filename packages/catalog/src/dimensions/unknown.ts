import { findDimension } from './dimensions.ts';

/** The value GitHub, or we in its place, give when a key is not known. */
export const UNKNOWN = 'unknown';

/**
 * True for a value that names nothing: null, `unknown` in any case, and a feature with that word in its name
 * (`chat_panel_unknown_mode`, a chat whose mode an older client did not send). People, teams and repositories may be
 * called so; of them only null is Unknown.
 * @source github/docs "Reconciling Copilot usage metrics", `Unknown` values.
 */
export function isUnknownValue(dimension: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (findDimension(dimension)?.kind !== 'attribute') return false;
  const text = String(value).trim().toLowerCase();
  return text === UNKNOWN || (dimension === 'feature' && text.split(/[^a-z]+/).includes(UNKNOWN));
}

/** Unknown values that a dimension is known to have, for whoever can only list them. */
export function knownUnknowns(dimension: string): readonly string[] {
  return dimension === 'feature' ? [UNKNOWN, 'chat_panel_unknown_mode'] : [UNKNOWN];
}
