import type { FactName } from '../names.ts';
import type { ReportKind } from '../reports/report.ts';
import { column } from './columns.ts';
import type { Column, Fact, Unit } from './fact.ts';

const CREDITS = '2026-06-01';
const REQUESTS = '2025-06-18';

const text = (name: string, says: string, since: string): Column => column(name, 'text', says, { since });
const decimal = (name: string, unit: Unit, says: string, since: string): Column =>
  column(name, 'decimal', says, { unit, since });

const LINE = (since: string): Column => column('line', 'count', 'Place of the record in its file, from 1.', { since });

/** What every line of money says. */
function moneyColumns(unit: Unit, since: string): readonly Column[] {
  return [
    text('billed_login', 'Login the use is billed for; null when it is charged to the organization.', since),
    text('product', 'Product, as billing names it.', since),
    text('sku', 'What is sold, as billing names it.', since),
    decimal('quantity', unit, 'How much was used.', since),
    text('unit_type', 'Unit of the quantity, as billing names it.', since),
    decimal('unit_price', 'dollars', 'Price of one.', since),
    decimal('gross_amount', 'dollars', 'Before discounts.', since),
    decimal('discount_amount', 'dollars', 'What the plan includes, and other discounts.', since),
    decimal('net_amount', 'dollars', 'Gross − discount: what is paid.', since),
    text('organization_name', 'Organization the use is billed to.', since),
    text('cost_center', 'Cost centre, if any.', since),
  ];
}

const MODEL = (since: string): readonly Column[] => [
  text('billed_model', 'Model as billing names it.', since),
  column('model', 'text', '`billed_model` as the usage reports write it: lower case, with hyphens, without `Auto:`.', {
    since,
    derived: true,
  }),
];

const TOKENS: readonly Column[] = (
  [
    ['input_tokens', 'Tokens sent.'],
    ['output_tokens', 'Tokens answered.'],
    ['cache_read_tokens', 'Tokens read from the cache.'],
    ['cache_write_tokens', 'Tokens written to the cache.'],
  ] as const
).map(([name, says]) => column(name, 'count', says, { unit: 'tokens', since: '2026-08-11' }));

/** What lines can be grouped by, where their report has it. */
const ATTRIBUTES = [
  'billed_login',
  'product',
  'sku',
  'unit_type',
  'cost_center',
  'organization_name',
  'model',
  'billed_model',
  'repository_name',
  'workflow_path',
  'exceeds_quota',
];

function lines(name: FactName, report: ReportKind, at: string, columns: readonly Column[], says: string): Fact {
  const given = columns.filter(({ derived }) => !derived);
  return {
    name,
    grain: ['scope', 'day', 'line'],
    report,
    columns,
    sources: [
      {
        report,
        at,
        constants: {},
        paths: { ...Object.fromEntries(given.map((item) => [item.name, [item.name]])), line: ['^line'] },
      },
    ],
    attributes: ATTRIBUTES.filter((name) => columns.some((item) => item.name === name)),
    says,
  };
}

/** What GitHub bills, line by line of its reports; the importer writes their columns under these names. */
export const BILLING_FACTS: readonly Fact[] = [
  lines(
    'credit_usage',
    'ai-credit-usage',
    'ai_credit',
    [
      LINE(CREDITS),
      ...moneyColumns('credits', CREDITS),
      ...MODEL(CREDITS),
      text('repository_name', 'Repository, if any.', CREDITS),
      decimal('monthly_quota', 'credits', 'Credits the plan includes in the month; repeated on every line.', CREDITS),
      ...TOKENS,
    ],
    'A line of the AI usage report: credits of one person, SKU and model on a day.',
  ),
  lines(
    'premium_request_usage',
    'premium-request-usage',
    'premium_request',
    [
      LINE(REQUESTS),
      ...moneyColumns('requests', REQUESTS),
      ...MODEL(REQUESTS),
      text('exceeds_quota', 'Whether the line is beyond the included requests.', REQUESTS),
      decimal('monthly_quota', 'requests', 'Requests the plan includes in the month.', REQUESTS),
    ],
    'A line of the premium request report, of June 2025 to May 2026.',
  ),
  lines(
    'billing_usage',
    'billing-usage',
    'billing_line',
    [
      LINE(REQUESTS),
      ...moneyColumns('events', REQUESTS),
      text('repository_name', 'Repository, if any.', REQUESTS),
      text('workflow_path', 'Workflow, if any.', REQUESTS),
    ],
    'A line of the detailed or summarized usage report: every product GitHub bills.',
  ),
];
