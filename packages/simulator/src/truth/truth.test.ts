import { describe, expect, it } from 'vitest';
import type { UserRecord } from '../world/records/records.ts';
import { createOrganization, type Simulation } from '../world/simulation.ts';
import { truth, truths } from './truth.ts';
import { METRIC_TRUTHS } from './truth-metrics.ts';
import type { TruthDimension } from './truth-question.ts';

const scope = { kind: 'org', slug: 'aurora-works' } as const;
const range = { from: '2026-10-01', to: '2026-10-02' };

const counters = (prompts: number, generated: number, accepted: number) => ({
  user_initiated_interaction_count: prompts,
  code_generation_activity_count: generated,
  code_acceptance_activity_count: accepted,
  loc_suggested_to_add_sum: generated * 2,
  loc_suggested_to_delete_sum: 0,
  loc_added_sum: accepted * 2,
  loc_deleted_sum: 0,
});

function row(
  day: string,
  user_id: number,
  user_login: string,
  prompts: number,
  generated: number,
  accepted: number,
): UserRecord {
  const all = counters(prompts, generated, accepted);
  return {
    day,
    enterprise_id: '1',
    user_id,
    user_login,
    ...all,
    used_agent: false,
    used_chat: prompts > 0,
    totals_by_ide: [{ ide: 'vscode', ...all }],
    totals_by_feature: [
      { feature: 'code_completion', ...counters(0, generated - 2, accepted) },
      { feature: 'chat_panel_ask_mode', ...counters(prompts, 2, 0) },
    ],
    totals_by_language_feature: [
      { language: 'go', feature: 'code_completion', ...counters(0, generated - 2, accepted) },
    ],
    totals_by_language_model: [],
    totals_by_model_feature: [{ model: 'gpt-5.4', feature: 'chat_panel_ask_mode', ...counters(prompts, 2, 0) }],
  };
}

/** Two people, two days: ann is renamed to anna and is in two teams, bob sends no prompt. */
const hand: Simulation = {
  ...createOrganization({ seed: 1, people: 1, days: 2, lastDay: '2026-10-02' }),
  *userRecords(_scope, day) {
    if (day === '2026-10-01') yield* [row(day, 1, 'ann', 3, 10, 4), row(day, 2, 'bob', 0, 6, 1)];
    if (day === '2026-10-02') yield row(day, 1, 'anna', 5, 20, 11);
  },
  *teamRecords(_scope, day) {
    for (const [team_id, slug] of [
      [1, 'red'],
      [2, 'blue'],
    ] as const)
      yield { user_id: 1, user_login: 'ann', day, team_id, slug };
    if (day === '2026-10-01') yield { user_id: 2, user_login: 'bob', day, team_id: 2, slug: 'blue' };
  },
};

const ask = (metric: string, by: readonly TruthDimension[] = [], where = {}) =>
  Object.fromEntries(truth(hand, { scope, range, metric, by, where }));

describe('truth', () => {
  it('adds counters and divides sums', () => {
    expect(ask('generated')).toEqual({ '': 36 });
    expect(ask('acceptance_rate')).toEqual({ '': 16 / 36 });
    expect(ask('accepted', ['day'])).toEqual({ '2026-10-01': 5, '2026-10-02': 11 });
    expect(ask('accepted', ['week'])).toEqual({ '2026-09-28': 16 });
  });

  it('counts people once over the whole range', () => {
    expect(ask('reported_users')).toEqual({ '': 2 });
    expect(ask('active_users')).toEqual({ '': 1 });
    expect(ask('active_users', ['day'])).toEqual({ '2026-10-01': 1, '2026-10-02': 1 });
    expect(ask('active_days')).toEqual({ '': 2 });
    expect(ask('adoption_score')).toEqual({ '': 50 });
    expect(ask('cli_users')).toEqual({ '': null });
  });

  it('joins teams on the day and counts a person in each of their teams', () => {
    expect(ask('generated', ['team'])).toEqual({ red: 30, blue: 36 });
    expect(ask('reported_users', ['team', 'day'])).toEqual({
      'red\u00002026-10-01': 1,
      'blue\u00002026-10-01': 2,
      'red\u00002026-10-02': 1,
      'blue\u00002026-10-02': 1,
    });
    expect(ask('generated', [], { team: ['red'] })).toEqual({ '': 30 });
  });

  it('names people by their latest login', () => {
    expect(ask('generated', ['user'])).toEqual({ anna: 30, bob: 6 });
    expect(ask('generated', [], { user: ['anna'] })).toEqual({ '': 30 });
  });

  it('takes breakdowns from the array that has them', () => {
    expect(ask('generated', ['feature'])).toEqual({ code_completion: 30, chat_panel_ask_mode: 6 });
    expect(ask('completions_generated')).toEqual({ '': 30 });
    expect(ask('completion_acceptance_rate', ['language'])).toEqual({ go: 16 / 30 });
    expect(ask('interactions', ['model'])).toEqual({ 'gpt-5.4': 8 });
    expect(ask('generated', [], { ide: ['vscode'] })).toEqual({ '': 36 });
  });

  it('is null without anything measured, and refuses what the records do not carry', () => {
    expect(ask('ai_credits_used')).toEqual({ '': null });
    expect(ask('generated', [], { team: ['green'] })).toEqual({ '': null });
    expect(() => ask('generated', ['ide', 'language'])).toThrow('GitHub has no breakdown by ide+language.');
    expect(() => ask('github_daily_active_users', ['team'])).toThrow('is known for whole scopes only');
    expect(() => ask('chat_users', ['language'])).toThrow('has no breakdown');
    expect(() => ask('nonsense')).toThrow('There is no truth for "nonsense".');
  });

  it('answers every metric of a simulated organization with a number, all in one pass', () => {
    const simulation = createOrganization({ seed: 2, people: 150, days: 40, lastDay: '2026-10-31' });
    const metrics = Object.keys(METRIC_TRUTHS);
    const whole = { scope, range: { from: '2026-10-05', to: '2026-10-09' } };
    const answers = truths(
      simulation,
      whole,
      metrics.map((metric) => ({ metric })),
    );
    const ofOne = metrics.filter((metric) => METRIC_TRUTHS[metric]?.kind === 'last-of-person');
    expect(metrics.filter((_, index) => typeof answers[index]?.get('') !== 'number')).toEqual(ofOne);
    const byUser = truths(
      simulation,
      whole,
      ofOne.map((metric) => ({ metric, by: ['user'] as const })),
    );
    expect(ofOne.filter((_, index) => ![...(byUser[index]?.values() ?? [])].some((value) => value !== null))).toEqual(
      [],
    );
    expect(answers[metrics.indexOf('generated')]).toEqual(truth(simulation, { ...whole, metric: 'generated' }));
  });

  it('answers outcomes by repository, phase and type of comment, and people by the way they went', () => {
    const simulation = createOrganization({ seed: 2, people: 150, days: 40, lastDay: '2026-10-31' });
    const whole = { scope, range: { from: '2026-10-05', to: '2026-10-09' } };
    const of = (metric: string, by: readonly TruthDimension[] = []) => truth(simulation, { ...whole, metric, by });
    const sum = (values: Iterable<number | null>) => [...values].reduce((all: number, value) => all + Number(value), 0);
    const created = of('pull_requests_created').get('');
    expect(created).toBeGreaterThan(0);
    expect(sum(of('pull_requests_created', ['repository']).values())).toBe(created);
    expect(sum(of('copilot_suggestions', ['comment_type']).values())).toBe(of('copilot_suggestions').get(''));
    expect(of('median_minutes_to_merge', ['repository']).size).toBeGreaterThan(3);
    expect(of('review_timed_merges').get('')).toBeGreaterThan(0);
    expect(of('median_minutes_to_first_review').get('')).toBeNull();
    expect(sum(of('phase_people', ['phase']).values())).toBe(of('phase_people').get(''));
    expect(sum(of('people_with_phase', ['phase_from', 'phase_to']).values())).toBe(of('people_with_phase').get(''));
    expect(() => of('phase_people', ['team'])).toThrow('has no truth by team');
  });

  it('can be asked as of an instant, before late telemetry has come', () => {
    const simulation = createOrganization({ seed: 2, people: 150, days: 40, lastDay: '2026-10-31' });
    const question = { scope, range: { from: '2026-10-30', to: '2026-10-30' }, metric: 'generated' };
    const early = truth(simulation, { ...question, asOf: new Date('2026-10-31T22:00:00Z') }).get('');
    const final = truth(simulation, question).get('');
    expect(Number(early)).toBeLessThan(Number(final));
    expect(truth(simulation, { ...question, asOf: new Date('2026-11-03T00:00:00Z') }).get('')).toBe(final);
  });
});
