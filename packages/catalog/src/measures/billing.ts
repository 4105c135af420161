import type { FactName } from '../names.ts';
import { sum } from './define.ts';
import type { Condition, Measure } from './measure-type.ts';

const CREDITS = ['credit_usage'] as const;
const REQUESTS = ['premium_request_usage'] as const;
const BILL = ['billing_usage'] as const;

/**
 * Seats and minutes stand in the same reports; only lines of credits are credits, and so is their money. Lines of requests
 * need no such test: the importer puts a line where its unit belongs, whatever report it stood in.
 */
const IN_CREDITS: readonly Condition[] = [{ column: 'unit_type', op: 'in', values: ['ai-credits', 'credits'] }];

const IN_MINUTES: readonly Condition[] = [{ column: 'unit_type', op: 'in', values: ['minutes', 'Minutes'] }];

/** A figure that stands on every line of a person alike. */
const least = (name: string, column: string, facts: readonly FactName[]): Measure => ({
  name,
  aggregate: 'min',
  column,
  facts,
  when: [],
});

/** What GitHub bills, added up from the lines of its reports. */
export const BILLING_MEASURES: readonly Measure[] = [
  sum('billed_credits', 'quantity', CREDITS, IN_CREDITS),
  sum('billed_credits_gross', 'gross_amount', CREDITS, IN_CREDITS),
  sum('billed_credits_discount', 'discount_amount', CREDITS, IN_CREDITS),
  sum('billed_credits_net', 'net_amount', CREDITS, IN_CREDITS),
  sum('billed_tokens_input', 'input_tokens', CREDITS, IN_CREDITS),
  sum('billed_tokens_output', 'output_tokens', CREDITS, IN_CREDITS),
  sum('billed_tokens_cache_read', 'cache_read_tokens', CREDITS, IN_CREDITS),
  sum('billed_tokens_cache_write', 'cache_write_tokens', CREDITS, IN_CREDITS),
  sum('premium_requests', 'quantity', REQUESTS),
  sum('premium_requests_gross', 'gross_amount', REQUESTS),
  sum('premium_requests_discount', 'discount_amount', REQUESTS),
  sum('premium_requests_net', 'net_amount', REQUESTS),
  least('billed_credits_quota', 'monthly_quota', CREDITS),
  least('premium_requests_quota', 'monthly_quota', REQUESTS),
  sum('billed_minutes', 'quantity', BILL, IN_MINUTES),
  sum('billed_gross', 'gross_amount', BILL),
  sum('billed_discount', 'discount_amount', BILL),
  sum('billed_net', 'net_amount', BILL),
];
