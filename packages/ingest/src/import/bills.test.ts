import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileImports } from './testing-files.ts';

const imports = createFileImports();
const { ask, bench, load, unknownPaths } = imports;

beforeAll(imports.open);
afterAll(imports.close);

describe('units of a bill', () => {
  const HEADER =
    '"date","username","product","sku","model","quantity","unit_type","applied_cost_per_quantity","gross_amount","discount_amount","net_amount","total_monthly_quota","organization","repository","cost_center_name","aic_quantity","aic_gross_amount"';
  const REQUESTS =
    '"2026-05-31","login-a","copilot","copilot_premium_request","Claude Haiku 4.5","100","requests","0.04","4","0","4","0","acme","","","9.35","0.0935"';
  const CREDITS =
    '"2026-06-01","login-a","copilot","copilot_ai_credit","Claude Haiku 4.5","50","ai-credits","0.01","0.5","0","0.5","1900","acme","","","0","0"';
  const MEASURES = [
    'billed_credits',
    'billed_credits_gross',
    'billed_credits_net',
    'premium_requests',
    'premium_requests_gross',
    'premium_requests_net',
  ] as const;

  it.each([
    ['org:bill-a', [REQUESTS, CREDITS], 'premium-request-usage'],
    ['org:bill-b', [CREDITS, REQUESTS], 'ai-credit-usage'],
  ] as const)('of one file each count as what they are, whichever comes first (%s)', async (scope, lines, report) => {
    const file = await load(`\ufeff${[HEADER, ...lines].join('\n').replaceAll('"acme"', '""')}\n`, scope);
    expect([file.outcome, file.report, file.records, file.rejected]).toEqual(['loaded', report, 2, 0]);
    expect(await ask(scope, ...MEASURES)).toEqual([50, 0.5, 0.5, 100, 4, 4]);
    const landings = (await bench().store.ledger.landings()).filter((landing) => landing.scope === scope);
    expect(landings.map(({ records, rejected }) => [records, rejected])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it('of a premium request report too, where only the SKU or a name in other letters shows it', async () => {
    const header = HEADER.replace('"total_monthly_quota"', '"exceeds_quota","total_monthly_quota"');
    const row = (line: string, quota: string) => line.replace(`,"${quota}","acme"`, `,"False","${quota}","acme"`);
    const file = await load(
      [
        header,
        row(CREDITS, '1900').replace('"ai-credits"', '"AI Credits"'),
        row(REQUESTS, '0').replace('"requests"', '""'),
      ].join('\n'),
      'org:acme',
    );
    expect([file.records, file.rejected]).toEqual([2, 0]);
    expect(await ask('org:acme', ...MEASURES)).toEqual([50, 0.5, 0.5, 100, 4, 4]);
  });

  it('what a preview of credits said is left out on purpose, another column nobody knows is listed', async () => {
    await load(`${HEADER},"carbon"\n${CREDITS},"7"\n${REQUESTS},""`, 'org:acme');
    const paths = await unknownPaths();
    expect(paths).toContain('ai_credit.carbon');
    expect(paths.filter((path) => path.includes('aic_'))).toEqual([]);
  });
});

describe("responses of GitHub's billing API", () => {
  const ITEM = {
    product: 'Copilot',
    sku: 'Copilot AI Credits',
    model: 'GPT-5',
    unitType: 'ai-credits',
    pricePerUnit: 0.01,
    grossQuantity: 10,
    grossAmount: 0.1,
    discountQuantity: 0,
    discountAmount: 0,
    netQuantity: 10,
    netAmount: 0.1,
  };
  const answer = (period: object, more: object = {}, items: readonly object[] = [ITEM]) => ({
    timePeriod: { year: 2026, month: 6, ...period },
    ...more,
    usageItems: items,
  });

  it('of one day are read, also without a scope, as they name theirs', async () => {
    const file = await load(answer({ day: 3 }, { organization: 'Answered' }));
    expect([file.outcome, file.report, file.scopes, file.records]).toEqual([
      'loaded',
      'ai-credit-usage',
      ['org:answered'],
      1,
    ]);
    expect(file.range).toEqual({ from: '2026-06-03', to: '2026-06-03' });
    expect(await ask('org:answered', 'billed_credits', 'billed_credits_gross')).toEqual([10, 0.1]);
  });

  it('of days of their own, of requests and of an enterprise are read', async () => {
    const dated = {
      ...ITEM,
      date: '2026-06-04',
      quantity: 3,
      grossQuantity: undefined,
      model: undefined,
      organizationName: 'x',
    };
    const bill = await load(
      { usageItems: [dated, { ...dated, date: '2026-06-05T00:00:00Z', grossAmount: 0.25 }] },
      'enterprise:e',
    );
    expect([bill.report, bill.days, bill.records]).toEqual(['billing-usage', 2, 2]);
    expect(await ask('enterprise:e', 'billed_gross')).toEqual([0.35]);
    const requests = {
      ...ITEM,
      sku: 'Copilot Premium Request',
      unitType: 'requests',
      grossQuantity: 100,
      grossAmount: 4,
    };
    const both = await load([answer({ day: 5 }, { enterprise: 'E' }, [requests, ITEM])], 'enterprise:e');
    expect([both.records, both.rejected]).toEqual([2, 0]);
    expect(await ask('enterprise:e', 'premium_requests', 'premium_requests_gross', 'billed_credits')).toEqual([
      100, 4, 10,
    ]);
  });

  it('give way to an export of the same day, which names people, whichever comes first; differences are named', async () => {
    const bill = (gross: number) =>
      [
        'date,username,product,sku,model,quantity,unit_type,gross_amount,net_amount,organization',
        `2026-06-07,ada,copilot,copilot_ai_credit,GPT-5,10,ai-credits,${gross},0,`,
      ].join('\n');
    const ofDay = answer({ day: 7 });
    await load(bill(0.1), 'org:bill-first');
    const kept = await load(ofDay, 'org:bill-first');
    expect([kept.outcome, kept.message]).toEqual([
      'kept',
      "Kept 1 day (2026-06-07) from file, an export that says who used what; a response of GitHub's billing API names no people. To take this file's rows, import it again with --replace.",
    ]);
    expect(kept.notices).toEqual([]);
    await load(ofDay, 'org:answer-first');
    const same = await load(bill(0.1), 'org:answer-first');
    expect([same.outcome, same.notices]).toEqual(['loaded', ['1 day that had rows was replaced.']]);
    await load(ofDay, 'org:apart');
    const apart = await load(bill(0.25), 'org:apart');
    const differs = 'Gross amounts differ: 2026-06-07 ($0.1 stood there, this file has $0.25).';
    expect([apart.outcome, apart.notices.at(-1)]).toEqual(['loaded', differs]);
    const back = await load(ofDay, 'org:apart');
    expect([back.outcome, back.notices.at(-1)]).toEqual([
      'kept',
      'Gross amounts differ: 2026-06-07 ($0.25 stood there, this file has $0.1).',
    ]);
    expect(await ask('org:apart', 'billed_credits', 'billed_credits_gross')).toEqual([10, 0.25]);
    const replaced = await load(ofDay, 'org:apart', { replace: true });
    expect([replaced.outcome, await ask('org:apart', 'billed_credits_gross')]).toEqual(['loaded', [0.1]]);
  });

  it('in a unit that no total counts are named and left out, also where their SKU speaks of credits', async () => {
    const odd = { ...ITEM, unitType: 'agent-hours', grossQuantity: 2.5, grossAmount: 5 };
    const file = await load(answer({ day: 6 }, { organization: 'odd' }, [ITEM, odd]));
    expect([file.records, file.rejected, file.rejectedLines[0]?.code]).toEqual([1, 1, 'unknown_unit']);
    expect(file.notices.at(-1)).toBe(
      'Unknown unit "agent-hours": 1 line with a quantity of 2.5 and $5 gross left out. Totals of AI bills count AI credits and requests.',
    );
    expect(await ask('org:odd', 'billed_credits', 'billed_credits_gross')).toEqual([10, 0.1]);
  });

  it.each([
    [
      'a month',
      answer({}, { organization: 'acme' }),
      'for a whole month 2026-06; days are kept here. Ask with year, month and day',
    ],
    ['a year', { ...answer({}), timePeriod: { year: 2026 } }, 'for a whole year 2026'],
    [
      'one person',
      answer({ day: 3 }, { organization: 'acme', user: 'monalisa' }),
      'for one user only; a day is loaded whole. Ask without these filters',
    ],
    ['an account', answer({ day: 3 }, { user: 'monalisa' }), 'for the account of monalisa'],
  ])('of %s are refused with what they are and what to do', async (_, content, text) => {
    const file = await load(content, 'org:acme');
    expect([file.outcome, file.code]).toEqual(['refused', 'not_report']);
    expect(file.message).toContain(text);
  });
});
