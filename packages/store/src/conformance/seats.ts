import { expect, it } from 'vitest';
import type { Store } from '../port.ts';
import { ask, IN_ACME } from './ask.ts';
import type { FixtureFact } from './fixture-fact.ts';

const [ADA, BOB, CYD, DEE, EVE] = [1, 2, 3, 4, 5];
const SEAT = [
  'day',
  'line',
  'user_id',
  'user_login',
  'granting_team',
  'plan',
  'seat_created',
  'last_active',
  'last_editor',
  'idle_days',
  'quiet_days',
  'idle_band',
  'last_activity_editor',
  'last_authenticated_at',
  'charged',
] as const;
const CHAT = 'vscode/1.139.0/copilot-chat/0.41.2';
const RIDER = 'jetbrains/2026.1/copilot/1.5.52';
const SIGNED_IN = '2026-10-29T08:00:00Z';
const BREAKDOWN = [
  'day',
  'total',
  'added_this_cycle',
  'active_this_cycle',
  'inactive_this_cycle',
  'pending_invitation',
  'pending_cancellation',
  'cli_policy',
  'plan',
] as const;

/**
 * Two snapshots of acme: on 1 November ada has two grants, cyd and dee never did anything, and one seat is nobody's. Of
 * globex one of 30 October, and an empty one of 2 November.
 */
export const SEATS: readonly FixtureFact[] = [
  {
    scope: 'org:acme',
    fact: 'seat_day',
    columns: SEAT,
    rows: [
      [
        '2026-10-30',
        1,
        ADA,
        'ada',
        'web',
        'business',
        '2026-01-09',
        '2026-10-29',
        'vscode',
        1,
        1,
        '0-1',
        CHAT,
        SIGNED_IN,
        true,
      ],
      [
        '2026-10-30',
        2,
        BOB,
        'bob',
        null,
        'enterprise',
        '2026-01-09',
        '2026-10-01',
        'vscode',
        29,
        29,
        '14-29',
        CHAT,
        null,
        true,
      ],
      [
        '2026-11-01',
        1,
        ADA,
        'ada',
        'web',
        'business',
        '2026-01-09',
        '2026-11-01',
        'vscode',
        0,
        0,
        '0-1',
        CHAT,
        SIGNED_IN,
        true,
      ],
      [
        '2026-11-01',
        2,
        ADA,
        'ada',
        null,
        'business',
        '2026-01-09',
        '2026-11-01',
        'vscode',
        0,
        0,
        '0-1',
        CHAT,
        SIGNED_IN,
        false,
      ],
      [
        '2026-11-01',
        3,
        BOB,
        'bobby',
        null,
        'enterprise',
        '2026-01-09',
        '2026-10-01',
        'vscode',
        31,
        31,
        '30-59',
        CHAT,
        null,
        true,
      ],
      ['2026-11-01', 4, CYD, 'cyd', 'web', 'business', '2026-09-17', null, null, null, 45, 'never', null, null, true],
      ['2026-11-01', 5, DEE, 'dee', 'web', 'business', '2026-10-29', null, null, null, 3, 'never', null, null, true],
      ['2026-11-01', 6, null, null, null, 'business', '2026-01-09', null, null, null, 90, 'never', null, null, false],
      [
        '2026-11-01',
        7,
        EVE,
        'eve',
        null,
        'unknown',
        '2026-01-09',
        '2026-09-22',
        'jetbrains',
        40,
        40,
        '30-59',
        RIDER,
        null,
        true,
      ],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'seat_list_day',
    columns: ['day', 'total_seats'],
    rows: [
      ['2026-10-30', 2],
      ['2026-11-01', 6],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'seat_summary_day',
    columns: BREAKDOWN,
    rows: [
      ['2026-10-30', 2, 0, 1, 1, 0, 0, 'disabled', 'business'],
      ['2026-11-01', 6, 2, 1, 5, 1, 0, 'enabled', 'business'],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'seat_day',
    columns: SEAT,
    rows: [
      [
        '2026-10-30',
        1,
        ADA,
        'ada',
        null,
        'business',
        '2026-01-09',
        '2026-10-29',
        'vscode',
        1,
        1,
        '0-1',
        CHAT,
        SIGNED_IN,
        true,
      ],
      [
        '2026-10-30',
        2,
        EVE,
        'eve',
        null,
        'business',
        '2026-01-09',
        '2026-09-22',
        'jetbrains',
        38,
        38,
        '30-59',
        RIDER,
        null,
        true,
      ],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'seat_list_day',
    columns: ['day', 'total_seats'],
    rows: [
      ['2026-10-30', 2],
      ['2026-11-02', 0],
    ],
  },
];

/** Every metric of seats for acme over all five days: as of its snapshot of 1 November. */
export const SEAT_ANSWERS: Readonly<Record<string, number>> = {
  seats: 5,
  seats_business: 3,
  seats_enterprise: 1,
  seats_unknown_plan: 1,
  seat_grants: 7,
  seats_without_person: 1,
  github_seats: 6,
  seats_active_2: 1,
  seats_active_7: 1,
  seats_active_14: 1,
  seats_active_30: 1,
  seats_active_60: 3,
  seats_active_90: 3,
  seats_idle_2: 2,
  seats_idle_7: 2,
  seats_idle_14: 2,
  seats_idle_30: 2,
  seats_idle_60: 0,
  seats_idle_90: 0,
  seats_never_used: 2,
  seats_unused_30: 3,
  // bob's at 39 and cyd's at 19; the plan of eve's is not known.
  idle_seat_cost: 58,
  seat_idle_days: 0,
  seat_quiet_days: 0,
  seats_billed: 6,
  seats_added_this_cycle: 2,
  seats_active_this_cycle: 1,
  seats_inactive_this_cycle: 5,
  seats_pending_invitation: 1,
  seats_pending_cancellation: 0,
};

const BOTH = [{ dimension: 'organization', values: ['acme', 'globex'] }];
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

  it('counts a person seated by two organizations once, each by its own last snapshot', async () => {
    const metrics = ['seats', 'seat_grants', 'github_seats'];
    const now = await ask(open(), { metrics, where: BOTH, range: UP_TO_OCTOBER });
    expect(now.rows).toEqual([{ seats: 3, seat_grants: 4, github_seats: 4 }]);
  });

  it('lets no older snapshot stand in for an empty one', async () => {
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

  it('tells the policies of each day', async () => {
    const { rows } = await ask(open(), { metrics: ['seats_billed'], by: ['day', 'cli_policy'], where: [...IN_ACME] });
    expect(rows).toEqual([
      { day: '2026-10-30', cli_policy: 'disabled', seats_billed: 2 },
      { day: '2026-11-01', cli_policy: 'enabled', seats_billed: 6 },
    ]);
  });
}
