import { CSV_KINDS } from '../../scan/csv/csv-kinds.ts';
import { type Document, textOf } from '../read/documents.ts';
import type { MoveLines } from './move-lines.ts';

/** A decimal as text: one that was text stays as it is, a number is written without an exponent. */
function decimal(value: unknown): string | null {
  if (typeof value === 'string')
    return /^[+-]?\d{1,18}(?:\.\d{1,40})?$/.test(value.trim()) ? value.trim().replace('+', '') : null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return /e/i.test(String(value)) ? value.toFixed(9) : String(value);
}

/**
 * Lines of AI credits a fork fetched from billing. It writes no discounts: 0 for the discount and the gross as net, so
 * neither is loaded unless a discount was really written.
 */
function fromBilling(document: Document): object {
  const hasDiscount = Number(document.discount_amount ?? 0) !== 0 || Number(document.discount_quantity ?? 0) !== 0;
  return {
    billed_login: textOf(document.user_login),
    product: textOf(document.product),
    sku: textOf(document.sku),
    quantity: decimal(document.gross_quantity),
    unit_type: textOf(document.unit_type),
    unit_price: decimal(document.price_per_unit),
    gross_amount: decimal(document.gross_amount),
    discount_amount: hasDiscount ? decimal(document.discount_amount) : null,
    net_amount: hasDiscount ? decimal(document.net_amount) : null,
    organization_name: textOf(document.member_organization_slug),
    billed_model: textOf(document.model),
  };
}

const CSV = CSV_KINDS.find(({ kind }) => kind === 'ai-credit-usage');

/** A record of GitHub's AI usage report, which another fork keeps field by field as the CSV has it. */
function fromCsv(document: Document): object | null {
  if (document.record_type !== 'csv_row') return null;
  return Object.fromEntries(
    (CSV?.columns ?? []).map(({ header, key, type }) => {
      const value = document[header];
      if (type === 'text') return [key, textOf(value)];
      return [key, type === 'count' ? (/^\d+$/.test(String(value)) ? Number(value) : null) : decimal(value)];
    }),
  );
}

/** Lines of bills. */
export function creditLines(): MoveLines {
  return {
    take({ kind }, document, day) {
      const record = kind === 'credit-csv' ? fromCsv(document) : fromBilling(document);
      if (record === null) return [];
      const known = Object.entries(record).filter(([, value]) => value !== null);
      return [{ day, ai_credit: Object.fromEntries(known) }];
    },
    end: () => [],
  };
}
