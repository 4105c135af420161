import type { Unit } from '../facts/fact.ts';
import { sum } from '../measures/define.ts';
import type { Condition, Measure } from '../measures/measure-type.ts';
import type { FactName, MeasureName, MetricName } from '../names.ts';
import { define, from, measure } from './define.ts';
import type { Metric, MetricSource } from './metric.ts';

const CREDIT_LINES = ['credit_usage'] as const;
const REQUEST_LINES = ['premium_request_usage'] as const;
const BILL_LINES = ['billing_usage'] as const;

/**
 * Seats and minutes stand in the same reports; only lines of credits are credits, and so is their money. Lines of requests
 * need no such test: the importer puts a line where its unit belongs, whatever report it stood in.
 */
const IN_CREDITS: readonly Condition[] = [{ column: 'unit_type', op: 'in', values: ['ai-credits', 'credits'] }];

const IN_MINUTES: readonly Condition[] = [{ column: 'unit_type', op: 'in', values: ['minutes', 'Minutes'] }];

/** A figure that stands on every line of a person alike. */
const least = (name: MeasureName, column: string, facts: readonly FactName[]): Measure => ({
  name,
  aggregate: 'min',
  column,
  facts,
  when: [],
});

/** What GitHub bills, added up from the lines of its reports. */
export const BILLING_MEASURES: readonly Measure[] = [
  sum('billed_credits', 'quantity', CREDIT_LINES, IN_CREDITS),
  sum('billed_credits_gross', 'gross_amount', CREDIT_LINES, IN_CREDITS),
  sum('billed_credits_discount', 'discount_amount', CREDIT_LINES, IN_CREDITS),
  sum('billed_credits_net', 'net_amount', CREDIT_LINES, IN_CREDITS),
  sum('billed_tokens_input', 'input_tokens', CREDIT_LINES, IN_CREDITS),
  sum('billed_tokens_output', 'output_tokens', CREDIT_LINES, IN_CREDITS),
  sum('billed_tokens_cache_read', 'cache_read_tokens', CREDIT_LINES, IN_CREDITS),
  sum('billed_tokens_cache_write', 'cache_write_tokens', CREDIT_LINES, IN_CREDITS),
  sum('premium_requests', 'quantity', REQUEST_LINES),
  sum('premium_requests_gross', 'gross_amount', REQUEST_LINES),
  sum('premium_requests_discount', 'discount_amount', REQUEST_LINES),
  sum('premium_requests_net', 'net_amount', REQUEST_LINES),
  least('billed_credits_quota', 'monthly_quota', CREDIT_LINES),
  least('premium_requests_quota', 'monthly_quota', REQUEST_LINES),
  sum('billed_minutes', 'quantity', BILL_LINES, IN_MINUTES),
  sum('billed_gross', 'gross_amount', BILL_LINES),
  sum('billed_discount', 'discount_amount', BILL_LINES),
  sum('billed_net', 'net_amount', BILL_LINES),
];

const CREDITS = 'Everything billed to the scope in GitHub AI Credits, with or without a person.';
const REQUESTS = 'Everything billed to the scope in premium requests.';
const BILL = 'Every product on the bill of the scope, not only Copilot; filter by product for one.';
const IMPORTED = 'From imported billing reports only; days without an imported file are missing, not zero.';
const NOT_USAGE =
  'What is billed; ai_credits_used of the usage reports has the same origin but is not a billed total, and the two may differ.';
const PER_LOGIN = 'Billing names people by login only, so a renamed person counts under both names.';

const EACH_LINE = 'GitHub repeats it on every line of the person, so it is never added up.';

const money = (
  name: MetricName & MeasureName,
  label: string,
  unit: Unit,
  definition: string,
  source: readonly MetricSource[],
  population: string,
) =>
  define(name, label, unit, 'credits', measure(name), definition, source, {
    population,
    caveats: [IMPORTED, ...(population === CREDITS ? [NOT_USAGE] : []), PER_LOGIN],
  });

const credits = (
  name: MetricName & MeasureName,
  label: string,
  unit: Unit,
  definition: string,
  field: string,
): Metric => money(name, label, unit, definition, from('ai-credit-usage', `${field}`), CREDITS);
const requests = (
  name: MetricName & MeasureName,
  label: string,
  unit: Unit,
  definition: string,
  field: string,
): Metric => money(name, label, unit, definition, from('premium-request-usage', `${field}`), REQUESTS);
const bill = (name: MetricName & MeasureName, label: string, definition: string, field: string): Metric =>
  money(name, label, 'dollars', definition, from('billing-usage', `${field}`), BILL);

/** What GitHub bills, from its own reports; never mixed with what the usage reports count. */
export const BILLING_METRICS: readonly Metric[] = [
  credits('billed_credits', 'AI credits billed', 'credits', 'AI credits used, as billed.', 'quantity'),
  credits('billed_credits_gross', 'AI credits billed, gross', 'dollars', 'Price of the credits used.', 'gross_amount'),
  credits(
    'billed_credits_discount',
    'AI credits billed, included',
    'dollars',
    'Part of the price the plan and other discounts cover.',
    'discount_amount',
  ),
  credits(
    'billed_credits_net',
    'AI credits billed, net',
    'dollars',
    'What is paid for credits: gross − discount.',
    'net_amount',
  ),
  credits('billed_tokens_input', 'Tokens sent, billed', 'tokens', 'Tokens sent to models, since 11 Aug 2026.', 'input'),
  credits('billed_tokens_output', 'Tokens received, billed', 'tokens', 'Tokens in the answers of models.', 'output'),
  credits('billed_tokens_cache_read', 'Cached tokens read', 'tokens', 'Tokens read from the cache.', 'cache_read'),
  credits(
    'billed_tokens_cache_write',
    'Cached tokens written',
    'tokens',
    'Tokens written to the cache.',
    'cache_write',
  ),
  requests('premium_requests', 'Premium requests', 'requests', 'Premium requests used, as billed.', 'quantity'),
  requests('premium_requests_gross', 'Premium requests, gross', 'dollars', 'Price of the requests.', 'gross_amount'),
  requests(
    'premium_requests_discount',
    'Premium requests, included',
    'dollars',
    'Part of the price the plan and other discounts cover.',
    'discount_amount',
  ),
  requests('premium_requests_net', 'Premium requests, net', 'dollars', 'What is paid for requests.', 'net_amount'),
  define(
    'billed_credits_quota',
    'AI credits, quota of the month',
    'credits',
    'credits',
    measure('billed_credits_quota'),
    'Credits the plan of a person includes in the month, the least of the selection; ask by billed_user.',
    from('ai-credit-usage', 'total_monthly_quota'),
    { population: 'People with a line on the bill.', caveats: [IMPORTED, EACH_LINE, PER_LOGIN] },
  ),
  define(
    'premium_requests_quota',
    'Premium requests, quota of the month',
    'requests',
    'credits',
    measure('premium_requests_quota'),
    'Requests the plan of a person includes in the month, the least of the selection; ask by billed_user.',
    from('premium-request-usage', 'total_monthly_quota'),
    { population: 'People with a line on the bill.', caveats: [IMPORTED, EACH_LINE, PER_LOGIN] },
  ),
  define(
    'billed_minutes',
    'Actions minutes billed',
    'minutes',
    'credits',
    measure('billed_minutes'),
    'Minutes of Actions on the usage report; ask by workflow for those of Copilot.',
    from('billing-usage', 'quantity'),
    {
      population: BILL,
      caveats: [IMPORTED, 'Minutes of different runners have different prices; billed_gross has the money.'],
    },
  ),
  bill('billed_gross', 'Billed, gross', 'Price of everything on the usage report.', 'gross_amount'),
  bill('billed_discount', 'Billed, discounts', 'Discounts on everything on the usage report.', 'discount_amount'),
  bill('billed_net', 'Billed, net', 'What is paid for everything on the usage report.', 'net_amount'),
];
