import { addDays, type DayRange, InputError, parseDay } from '@flightdeck/catalog';
import { type MetricQueryInput, type Note, parseAsOf, parseFilter, parseOrderText } from '@flightdeck/query';
import { type Options, optionText, optionTexts, optionWords } from '../command.ts';

/** Days in the range when none is given. */
const DEFAULT_DAYS = 28;

/** A query and the notes on how it was completed. */
export interface CompletedQuery {
  readonly query: MetricQueryInput;
  readonly notes: readonly Note[];
}

/**
 * The query that the options ask for. Without --from and --to: the last 28 days that are loaded.
 * @throws InputError `no_metrics`, `bad_where`, `bad_day`, `bad_limit`, `invalid_as_of`, `no_data`.
 */
export function toQuery(options: Options, loaded: DayRange | null): CompletedQuery {
  const metrics = optionWords(options, 'metrics');
  if (metrics.length === 0) {
    throw new InputError('No metric is asked for.', {
      code: 'no_metrics',
      hint: 'Write --metrics acceptance_rate,active_users; "flightdeck metrics" lists them.',
    });
  }
  const { range, notes } = completeRange(optionText(options, 'from'), optionText(options, 'to'), loaded);
  const grain = optionText(options, 'grain') as MetricQueryInput['grain'];
  const order = optionText(options, 'order');
  const limit = optionText(options, 'limit');
  const asOf = optionText(options, 'asOf');
  const over = optionWords(options, 'over');
  return {
    query: {
      metrics: [...metrics],
      by: [...optionWords(options, 'by')],
      range,
      where: optionTexts(options, 'where').map(parseWhere),
      ...(over.length > 0 && { over: [...over] }),
      ...(grain && { grain }),
      ...(order && { order: parseOrder(order) }),
      ...(limit !== undefined && { limit: parseLimit(limit) }),
      ...(asOf !== undefined && { asOf: parseAsOf(asOf) }),
    },
    notes,
  };
}

/** `team=payments,platform` or `team!=payments`. @throws InputError `bad_where`. */
export const parseWhere = (text: string): ReturnType<typeof parseFilter> =>
  parseFilter(text, (filter) => `--where ${filter.includes('!') ? `"${filter}"` : filter}`);

/** The range asked for; what is left out is completed from the loaded days. @throws InputError `bad_day`, `no_data`. */
export function completeRange(
  from: string | undefined,
  to: string | undefined,
  loaded: DayRange | null,
): { readonly range: DayRange; readonly notes: readonly Note[] } {
  if (from !== undefined && to !== undefined) return { range: { from: parseDay(from), to: parseDay(to) }, notes: [] };
  if (loaded === null) {
    throw new InputError('Nothing is loaded yet.', {
      code: 'no_data',
      hint: 'Load report files with "flightdeck import PATH", or run "flightdeck sync".',
    });
  }
  const last = to === undefined ? loaded.to : parseDay(to);
  const earliest = addDays(last, 1 - DEFAULT_DAYS);
  const first = from === undefined ? later(earliest, loaded.from) : parseDay(from);
  const range = { from: first <= last || from !== undefined ? first : earliest, to: later(last, first) };
  const message =
    from === undefined && to === undefined
      ? `No range was given: ${range.from} to ${range.to}, the last loaded days (${DEFAULT_DAYS} at most).`
      : `The range was completed to ${range.from} to ${range.to}.`;
  return { range, notes: [{ code: 'default_range', metric: null, message }] };
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function parseOrder(text: string): { readonly key: string; readonly descending: boolean } {
  const order = parseOrderText(text);
  if (order) return order;
  throw new InputError(`"${text}" is not an order.`, {
    code: 'bad_order',
    hint: 'Write --order accepted or --order accepted:asc.',
  });
}

function parseLimit(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InputError(`"${text}" is not a number of rows.`, { code: 'bad_limit', hint: 'Write --limit 20.' });
}
