/** Key of the line a record of billing becomes when its unit says so. */
export type UnitKind = 'ai_credit' | 'premium_request';

const CREDITS: ReadonlySet<string> = new Set(['ai-credit', 'credit']);
const REQUESTS: ReadonlySet<string> = new Set(['request', 'premium-request']);

/**
 * What a record of an AI usage or premium request report is counted in: exports of a range over 1 June 2026 hold both.
 * By its unit; `unknown` for one that is neither, whatever the SKU says: its quantity belongs to no total. Without a
 * unit by its SKU; null when neither shows it.
 */
export function unitKind(unit: string, sku: string): UnitKind | 'unknown' | null {
  const named = toUnitName(unit);
  if (CREDITS.has(named)) return 'ai_credit';
  if (REQUESTS.has(named)) return 'premium_request';
  if (named !== '') return 'unknown';
  const sold = sku.toLowerCase();
  if (/premium[_ ]request/.test(sold)) return 'premium_request';
  return /ai[_ ]credit/.test(sold) ? 'ai_credit' : null;
}

/** `AI Credits`, `ai_credits`, `ai-credit`: one unit. */
function toUnitName(unit: string): string {
  return unit
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
    .replace(/s$/, '');
}
