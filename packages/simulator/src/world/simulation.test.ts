import { addDays, eachDay } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { COUNTERS, type Counter, type UserRecord } from './records/records.ts';
import { createOrganization, type ScopeName } from './simulation.ts';

const WORKS: ScopeName = { kind: 'org', slug: 'aurora-works' };
const LABS: ScopeName = { kind: 'org', slug: 'aurora-labs' };
const AURORA: ScopeName = { kind: 'enterprise', slug: 'aurora' };
const OPTIONS = { seed: 7, people: 300, days: 60, lastDay: '2026-10-31', organizations: 2 };
const DAY = '2026-10-28';

const simulation = createOrganization(OPTIONS);

function sums(rows: readonly Partial<Record<Counter, number>>[]): number[] {
  return COUNTERS.map((counter) => rows.reduce((sum, row) => sum + (row[counter] ?? 0), 0));
}

function users(scope: ScopeName, day: string): UserRecord[] {
  return [...simulation.userRecords(scope, day)];
}

describe('a simulation', () => {
  it('gives the same records for the same seed, in whatever order days are asked for', () => {
    const other = createOrganization(OPTIONS);
    const later = [...other.userRecords(AURORA, '2026-10-30')];
    const earlier = [...other.userRecords(AURORA, DAY)];
    expect(JSON.stringify(earlier)).toBe(JSON.stringify(users(AURORA, DAY)));
    expect(JSON.stringify(later)).toBe(JSON.stringify(users(AURORA, '2026-10-30')));
  });

  it('gives other records for another seed', () => {
    const other = createOrganization({ ...OPTIONS, seed: 8 });
    expect(JSON.stringify([...other.userRecords(AURORA, DAY)])).not.toBe(JSON.stringify(users(AURORA, DAY)));
  });

  it('splits a report into shards that together are the whole', () => {
    const parts = [0, 1, 2].flatMap((part) => [...simulation.userRecords(WORKS, DAY, 3, { part, of: 3 })]);
    expect(parts).toEqual(users(WORKS, DAY));
  });

  it('has no records outside its history and for scopes it does not know', () => {
    expect(users(WORKS, '2026-11-01')).toEqual([]);
    expect(users(WORKS, '2026-09-01')).toEqual([]);
    expect(users({ kind: 'org', slug: 'nobody' }, DAY)).toEqual([]);
  });

  it('is idle on weekends compared with working days', () => {
    const wednesday = users(AURORA, '2026-10-28').length;
    const sunday = users(AURORA, '2026-10-25').length;
    expect(sunday).toBeGreaterThan(0);
    expect(sunday * 3).toBeLessThan(wednesday);
  });
});

describe('the totals of a row', () => {
  it('equal the sum over features, and over language and feature except prompts', () => {
    for (const row of users(AURORA, DAY)) {
      expect(sums(row.totals_by_feature)).toEqual(sums([row]));
      expect(sums(row.totals_by_language_feature).slice(1)).toEqual(sums([row]).slice(1));
    }
  });

  it('exceed the editors only by CLI and app', () => {
    for (const row of users(AURORA, DAY)) {
      const outside = row.totals_by_feature.filter(({ feature }) => ['copilot_cli', 'copilot_app'].includes(feature));
      expect(sums([...row.totals_by_ide, ...outside])).toEqual(sums([row]));
    }
  });

  it('agree between the two model breakdowns', () => {
    for (const row of users(AURORA, DAY)) {
      expect(sums(row.totals_by_language_model).slice(1)).toEqual(sums(row.totals_by_model_feature).slice(1));
    }
  });
});

describe('an aggregate', () => {
  it('is the sum of the user rows of its scope', () => {
    for (const scope of [WORKS, LABS, AURORA]) {
      const rows = users(scope, DAY);
      const aggregate = simulation.aggregateRecord(scope, DAY);
      expect(sums([aggregate])).toEqual(sums(rows));
      for (const { ide, ...counters } of aggregate.totals_by_ide) {
        expect(sums([counters])).toEqual(
          sums(rows.flatMap((row) => row.totals_by_ide.filter((one) => one.ide === ide))),
        );
      }
      expect(aggregate.totals_by_cli?.token_usage.prompt_tokens_sum).toBe(
        rows.reduce((sum, row) => sum + (row.totals_by_cli?.token_usage.prompt_tokens_sum ?? 0), 0),
      );
    }
  });

  it('counts distinct people over trailing 7 and 28 days', () => {
    const within = (days: number, when: (row: UserRecord) => boolean) => {
      const range = { from: addDays(DAY, 1 - days), to: DAY };
      const rows = eachDay(range).flatMap((day) => users(WORKS, day));
      return new Set(rows.filter(when).map((row) => row.user_id)).size;
    };
    const aggregate = simulation.aggregateRecord(WORKS, DAY);
    expect(aggregate.daily_active_users).toBe(within(1, () => true));
    expect(aggregate.weekly_active_users).toBe(within(7, () => true));
    expect(aggregate.monthly_active_users).toBe(within(28, () => true));
    expect(aggregate.monthly_active_chat_users).toBe(within(28, (row) => row.used_chat));
    expect(aggregate.monthly_active_agent_users).toBe(within(28, (row) => row.used_agent));
    expect(aggregate.daily_active_cli_users).toBe(within(1, (row) => row.used_cli === true));
  });

  it('has the pull requests of its repositories', () => {
    const repos = [...simulation.repoRecords(AURORA, DAY)];
    const { pull_requests } = simulation.aggregateRecord(AURORA, DAY);
    for (const field of ['total_created', 'total_reviewed', 'total_merged', 'total_suggestions'] as const) {
      expect(pull_requests[field]).toBe(repos.reduce((sum, repo) => sum + Number(repo.pull_requests[field]), 0));
    }
  });

  it('credits a person to every organization they belong to, and to the enterprise once', () => {
    const works = users(WORKS, DAY).map((row) => row.user_id);
    const labs = users(LABS, DAY).map((row) => row.user_id);
    const both = works.filter((id) => labs.includes(id));
    expect(both.length).toBeGreaterThan(0);
    expect(users(AURORA, DAY).length).toBe(works.length + labs.length - both.length);
  });

  it('puts everybody seen in 28 days into exactly one phase', () => {
    const { copilot_feature_engagement, day_totals } = simulation.aggregate28(WORKS, DAY) as {
      copilot_feature_engagement: { active_user_count: number };
      day_totals: {
        totals_by_ai_adoption_phase: { users_in_phase_28d: number; total_pull_requests_merged: number }[];
      }[];
    };
    const phases = day_totals.at(-1)?.totals_by_ai_adoption_phase ?? [];
    expect(day_totals.length).toBe(28);
    expect(phases.reduce((sum, phase) => sum + phase.users_in_phase_28d, 0)).toBe(
      copilot_feature_engagement.active_user_count,
    );
    expect(phases.reduce((sum, phase) => sum + phase.total_pull_requests_merged, 0)).toBe(
      simulation.aggregateRecord(WORKS, DAY).pull_requests.total_merged,
    );
  });
});

describe('people and teams', () => {
  it('leave teams under five seated out of the user-teams report, though the team exists', () => {
    const slugs = new Set([...simulation.teamRecords(WORKS, DAY)].map((row) => row.slug));
    expect(simulation.teams(WORKS, DAY).map((team) => team.slug)).toContain('research');
    expect(slugs.has('research')).toBe(false);
    expect(slugs.has('platform')).toBe(true);
  });

  it('put some people into several teams', () => {
    const rows = [...simulation.teamRecords(WORKS, DAY)];
    expect(new Set(rows.map((row) => row.user_id)).size).toBeLessThan(rows.length);
  });

  it('rename one login and one team on the way, keeping their ids', () => {
    const id = simulation.history.person(3).id;
    const logins = new Set(
      eachDay({ from: simulation.firstDay, to: simulation.lastDay })
        .flatMap((day) => users(AURORA, day))
        .filter((row) => row.user_id === id)
        .map((row) => row.user_login),
    );
    expect(logins.size).toBe(2);
    const named = (day: string) => simulation.teams(WORKS, day).find((team) => team.index === 2);
    expect(named('2026-09-10')?.slug).toBe('frontend');
    expect(named('2026-10-20')?.slug).toBe('product-experience');
    expect(named('2026-09-10')?.id).toBe(named('2026-10-20')?.id);
  });

  it('include people whom only the server sees: a row without prompts or breakdowns', () => {
    const silent = users(AURORA, DAY).filter((row) => row.totals_by_feature.length === 0);
    expect(silent.length).toBeGreaterThan(0);
    expect(silent.every((row) => row.user_initiated_interaction_count === 0)).toBe(true);
  });

  it('include unknown languages and models, and review flags that are null without a signal', () => {
    const rows = users(AURORA, DAY);
    expect(rows.some((row) => row.totals_by_language_feature.some(({ language }) => language === 'unknown'))).toBe(
      true,
    );
    expect(rows.some((row) => row.totals_by_model_feature.some(({ model }) => model === 'unknown'))).toBe(true);
    expect(rows.some((row) => row.used_copilot_code_review_active === null)).toBe(true);
    expect(rows.some((row) => row.used_copilot_code_review_active === true)).toBe(true);
  });
});

describe('late telemetry', () => {
  it('only ever adds to a day until it is final', () => {
    const at = (settled: 0 | 1 | 2 | 3) => [...simulation.userRecords(WORKS, DAY, settled)];
    const generated = ([0, 1, 2, 3] as const).map((settled) => sums(at(settled))[1] ?? 0);
    expect(generated.toSorted((a, b) => a - b)).toEqual(generated);
    expect(generated[0]).toBeLessThan(generated[3] ?? 0);
    expect(at(0).length).toBeLessThan(at(3).length);
  });

  it('keeps the aggregate equal to the rows that have arrived', () => {
    const rows = [...simulation.userRecords(WORKS, DAY, 1)];
    const aggregate = simulation.aggregateRecord(WORKS, DAY, 1);
    expect(sums([aggregate])).toEqual(sums(rows));
    expect(aggregate.daily_active_users).toBe(rows.length);
  });
});

describe('the 28-day users report', () => {
  it('has the rows of the days, or their sum in one row a person', () => {
    const daily = [...simulation.users28(WORKS, DAY)];
    const whole = [...simulation.users28(WORKS, DAY, { grain: 'user' })];
    expect(whole.length).toBe(new Set(daily.map((row) => row.user_id)).size);
    expect(sums(whole)).toEqual(sums(daily));
    expect(daily.every((row) => row.report_end_day === DAY && typeof row.day === 'string')).toBe(true);
    expect(whole.every((row) => !('day' in row))).toBe(true);
  });
});
