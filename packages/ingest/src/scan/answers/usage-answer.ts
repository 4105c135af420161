import { DataError, type Day } from '@flightdeck/catalog';
import { type ExactValue, formatExact, Lexeme } from '../record/exact.ts';
import { unitKind } from '../record/units.ts';

/** A line of ours that an item of the answer means, and the organization it names. */
export interface AnswerLine {
  readonly text: string;
  readonly organization: string;
  /** Unit, quantity and gross amount of an item that is counted in no unit we know; null for all others. */
  readonly unknown: readonly [string, string, string] | null;
  /** Key of the line, its day, and its gross amount. */
  readonly key: string;
  readonly day: Day;
  readonly gross: string;
}

type Item = ReadonlyMap<string, ExactValue>;

/** Key of an item → key of our line. @source OpenAPI `billing-*-usage-report*`. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['product', 'product'],
  ['sku', 'sku'],
  ['model', 'billed_model'],
  ['quantity', 'quantity'],
  ['grossQuantity', 'quantity'],
  ['unitType', 'unit_type'],
  ['pricePerUnit', 'unit_price'],
  ['grossAmount', 'gross_amount'],
  ['discountAmount', 'discount_amount'],
  ['netAmount', 'net_amount'],
  ['organizationName', 'organization_name'],
  ['repositoryName', 'repository_name'],
]);
/** Follow from the others, or stand in the line already. */
const DROPPED: ReadonlySet<string> = new Set(['date', 'discountQuantity', 'netQuantity']);
/** Filters the response states. */
const FILTERS = ['user', 'model', 'product', 'sku', 'repository', 'costCenter', 'cost_center'] as const;
const CSV = 'or import the CSV that billing exports (AI usage, detailed or summarized report)';

/**
 * The lines that an answer of `settings/billing/…/usage` means: each item is of its own date, or all are of the day that
 * was asked for.
 * @throws DataError `not_report` for a month or year as a whole, a part of a day, or a personal account.
 */
export function* linesOfAnswer(answer: Item, firstLine: number): Generator<AnswerLine> {
  const items = answer.get('usageItems');
  if (!Array.isArray(items)) throw new Error('the answer has no items');
  const organization = textOf(answer.get('organization'));
  const filters: string[] = FILTERS.filter((name) => (answer.get(name) ?? '') !== '');
  if (answer.has('enterprise') && organization !== '') filters.push('organization');
  if (filters.length > 0) throw narrowed(answer, filters, organization !== '' || answer.has('enterprise'));
  const day = dayOf(answer.get('timePeriod'));
  for (const [index, item] of items.entries()) {
    if (!(item instanceof Map)) continue;
    const date = textOf(item.get('date')).slice(0, 10);
    if (date === '' && day === null) throw wholePeriod(answer.get('timePeriod'));
    const named = textOf(item.get('organizationName'));
    const own = date === '' ? (day ?? '') : date;
    const [, , gross] = amountsOf(item);
    yield {
      text: toLine(item, own, firstLine + index, named === '' ? organization : ''),
      key: keyOf(item),
      day: own,
      gross,
      organization: (named === '' ? organization : named).toLowerCase(),
      unknown: unitOf(item) === 'unknown' ? amountsOf(item) : null,
    };
  }
}

function toLine(item: Item, day: Day, line: number, organization: string): string {
  const values = new Map<string, string>();
  for (const [key, value] of item) {
    const name = KEYS.get(key) ?? key;
    if (value === null || DROPPED.has(key)) continue;
    // Decimals go as text: a number of JSON would pass through a double.
    values.set(name, value instanceof Lexeme ? JSON.stringify(value.text) : formatExact(value));
  }
  if (organization !== '') values.set('organization_name', JSON.stringify(organization));
  const inner = [...values].map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',');
  return `{"day":${JSON.stringify(day)},"line":${line},"${keyOf(item)}":{${inner}}}`;
}

/** Items with a model are of an AI bill; null for others, and where nothing shows it. */
function unitOf(item: Item): ReturnType<typeof unitKind> {
  return item.has('model') ? unitKind(textOf(item.get('unitType')), textOf(item.get('sku'))) : null;
}

const keyOf = (item: Item): string => unitOf(item) ?? (item.has('model') ? 'ai_credit' : 'billing_line');

function amountsOf(item: Item): readonly [string, string, string] {
  const amount = (...keys: readonly string[]): string => {
    const value = keys.map((key) => item.get(key)).find((found) => found !== undefined);
    return value instanceof Lexeme ? value.text : textOf(value);
  };
  return [textOf(item.get('unitType')), amount('quantity', 'grossQuantity'), amount('grossAmount')];
}

/** The day that was asked for; null when the answer is about more than one. */
function dayOf(period: ExactValue | undefined): Day | null {
  if (!(period instanceof Map)) return null;
  const [year, month, day] = ['year', 'month', 'day'].map((part) => numberOf(period.get(part)));
  if (!year || !month || !day) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function numberOf(value: ExactValue | undefined): number {
  return value instanceof Lexeme && /^\d{1,4}$/.test(value.text) ? Number(value.text) : 0;
}

function textOf(value: ExactValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function wholePeriod(period: ExactValue | undefined): DataError {
  const parts = period instanceof Map ? ['year', 'month'].map((part) => numberOf(period.get(part))) : [];
  const when = parts[1]
    ? `month ${parts[0]}-${String(parts[1]).padStart(2, '0')}`
    : parts[0]
      ? `year ${parts[0]}`
      : 'period';
  return new DataError(`This is GitHub's answer of settings/billing/…/usage for a whole ${when}; days are kept here.`, {
    code: 'not_report',
    hint: `Ask with year, month and day, once for each day, ${CSV}.`,
  });
}

function narrowed(answer: Item, filters: readonly string[], hasScope: boolean): DataError {
  const user = textOf(answer.get('user'));
  if (!hasScope && user !== '') {
    return new DataError(`This is GitHub's answer of settings/billing/…/usage for the account of ${user}.`, {
      code: 'not_report',
      hint: `Bills of organizations and enterprises are kept here: ask for one of those, ${CSV}.`,
    });
  }
  return new DataError(
    `This is GitHub's answer of settings/billing/…/usage for one ${filters.join(' and ')} only; a day is loaded whole.`,
    { code: 'not_report', hint: `Ask without these filters, ${CSV}.` },
  );
}
