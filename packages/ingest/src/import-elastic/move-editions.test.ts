import { FACTS, parseScope } from '@flightdeck/catalog';
import { afterEach, describe, expect, it } from 'vitest';
import { replayMissing } from '../replay/replay.ts';
import { createMoves, DAYS, type Document, part, person, total } from './testing-moves.ts';

const moves = createMoves();
const { empty, start } = moves;

afterEach(moves.close);

/** Ten days on which two teams are each larger than the people without a team. */
const ofRest = (): Document[] =>
  DAYS.flatMap((day) => [total(day, 'no-team', 20), total(day, 'web', 60), total(day, 'data', 40)]);

describe('importing from an edition in which no-team is the rest', () => {
  it('adds up all teams with no-team, keeps it beside the teams, and gives the same again after a rebuild', async () => {
    const { bench, move, sums } = await start({
      copilot_usage_total: ofRest(),
      copilot_usage_breakdown: [
        part('2026-01-01', 'web', 'go', 'vscode', 60),
        part('2026-01-01', 'data', 'go', 'vscode', 25),
        part('2026-01-01', 'data', 'python', 'vscode', 15),
        part('2026-01-01', 'no-team', 'python', 'vim', 20),
      ],
    });
    const result = await move();
    expect(result.noTeam).toEqual([
      {
        scope: 'org:acme',
        slug: 'acme',
        noTeam: 'rest',
        from: null,
        to: null,
        by: 'evidence',
        why: 'on all 10 days with both, a team has more than no-team, which a whole could not',
      },
    ]);
    expect(await sums('legacy_total_day', ['suggestions', 'acceptances', 'active_users'])).toEqual([[1200, 600, 120]]);
    expect(await sums('legacy_team_total_day', ['suggestions'], ['legacy_team'])).toEqual([
      ['data', 400],
      ['no-team', 200],
      ['web', 600],
    ]);
    expect(await sums('legacy_completion_day', ['suggestions'], ['language', 'ide'])).toEqual([
      ['go', 'vscode', 85],
      ['python', 'vim', 20],
      ['python', 'vscode', 15],
    ]);
    expect(await sums('legacy_team_completion_day', ['suggestions'], ['legacy_team'])).toEqual([
      ['data', 40],
      ['no-team', 20],
      ['web', 60],
    ]);
    const fresh = await empty();
    const { archive, journal } = bench.tools;
    expect((await replayMissing({ ...fresh.tools, archive, journal })).failed).toEqual([]);
    const [before, after] = [await bench.store.digests(), await fresh.store.digests()];
    for (const { name } of FACTS) expect([name, after.get(name)]).toEqual([name, before.get(name)]);
  });

  it('reads days again when they are declared to be of the other kind, and only then', async () => {
    const few = DAYS.slice(0, 3).flatMap((day) => [total(day, 'no-team', 70), total(day, 'web', 60)]);
    const { move, sums } = await start({ copilot_usage_total: few });
    expect((await move()).noTeam[0]).toMatchObject({ noTeam: 'whole', by: 'default' });
    expect(await sums('legacy_total_day', ['suggestions'])).toEqual([[210]]);
    const noTeam = { unclear: 'rest', bySlug: new Map() } as const;
    expect((await move({ noTeam })).reports).toMatchObject([{ loaded: 3, skipped: 0 }]);
    expect(await sums('legacy_total_day', ['suggestions'])).toEqual([[390]]);
    expect((await move({ noTeam })).reports).toMatchObject([{ loaded: 0, skipped: 3 }]);
    expect((await move()).reports).toMatchObject([{ loaded: 3 }]);
    expect(await sums('legacy_total_day', ['suggestions'])).toEqual([[210]]);
    await expect(move({ noTeam: { unclear: null, bySlug: new Map([['nobody', 'rest']]) } })).rejects.toMatchObject({
      code: 'unknown_slug',
      hint: 'The indexes have documents of acme.',
    });
  });

  it('takes parts and never the totals beside them, and leaves out what was derived from reports of people', async () => {
    const { move, sums } = await start({
      copilot_usage_total: [
        ...ofRest(),
        total('2026-01-11', 'web', 5000, { report_source: 'user-28-day' }),
        total('2026-01-12', 'web', 5000, { report_source: 'user-28-day' }),
      ],
      copilot_usage_breakdown: [
        part('2026-01-01', 'web', 'go', 'vscode', 60),
        { ...part('2026-01-01', 'web', 'go', 'all', 60), report_dimension: 'language_model' },
        { ...part('2026-01-01', 'web', 'all', 'vscode', 60), report_dimension: 'ide' },
        { ...part('2026-01-12', 'web', 'go', 'all', 7), report_dimension: 'language_model' },
      ],
      copilot_user_metrics: [person('2026-01-11', 'ada', 11)],
    });
    const result = await move();
    expect(result.notices).toEqual([
      "org:acme: 2 documents of usage of 2 days, 2026-01-11 to 2026-01-12, left out: the dashboard derived them from GitHub's reports of people, they are no history of the older API; 1 day of these come with those reports, 1 day do not and are not known here.",
      'org:acme: 3 documents of usage of 2 days, 2026-01-01 to 2026-01-12, left out: they count "all" languages or editors, beside the parts they are made of; of 1 day an index has no parts, so languages or editors of these are not known.',
    ]);
    expect(await sums('legacy_total_day', ['suggestions'])).toEqual([[1200]]);
    expect(await sums('legacy_completion_day', ['suggestions'], ['language'])).toEqual([['go', 60]]);
    expect(await sums('legacy_completion_day', ['suggestions'], ['ide'])).toEqual([['vscode', 60]]);
  });

  it('leaves out what has a day after GitHub closed the older API, whatever it calls itself', async () => {
    const { move, sums } = await start({
      copilot_usage_total: [...ofRest(), total('2026-04-02', 'web', 90), total('2026-04-03', 'web', 7000)],
      copilot_usage_breakdown: [
        part('2026-04-02', 'web', 'go', 'vscode', 60),
        part('2026-05-01', 'web', 'go', 'vscode', 600),
        part('2026-05-01', 'web', 'all', 'vscode', 600),
      ],
    });
    const result = await move();
    expect(result.result).toBe('ok');
    expect(result.notices).toContain(
      'org:acme: 3 documents of usage of 2 days, 2026-04-03 to 2026-05-01, left out: GitHub closed the older API on 2026-04-02, so they are no history of it; the dashboard derived them from something else, such as reports of people.',
    );
    expect(await sums('legacy_total_day', ['suggestions'])).toEqual([[1290]]);
    expect(await sums('legacy_completion_day', ['suggestions'])).toEqual([[60]]);
  });

  it('takes a total of a repository once that was repeated for each model', async () => {
    const pull = (repository: string, model: string, count: number): Document => ({
      day: '2026-01-01',
      organization_slug: 'acme',
      team_slug: 'no-team',
      repository,
      model,
      pr_summaries_created: count,
    });
    const { move, sums } = await start({
      copilot_usage_total: [total('2026-01-01', 'no-team', 10, { total_pr_summaries_created: 5 })],
      copilot_pr_reviews: [pull('acme/api', 'a', 3), pull('acme/api', 'b', 3), pull('acme/web', 'a', 2)],
    });
    await move();
    expect(await sums('legacy_pull_request_day', ['pull_request_summaries'])).toEqual([[5]]);
  });
});

describe('indexes of forks', () => {
  const credit = (more: Document): Document => ({
    day: '2026-07-01',
    organization_slug: 'acme',
    scope_slug: 'acme',
    slug_type: 'Organization',
    user_login: 'ada',
    product: 'copilot',
    sku: 'copilot_ai_credit',
    model: 'GPT-5.2',
    unit_type: 'ai-credits',
    price_per_unit: 0.01,
    gross_quantity: 12.5,
    gross_amount: 0.125,
    discount_quantity: 0,
    discount_amount: 0,
    net_quantity: 12.5,
    net_amount: 0.125,
    ...more,
  });

  it('bring AI credits, without the discounts the fork made up', async () => {
    const { move, sums } = await start({
      copilot_ai_credit_usage: [
        credit({}),
        credit({ user_login: null, gross_quantity: 1e-7 }),
        credit({ user_login: 'bob', discount_quantity: 2, discount_amount: 0.025, net_amount: 0.1 }),
      ],
    });
    const { unread } = await move();
    expect(unread).toEqual([]);
    const money = ['quantity', 'gross_amount', 'discount_amount', 'net_amount'];
    expect(await sums('credit_usage', money, ['billed_user'])).toEqual([
      [null, 1e-7, 0.125, null, null],
      ['ada', 12.5, 0.125, null, null],
      ['bob', 12.5, 0.125, 0.025, 0.1],
    ]);
  });

  it("bring GitHub's AI usage report as another fork keeps it, each record once", async () => {
    const csv = {
      record_type: 'csv_row',
      organization_slug: 'big',
      day: '2026-07-01',
      date: '2026-07-01',
      username: 'ada',
      product: 'copilot',
      sku: 'copilot_ai_credit',
      model: 'GPT-5.2',
      quantity: '12.123456789012',
      gross_amount: '0.12',
      discount_amount: '0.02',
      net_amount: '0.10',
      input: '100',
      organization: 'acme',
    };
    const { move, sums } = await start({
      copilot_ai_billing: [csv, { organization_slug: 'big', day: '2026-07-01', metric_name: 'net_amount', value: 0.1 }],
    });
    await move({ scopes: [parseScope('enterprise:big')] });
    const columns = ['quantity', 'net_amount', 'input_tokens'];
    expect(await sums('credit_usage', columns, ['billed_user'], 'enterprise:big')).toEqual([
      ['ada', 12.123456789, 0.1, 100],
    ]);
  });

  it('are named with the reason when they are not read, under a prefix too', async () => {
    const { move } = await start({
      'x-copilot_usage_total': [total('2026-01-01', 'no-team', 10)],
      'x-copilot_token_usage': [],
      'x-copilot_model_auto_usage': [],
      'x-copilot_ai_credit_usage_user_daily': [],
      'x-notes': [],
      copilot_user_adoption: [],
    });
    expect((await move({ prefix: 'x-' })).unread).toEqual([
      {
        index: 'x-copilot_ai_credit_usage_user_daily',
        why: 'it holds sums over copilot_ai_credit_usage, and zeros for seats without use',
      },
      {
        index: 'x-copilot_model_auto_usage',
        why: 'the dashboard counted it from rows of copilot_user_metrics, which are read',
      },
      {
        index: 'x-copilot_token_usage',
        why: "the dashboard spreads the CLI's tokens over models and languages by weights of its own; the tokens themselves come with copilot_user_metrics",
      },
      { index: 'x-notes', why: 'it is no index of the dashboard or a fork that is known here' },
    ]);
  });
});
