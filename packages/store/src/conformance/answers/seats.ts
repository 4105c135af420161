import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask, BOTH, IN_ACME } from '../fixtures/ask.ts';

const UP_TO_OCTOBER = { from: '2026-10-29', to: '2026-10-31' };

/** What a store must answer about seats. */
export function seatTests(open: () => Store): void {
  it('reads of a snapshot the last one of each bucket, and never adds days up', async () => {
    const metrics = ['seats', 'seat_grants', 'seats_idle_30'];
    const of = async (by: string) => (await ask(open(), { metrics, by: [by], where: [...IN_ACME] })).rows;
    expect(await of('day')).toEqual([
      { day: '2026-10-30', seats: 2, seat_grants: 2, seats_idle_30: 0 },
      { day: '2026-11-01', seats: 5, seat_grants: 7, seats_idle_30: 2 },
    ]);
    expect(await of('week')).toEqual([{ week: '2026-10-26', seats: 5, seat_grants: 7, seats_idle_30: 2 }]);
    expect(await of('month')).toEqual([
      { month: '2026-10-01', seats: 2, seat_grants: 2, seats_idle_30: 0 },
      { month: '2026-11-01', seats: 5, seat_grants: 7, seats_idle_30: 2 },
    ]);
  });

  it('counts a person with seats of two organizations once, each from its own last snapshot', async () => {
    const metrics = ['seats', 'seat_grants', 'github_seats'];
    const now = await ask(open(), { metrics, where: BOTH, range: UP_TO_OCTOBER });
    expect(now.rows).toEqual([{ seats: 3, seat_grants: 4, github_seats: 4 }]);
  });

  it('never uses an older snapshot in place of an empty one', async () => {
    const metrics = ['seats', 'github_seats'];
    const where = [{ dimension: 'organization', values: ['globex'] }];
    expect((await ask(open(), { metrics, where })).rows).toEqual([{ seats: null, github_seats: 0 }]);
    expect((await ask(open(), { metrics, where: BOTH })).rows).toEqual([{ seats: 5, github_seats: 6 }]);
  });

  it('counts seats without a person apart, and a null team as a group of its own', async () => {
    const { rows } = await ask(open(), {
      metrics: ['seats', 'seats_without_person', 'seats_never_used', 'idle_seat_cost'],
      by: ['granting_team'],
      where: [...IN_ACME],
    });
    expect(rows).toEqual([
      { granting_team: 'web', seats: 3, seats_without_person: 0, seats_never_used: 2, idle_seat_cost: 19 },
      { granting_team: null, seats: 3, seats_without_person: 1, seats_never_used: 0, idle_seat_cost: 39 },
    ]);
  });

  it('keeps a seat of nobody where people are left out', async () => {
    const { rows } = await ask(open(), {
      metrics: ['seats', 'seats_without_person'],
      where: [...IN_ACME, { dimension: 'user', is: 'not_in', values: ['ada'] }],
    });
    expect(rows).toEqual([{ seats: 4, seats_without_person: 1 }]);
  });

  it('prices seats of other plans where such plans were given a price', async () => {
    const query = { metrics: ['idle_seat_cost'], by: ['plan'], where: [...IN_ACME] };
    const costs = async (other?: number) => {
      const prices = { business: 1900, enterprise: 3900, ...(other === undefined ? {} : { other }) };
      return (await ask(open(), query, prices)).rows.map(({ plan, idle_seat_cost }) => [plan, idle_seat_cost]);
    };
    expect(await costs()).toEqual([
      ['business', 19],
      ['enterprise', 39],
      ['unknown', null],
    ]);
    expect(await costs(1050)).toEqual([
      ['business', 19],
      ['enterprise', 39],
      ['unknown', 10.5],
    ]);
  });

  it('lists seats by person and what is known of them', async () => {
    const { rows, rowCount } = await ask(open(), {
      metrics: ['seat_quiet_days', 'seat_idle_days', 'seat_grants', 'seats'],
      by: ['user', 'plan', 'seat_created', 'last_active', 'last_editor'],
      where: [...IN_ACME, { dimension: 'idle_band', values: ['30-59', '90+', 'never'] }],
      order: { key: 'seat_quiet_days', descending: true },
      limit: 3,
    });
    const row = (user: string | null, plan: string, seat_created: string, last_active: string | null) => ({
      user,
      plan,
      seat_created,
      last_active,
    });
    expect(rowCount).toBe(5);
    expect(rows).toEqual([
      {
        ...row(null, 'business', '2026-01-09', null),
        last_editor: null,
        seat_quiet_days: 90,
        seat_idle_days: null,
        seat_grants: 1,
        seats: 0,
      },
      {
        ...row('cyd', 'business', '2026-09-17', null),
        last_editor: null,
        seat_quiet_days: 45,
        seat_idle_days: null,
        seat_grants: 1,
        seats: 1,
      },
      {
        ...row('eve', 'unknown', '2026-01-09', '2026-09-22'),
        last_editor: 'jetbrains',
        seat_quiet_days: 40,
        seat_idle_days: 40,
        seat_grants: 1,
        seats: 1,
      },
    ]);
  });

  it('has the policies of each day', async () => {
    const { rows } = await ask(open(), { metrics: ['seats_billed'], by: ['day', 'cli_policy'], where: [...IN_ACME] });
    expect(rows).toEqual([
      { day: '2026-10-30', cli_policy: 'disabled', seats_billed: 2 },
      { day: '2026-11-01', cli_policy: 'enabled', seats_billed: 6 },
    ]);
  });
}
