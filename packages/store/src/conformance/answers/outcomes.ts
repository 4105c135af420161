import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask, BOTH, IN_ACME } from '../fixtures/ask.ts';

/** What a store must answer about repositories, phases and the way people go between them. */
export function outcomeTests(open: () => Store): void {
  it('follows a repository through a rename, and keeps two that had the same name apart', async () => {
    const metrics = ['pull_requests_created', 'pull_requests_merged', 'median_minutes_to_merge'];
    const { rows, total } = await ask(open(), { metrics, by: ['repository'], where: BOTH, total: true });
    expect(rows).toEqual([
      { repository: 'acme/api', pull_requests_created: 1, pull_requests_merged: 1, median_minutes_to_merge: 200 },
      { repository: 'acme/site', pull_requests_created: 4, pull_requests_merged: 1, median_minutes_to_merge: 40 },
      { repository: 'globex/core', pull_requests_created: 4, pull_requests_merged: null, median_minutes_to_merge: 9 },
      {
        repository: 'globex/core (201)',
        pull_requests_created: 2,
        pull_requests_merged: null,
        median_minutes_to_merge: 5,
      },
    ]);
    expect(total).toMatchObject({ median_minutes_to_merge: null });
  });

  it('understands the earlier name of a repository, whatever the case', async () => {
    const where = [...IN_ACME, { dimension: 'repository', values: ['Acme/WEB'] }];
    const { rows } = await ask(open(), { metrics: ['pull_requests_created'], by: ['repository'], where });
    expect(rows).toEqual([{ repository: 'acme/site', pull_requests_created: 4 }]);
    const not = [...IN_ACME, { dimension: 'repository', is: 'not_in' as const, values: ['acme/site'] }];
    expect((await ask(open(), { metrics: ['pull_requests_created'], where: not })).rows).toEqual([
      { pull_requests_created: 1 },
    ]);
  });

  it('gives a median for one day of one repository or scope, never of several together', async () => {
    const metrics = ['median_minutes_to_merge', 'median_minutes_to_first_review'];
    const { rows } = await ask(open(), { metrics, by: ['day'], where: [...IN_ACME] });
    expect(rows).toEqual([
      { day: '2026-10-30', median_minutes_to_merge: 120.5, median_minutes_to_first_review: 10 },
      { day: '2026-11-01', median_minutes_to_merge: null, median_minutes_to_first_review: 11 },
    ]);
    const one = [...IN_ACME, { dimension: 'repository', values: ['acme/site', 'acme/api'] }];
    const several = await ask(open(), { metrics: ['median_minutes_to_merge'], by: ['day'], where: one });
    expect(several.rows).toEqual([
      { day: '2026-10-30', median_minutes_to_merge: null },
      { day: '2026-11-01', median_minutes_to_merge: 40 },
    ]);
    expect((await ask(open(), { metrics: ['median_minutes_to_merge'], where: BOTH })).rows).toEqual([
      { median_minutes_to_merge: null },
    ]);
  });

  it("splits Copilot's suggestions by type of comment", async () => {
    const metrics = ['copilot_suggestions', 'copilot_suggestions_applied_rate'];
    const { rows } = await ask(open(), { metrics, by: ['comment_type'], where: [...IN_ACME] });
    expect(rows).toEqual([
      { comment_type: 'bug_risk', copilot_suggestions: 5, copilot_suggestions_applied_rate: 0.4 },
      { comment_type: 'security', copilot_suggestions: 3, copilot_suggestions_applied_rate: 0 },
    ]);
  });

  it('has the people of each phase as of the last day with a report, and none where that does not measure them', async () => {
    const metrics = ['phase_people', 'phase_engaged_users', 'phase_median_minutes_to_merge', 'phase_prompts'];
    const { rows } = await ask(open(), { metrics, by: ['phase'], where: [...IN_ACME] });
    expect(rows).toEqual([
      {
        phase: '0',
        phase_people: null,
        phase_engaged_users: null,
        phase_median_minutes_to_merge: null,
        phase_prompts: 1,
      },
      { phase: '1', phase_people: null, phase_engaged_users: 2, phase_median_minutes_to_merge: 80, phase_prompts: 3 },
    ]);
    const by = await ask(open(), { metrics: ['phase_people'], by: ['day', 'phase'], where: [...IN_ACME] });
    expect(by.rows).toEqual([
      { day: '2026-10-30', phase: '0', phase_people: 5 },
      { day: '2026-10-30', phase: '1', phase_people: 6 },
      { day: '2026-11-01', phase: '1', phase_people: null },
    ]);
    const where = [...IN_ACME, { dimension: 'phase', values: ['1', '2'] }];
    expect((await ask(open(), { metrics: ['phase_people'], where })).rows).toEqual([{ phase_people: null }]);
    const until = { from: '2026-10-29', to: '2026-10-31' };
    const october = await ask(open(), { metrics: ['phase_people'], where, range: until });
    expect(october.rows).toEqual([{ phase_people: 6 }]);
    expect((await ask(open(), { metrics: ['phase_people', 'phase_engaged_days'], where: BOTH })).rows).toEqual([
      { phase_people: null, phase_engaged_days: 9 },
    ]);
  });

  it('keeps the engagement of 28 days apart from features', async () => {
    const metrics = ['feature_engaged_users', 'feature_engagement_share'];
    const { rows } = await ask(open(), { metrics, by: ['engagement_feature'], where: [...IN_ACME] });
    expect(rows).toEqual([
      { engagement_feature: 'code_completion', feature_engaged_users: 3, feature_engagement_share: 0.75 },
      { engagement_feature: 'copilot_cli', feature_engaged_users: 1, feature_engagement_share: 0.25 },
    ]);
    const { notes } = await ask(open(), { metrics, by: ['feature'], where: [...IN_ACME] });
    expect(notes.map(({ code }) => code)).toEqual(['not_joined', 'not_joined']);
  });

  it('groups people by their first and last phase in the range', async () => {
    const metrics = ['people_with_phase', 'reported_users'];
    const { rows } = await ask(open(), { metrics, by: ['phase_from', 'phase_to'], where: [...IN_ACME] });
    expect(rows).toEqual([
      { phase_from: '0', phase_to: '0', people_with_phase: 1, reported_users: 1 },
      { phase_from: '1', phase_to: '1', people_with_phase: 1, reported_users: 1 },
      { phase_from: '1', phase_to: '2', people_with_phase: 1, reported_users: 1 },
      { phase_from: null, phase_to: null, people_with_phase: null, reported_users: 1 },
    ]);
  });

  it('takes the higher of two phases on one day, and each organization by itself when asked by it', async () => {
    const metrics = ['people_with_phase'];
    const together = await ask(open(), { metrics, by: ['phase_from', 'phase_to'], where: BOTH });
    expect(together.rows.filter((row) => row.phase_from === '1')).toEqual([
      { phase_from: '1', phase_to: '1', people_with_phase: 1 },
      { phase_from: '1', phase_to: '3', people_with_phase: 1 },
    ]);
    const { rows } = await ask(open(), { metrics, by: ['organization', 'phase_to'], where: BOTH });
    expect(rows.filter((row) => row.organization === 'globex')).toEqual([
      { organization: 'globex', phase_to: '2', people_with_phase: 1 },
      { organization: 'globex', phase_to: '3', people_with_phase: 1 },
    ]);
  });

  it('lists the people who went from one phase to another', async () => {
    const where = [
      ...IN_ACME,
      { dimension: 'phase_from', values: ['1'] },
      { dimension: 'phase_to', is: 'not_in' as const, values: ['1'] },
    ];
    expect((await ask(open(), { metrics: ['interactions', 'active_days'], by: ['user'], where })).rows).toEqual([
      { user: 'ada', interactions: 5, active_days: 2 },
    ]);
    expect((await ask(open(), { metrics: ['accepted'], by: ['team'], where })).rows).toEqual([
      { team: 'platform', accepted: 4 },
      { team: 'web', accepted: 5 },
    ]);
  });
}
