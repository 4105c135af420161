import { type FactName, parseScope } from '@flightdeck/catalog';
import { afterEach, describe, expect, it } from 'vitest';
import { idOfLogin } from '../scan/csv/csv-kinds.ts';
import { createMoves, DAYS, type Document, person, seat, total } from './testing-moves.ts';

const moves = createMoves();
const { start } = moves;

afterEach(moves.close);

describe('whose a slug is', () => {
  const days = DAYS.slice(0, 2);
  const of = (slug: string, more: Document = {}): Document => ({
    ...total(days[0] ?? '', 'no-team', 10),
    organization_slug: slug,
    ...more,
  });

  it('is what people say, what their rows say, or else an organization, with a notice', async () => {
    const { bench, move } = await start({
      copilot_usage_total: [of('acme'), of('big'), of('chosen'), of('plain')],
      copilot_user_metrics: [
        person('2026-01-01', 'ada', 11),
        person('2026-01-01', 'bob', 12, { organization_slug: 'big', slug_type: 'Standalone' }),
      ],
    });
    const { notices } = await move({ scopes: [parseScope('enterprise:chosen')] });
    expect(notices).toEqual([
      'plain is taken for an organization, as no document says what it is; if it is an enterprise, give --scope enterprise:plain.',
    ]);
    expect([...(await bench.store.scopes())].sort()).toEqual([
      'enterprise:big',
      'enterprise:chosen',
      'org:acme',
      'org:plain',
    ]);
    await expect(move({ scopes: [parseScope('enterprise:nobody')] })).rejects.toMatchObject({
      code: 'unknown_slug',
      hint: 'The indexes have documents of acme, big, chosen, plain.',
    });
  });

  it('is never guessed where an organization and an enterprise have the same name', async () => {
    const { bench, move } = await start({
      copilot_usage_total: [of('acme')],
      copilot_user_metrics: [
        person('2026-01-01', 'ada', 11),
        person('2026-01-01', 'bob', 12, { slug_type: 'Standalone' }),
      ],
    });
    await expect(move()).rejects.toMatchObject({
      code: 'scope_unclear',
      message: 'acme is an organization and an enterprise, and the documents of both stand under one name.',
      hint: 'Give one of --scope org:acme and --scope enterprise:acme; all documents named acme are taken for that one.',
    });
    await move({ scopes: [parseScope('enterprise:acme')] });
    expect(await bench.store.scopes()).toEqual(['enterprise:acme']);
  });

  it("makes up no settings of an enterprise, as the dashboard did, and keeps the seats' number", async () => {
    const summary = {
      day: '2026-01-01',
      organization_slug: 'big',
      seat_total: 9,
      seat_added_this_cycle: 4,
      seat_pending_invitation: 0,
      seat_active_this_cycle: 3,
      seat_inactive_this_cycle: 6,
      public_code_suggestions: 'allow',
      plan_type: 'business',
    };
    const { move, sums } = await start({ copilot_seat_info_settings: [summary] });
    await move({ scopes: [parseScope('enterprise:big')] });
    const columns = ['total', 'active_this_cycle', 'added_this_cycle', 'pending_invitation'];
    expect(await sums('seat_summary_day', columns, [], 'enterprise:big')).toEqual([[9, null, null, null]]);
  });
});

describe('one person', () => {
  it('has one id in seats and rows, that of the rows of the same organization, whatever the case of the login', async () => {
    const { bench, move, sums } = await start({
      copilot_seat_assignments: [
        seat('2026-01-01', 'Ada'),
        seat('2026-01-01', 'idle'),
        seat('2026-01-01', 'unassigned-seat-1'),
        { ...seat('2026-01-01', 'ada'), organization_slug: 'other' },
      ],
      copilot_user_metrics: [
        person('2026-01-01', 'ada', 11),
        person('2026-01-01', 'nameless', null),
        person('2026-01-03', 'ada', null),
        person('2026-01-02', 'text', '12' as never),
      ],
    });
    const { result, reports } = await move();
    expect([result, reports.map(({ rejected }) => rejected)]).toEqual(['partial', expect.arrayContaining([1])]);
    const people = (fact: FactName, scope = 'org:acme') => sums(fact, ['user_id'], ['user'], scope);
    const idsIn = async (fact: FactName, scope?: string) => (await people(fact, scope)).map(([, id]) => id);
    expect(await idsIn('seat_day')).toEqual(expect.arrayContaining([11, null, idOfLogin('idle')]));
    expect(await idsIn('seat_day')).toHaveLength(3);
    expect(await people('seat_day', 'org:other')).toEqual([['ada', 11]]);
    expect((await idsIn('user_day')).sort()).toEqual([12, 22]);
    expect(await bench.store.ledger.unknownFields()).toEqual([]);
    expect(await sums('user_day', ['code_generation_activity_count'], ['granting_team'])).toEqual([['web', 15]]);
  });

  it('is counted once on a day that was written under an old and a new login', async () => {
    const { move, sums } = await start({
      copilot_user_metrics: [
        person('2026-01-01', 'new', 11, { last_updated_at: '2026-01-09 10:00:00', code_generation_activity_count: 6 }),
        person('2026-01-01', 'old', 11, { last_updated_at: '2026-01-08 10:00:00' }),
      ],
    });
    await move();
    expect(await sums('user_day', ['code_generation_activity_count'], ['user'])).toEqual([['new', 6]]);
  });
});
