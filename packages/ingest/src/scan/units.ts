/** Key of the line a record of billing becomes when its unit says so. */
export type UnitKind = 'ai_credit' | 'premium_request';

const CREDITS: ReadonlySet<string> = new Set(['ai-credits', 'credits', 'ai credits', 'ai_credits']);
const REQUESTS: ReadonlySet<string> = new Set(['requests', 'request', 'premium-requests', 'premium requests']);

/**
 * What a record of an AI usage or premium request report is counted in: exports of a range over 1 June 2026 hold both. By
 * its unit, else by its SKU; null when neither tells.
 */
export function unitKind(unit: string, sku: string): UnitKind | null {
  const named = unit.trim().toLowerCase();
  if (CREDITS.has(named)) return 'ai_credit';
  if (REQUESTS.has(named)) return 'premium_request';
  const sold = sku.toLowerCase();
  if (/premium[_ ]request/.test(sold)) return 'premium_request';
  return /ai[_ ]credit/.test(sold) ? 'ai_credit' : null;
}
