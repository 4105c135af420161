import { REPORT_KEYS } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { decideKind } from './kind.ts';
import type { RecordKind } from './schema.ts';

const PERSON = ['day', 'organization_id', 'user_id', 'user_login', 'loc_added_sum', 'totals_by_ide', 'used_chat'];
const MEMBER = ['day', 'organization_id', 'user_id', 'user_login', 'team_id', 'slug'];
const TOTALS = ['day', 'organization_id', 'daily_active_users', 'monthly_active_users', 'loc_added_sum'];

const kindOf = (names: readonly string[], expected: RecordKind | null = null) =>
  decideKind(new Set(names), REPORT_KEYS, expected);

describe('the kind of a record', () => {
  it.each([
    ['users-1-day', PERSON],
    ['users-28-day', [...PERSON, 'report_start_day', 'report_end_day']],
    ['user-teams-1-day', MEMBER],
    ['aggregate-1-day', TOTALS],
    ['aggregate-28-day', ['report_start_day', 'report_end_day', 'organization_id', 'day_totals']],
    ['repos-1-day', ['day', 'organization_id', 'repo_id', 'repo_name', 'pull_requests']],
    ['legacy-metrics', ['date', 'total_active_users', 'total_engaged_users']],
    ['legacy-usage', ['day', 'total_suggestions_count', 'breakdown']],
    ['seats', ['day', 'line', 'seat']],
    ['seats', ['day', 'line', 'list']],
    ['seat-summary', ['day', 'billing']],
    ['legacy-team-metrics', ['day', 'team', 'usage']],
    ['ai-credit-usage', ['day', 'line', 'ai_credit']],
    [null, ['a', 'b', 'day']],
  ] as const)('is %s by its keys', (kind, names) => {
    expect(kindOf(names)).toBe(kind);
  });

  it.each([
    'team_id',
    'slug',
    'repo_id',
    'repo_name',
    'breakdown',
    'daily_active_users',
    'pull_requests',
    'total_engaged_users',
    'line',
    'seat',
    'billing',
    'moved',
    'ai_credit',
  ])('of a person stays with a new field %s', (name) => {
    expect(kindOf([...PERSON, name])).toBe('users-1-day');
    expect(kindOf([...PERSON, 'line', 'seat', name])).toBe('users-1-day');
  });

  it("of a scope's totals stays with fields of people, and that of a member with counters", () => {
    expect(kindOf([...TOTALS, 'user_id'])).toBe('aggregate-1-day');
    expect(kindOf([...MEMBER, 'loc_added_sum'])).toBe('user-teams-1-day');
  });

  it('is what GitHub was asked for while it has anything of that, or else what it is', () => {
    expect(kindOf(PERSON, 'user-teams-1-day')).toBe('users-1-day');
    expect(kindOf([...PERSON, 'team_id', 'slug'], 'users-1-day')).toBe('users-1-day');
    expect(kindOf(MEMBER, 'users-1-day')).toBe('user-teams-1-day');
    const sevenMore = ['loc_added_sum', 'loc_deleted_sum', 'used_chat', 'used_cli', 'totals_by_ide', 'ai_credits_used'];
    expect(kindOf([...MEMBER, ...sevenMore], 'user-teams-1-day')).toBe('user-teams-1-day');
  });

  it('of a record without an identifying key shows by the rest, so that it is refused for the right reason', () => {
    expect(kindOf(['day', 'user_login', 'loc_added_sum'])).toBe('users-1-day');
    expect(kindOf(['day', 'user_login', 'slug'])).toBe('user-teams-1-day');
    expect(kindOf(['repo_name', 'pull_requests'])).toBe('repos-1-day');
  });
});
