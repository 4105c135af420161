import { createHash } from 'node:crypto';
import { MADE_IDS_FROM } from '@flightdeck/catalog';
import type { RecordKind } from '../schema.ts';

/** What becomes of a field: text, a decimal kept as text, a number that may be missing, a count, an instant's text. */
export type CsvType = 'text' | 'decimal' | 'number or none' | 'count' | 'instant';

/** A column of a CSV of GitHub's and the key its field is written under. */
export interface CsvColumn {
  readonly header: string;
  readonly key: string;
  readonly type: CsvType;
}

/** One of the CSV files GitHub hands out: what its header must have, and what its records become. */
export interface CsvKind {
  readonly kind: RecordKind;
  /** All of them stand in its header, in any order. */
  readonly marks: readonly string[];
  readonly dayHeader: string;
  /** Key of the object a record is wrapped in. */
  readonly at: string;
  readonly columns: readonly CsvColumn[];
  /** Header of the column with a record's organization, if there is one. */
  readonly organizationHeader: string | null;
}

const text = (header: string, key = header): CsvColumn => ({ header, key, type: 'text' });
const decimal = (header: string, key = header): CsvColumn => ({ header, key, type: 'decimal' });
const tokens = (header: string): CsvColumn => ({ header, key: `${header}_tokens`, type: 'count' });
const quota = (header: string): CsvColumn => ({ header, key: 'monthly_quota', type: 'number or none' });

const MONEY: readonly CsvColumn[] = [
  text('username', 'billed_login'),
  text('product'),
  text('sku'),
  decimal('quantity'),
  text('unit_type'),
  decimal('applied_cost_per_quantity', 'unit_price'),
  decimal('gross_amount'),
  decimal('discount_amount'),
  decimal('net_amount'),
  text('organization', 'organization_name'),
  text('cost_center_name', 'cost_center'),
];
const BILL = ['date', 'product', 'sku', 'quantity', 'net_amount'];

/** First match wins. @source header orders of GitHub's exports as of 2026-09-28; docs "Billing reports reference". */
export const CSV_KINDS: readonly CsvKind[] = Object.freeze([
  {
    kind: 'premium-request-usage',
    marks: [...BILL, 'model', 'exceeds_quota'],
    dayHeader: 'date',
    at: 'premium_request',
    columns: [...MONEY, text('model', 'billed_model'), text('exceeds_quota'), quota('total_monthly_quota')],
    organizationHeader: 'organization',
  },
  {
    kind: 'premium-request-usage',
    marks: ['timestamp', 'user', 'model', 'requests used'],
    dayHeader: 'timestamp',
    at: 'premium_request',
    columns: [
      text('user', 'billed_login'),
      text('model', 'billed_model'),
      decimal('requests used', 'quantity'),
      text('exceeds monthly quota', 'exceeds_quota'),
      quota('total monthly quota'),
    ],
    organizationHeader: null,
  },
  {
    kind: 'ai-credit-usage',
    marks: [...BILL, 'model'],
    dayHeader: 'date',
    at: 'ai_credit',
    columns: [
      ...MONEY,
      text('model', 'billed_model'),
      text('repository', 'repository_name'),
      quota('total_monthly_quota'),
      ...['input', 'output', 'cache_read', 'cache_write'].map(tokens),
    ],
    organizationHeader: 'organization',
  },
  {
    kind: 'billing-usage',
    marks: BILL,
    dayHeader: 'date',
    at: 'billing_line',
    columns: [...MONEY, text('repository', 'repository_name'), text('workflow_path')],
    organizationHeader: 'organization',
  },
  {
    kind: 'seats',
    marks: ['report_time', 'login', 'last_activity_at', 'last_surface_used'],
    dayHeader: 'report_time',
    at: 'seat',
    columns: [
      text('login'),
      { header: 'last_activity_at', key: 'last_activity_at', type: 'instant' },
      { header: 'last_authenticated_at', key: 'last_authenticated_at', type: 'instant' },
      text('last_surface_used', 'last_activity_editor'),
    ],
    organizationHeader: null,
  },
]);

/** A CSV of GitHub's that cannot be read: the kind it is most like, and the columns it lacks. */
export interface NearlyCsv {
  readonly is: string;
  readonly missing: readonly string[];
}

const NAMES: Readonly<Partial<Record<RecordKind, string>>> = {
  'premium-request-usage': 'premium request report of billing',
  'ai-credit-usage': 'AI usage report of billing',
  'billing-usage': 'usage report of billing',
  seats: 'Copilot activity report',
};

/** The kind most of whose marks, at least half, stand in the header; null when there is none. */
export function detectNearly(header: readonly string[]): NearlyCsv | null {
  const names = new Set(header.map(toHeaderName));
  const missingOf = (marks: readonly string[]) => marks.filter((mark) => !names.has(mark));
  const [best] = CSV_KINDS.map(({ kind, marks }) => ({ kind, missing: missingOf(marks), of: marks.length }))
    .filter(({ missing, of }) => missing.length * 2 <= of)
    .sort((a, b) => a.missing.length - b.missing.length || b.of - a.of);
  return best === undefined ? null : { is: NAMES[best.kind] ?? best.kind, missing: best.missing };
}

/** The kind whose marks all stand in the header, or null. Names are compared without case and surrounding blanks. */
export function detectCsv(header: readonly string[]): CsvKind | null {
  const names = new Set(header.map(toHeaderName));
  return CSV_KINDS.find(({ marks }) => marks.every((mark) => names.has(mark))) ?? null;
}

/** The columns of a kind of line, for records that belong there by their unit; of the fullest file of it. */
export function columnsAt(at: string): readonly CsvColumn[] {
  return CSV_KINDS.filter((kind) => kind.at === at).flatMap(({ columns }) => columns);
}

/** A name of a header as `CSV_KINDS` writes it. */
export function toHeaderName(name: string): string {
  return name.trim().toLowerCase();
}

/**
 * A number that stands for a person of whom a source has only the login: the same for the same login, from 2^52 on,
 * where GitHub's own ids never are.
 */
export function idOfLogin(login: string): number {
  const hash = createHash('sha256').update(login.toLowerCase()).digest();
  return MADE_IDS_FROM + Number(hash.readBigUInt64BE() >> 13n);
}
