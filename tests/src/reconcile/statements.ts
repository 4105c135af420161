import type { Day, ReportKind } from '@flightdeck/catalog';
import type { Given, Question } from '@flightdeck/reconcile';
import { type Cell, seatLine, teamRow, userRow } from './rows.ts';

/** The Monday most statements are about; the reports of it reached us when it was final. */
export const MONDAY: Day = '2026-08-10';
/** When the reports of it were final. */
export const FINAL = '2026-08-20T12:00:00.000Z';

const ask = (prompts: number): Cell => ({
  feature: 'chat_panel_ask_mode',
  model: 'gpt-5.4',
  prompts,
  outputs: prompts,
});
const completions = (outputs: number, language = 'go', accepted = 0): Cell => ({
  feature: 'code_completion',
  language,
  outputs,
  accepted,
});
const cli = (prompts: number): Cell => ({ feature: 'copilot_cli', ide: null, prompts, outputs: prompts });
/** Whom only GitHub's servers saw: a row of zeros without breakdowns. */
const silent = (id: number, own: object = {}) => userRow(MONDAY, id, [], own);
const prompting = (...ids: readonly number[]) => ids.map((id) => userRow(MONDAY, id, [ask(1)]));

/** Rows of one report as received at an instant. */
export interface Received {
  readonly rows: readonly object[];
  readonly report?: ReportKind;
  readonly at?: string;
  /** Key of the scope; the statement's own organization by default. */
  readonly scope?: string;
}

/** A statement of the page, with what was received and how its number becomes ours. */
export interface Statement {
  /** What the page says, in its own order. */
  readonly says: string;
  readonly received: readonly Received[];
  /** Rows of a file that is compared with. */
  readonly file?: readonly object[];
  readonly against: string;
  readonly given?: Given;
  readonly question?: Partial<Question>;
  /** theirs, each step with its amount, what is left, ours. */
  readonly way: readonly [theirs: number, ...steps: (readonly [string, number])[], unexplained: number, ours: number];
  readonly people?: 'prompts' | 'reported';
}

const day = { kind: 'days', range: { from: MONDAY, to: MONDAY } } as const;
const typed = (text: string, given: Given = {}) => ({ against: 'dashboard', given: { text, window: day, ...given } });
const share = (dimension: string, value: string): Partial<Question> => ({
  metric: 'generated',
  share: { dimension, values: [value] },
});

/**
 * Every statement of GitHub's page that says a number, each with people who can be counted by hand.
 * @source github/docs "Reconciling Copilot usage metrics across dashboards, APIs, and reports", read November 2026.
 */
export const STATEMENTS: readonly Statement[] = [
  {
    says: 'dashboards are of the enterprise or of an organization: 5 people of the enterprise are 3 of ours',
    received: [{ rows: prompting(1, 2, 3) }, { rows: prompting(1, 2, 3, 4, 5), scope: 'enterprise:page' }],
    ...typed('5', { scope: { dimension: 'enterprise', names: ['page'] } }),
    way: [5, ['scope', -2], 0, 3],
  },
  {
    says: 'team totals are joined from two reports: one person is in two teams, two are in none',
    received: [
      { rows: prompting(1, 2, 3, 4) },
      { rows: [teamRow(MONDAY, 1, 7), teamRow(MONDAY, 1, 8), teamRow(MONDAY, 2, 7)], report: 'user-teams-1-day' },
    ],
    against: 'teams',
    way: [3, ['several_teams', -1], ['small_teams', 2], 0, 4],
  },
  {
    says: 'a developer whose telemetry is off is in no report, though the seat was used',
    received: [
      { rows: prompting(1, 2) },
      {
        rows: [
          { day: MONDAY, line: 0, list: { total_seats: 3 } },
          ...[1, 2, 3].map((id) => seatLine(MONDAY, id, MONDAY)),
        ],
        report: 'seats',
      },
    ],
    against: 'seats',
    way: [3, ['telemetry_off', -1], 0, 2],
  },
  {
    says: 'the servers may still surface such people in active counts: 4 are 2 who sent a prompt',
    received: [{ rows: [...prompting(1, 2), silent(3), silent(4)] }],
    ...typed('4'),
    way: [4, ['server_side', -2], 0, 2],
    people: 'reported',
  },
  {
    says: 'the CLI is counted apart and does not make people of editors active',
    received: [{ rows: [...prompting(1, 2), userRow(MONDAY, 3, [cli(2)])] }],
    ...typed('2'),
    way: [2, ['cli_excluded', 1], 0, 3],
    people: 'prompts',
  },
  {
    says: 'active is a user_initiated_interaction_count above 0 on both sides: 6 are 6, whoever else is reported',
    received: [{ rows: [...prompting(1, 2, 3, 4, 5, 6), silent(7), silent(8), userRow(MONDAY, 9, [completions(4)])] }],
    ...typed('6'),
    way: [6, 0, 6],
    people: 'prompts',
  },
  {
    says: 'active counts that hold everyone reported are 9 for the same people',
    received: [{ rows: [...prompting(1, 2, 3, 4, 5, 6), silent(7), silent(8), userRow(MONDAY, 9, [completions(4)])] }],
    ...typed('9'),
    way: [9, ['server_side', -2], ['passive', -1], 0, 6],
    people: 'reported',
  },
  {
    says: 'the acceptance rate is computed alike, though rounding may differ: 17 of 48 is 35.4 %',
    received: [{ rows: [userRow(MONDAY, 1, [completions(48, 'go', 17)])] }],
    ...typed('35.4 %'),
    question: { metric: 'completion_acceptance_rate' },
    way: [0.354, ['rounding', 17 / 48 - 0.354], 0, 17 / 48],
  },
  {
    says: 'agent adoption is who used the agent: 2 of 4 are 50 %',
    received: [
      {
        rows: [
          ...prompting(1, 2),
          ...[3, 4].map((id) => userRow(MONDAY, id, [{ feature: 'chat_panel_agent_mode', prompts: 1, outputs: 1 }])),
        ],
      },
    ],
    ...typed('50 %'),
    question: { metric: 'agent_share' },
    way: [0.5, 0, 0.5],
    people: 'prompts',
  },
  {
    says: 'language usage comes from totals_by_language_feature: its languages add up to the total',
    received: [{ rows: [userRow(MONDAY, 1, [completions(6, 'python'), completions(4, 'go')])] }],
    against: 'languages',
    question: { metric: 'generated' },
    way: [10, 0, 10],
  },
  {
    says: 'the dashboard is a rolling window of 28 days, an API record one day: 10 prompts are 4 on the Monday',
    received: [{ rows: [userRow(MONDAY, 1, [ask(4)]), userRow('2026-07-20', 1, [ask(6)])] }],
    against: 'dashboard',
    given: { text: '10' },
    question: { metric: 'interactions' },
    way: [10, ['window', -6], 0, 4],
  },
  {
    says: 'aligned with the 28 days of the dashboard both are 10',
    received: [{ rows: [userRow(MONDAY, 1, [ask(4)]), userRow('2026-07-20', 1, [ask(6)])] }],
    against: 'dashboard',
    given: { text: '10' },
    question: { metric: 'interactions', range: { from: '2026-07-14', to: MONDAY } },
    way: [10, 0, 10],
  },
  {
    says: 'each API record is one day of one person: GitHub’s total of the day is the sum of its people',
    received: [
      { rows: [userRow(MONDAY, 1, [ask(4)]), userRow(MONDAY, 2, [ask(3)])] },
      {
        rows: [{ day: MONDAY, organization_id: '500', daily_active_users: 2, user_initiated_interaction_count: 7 }],
        report: 'aggregate-1-day',
      },
    ],
    against: 'aggregate',
    question: { metric: 'interactions' },
    way: [7, 0, 7],
  },
  {
    says: 'exports mirror the API: a file taken when the day was final holds the same',
    received: [{ rows: prompting(1, 2, 3) }],
    file: prompting(1, 2, 3),
    against: 'file',
    given: { readAt: '2026-08-20T13:00:00.000Z' },
    way: [3, 0, 3],
  },
  {
    says: 'recent days may be incomplete: 5 prompts on the next day are 8 once they are final',
    received: [
      { rows: [userRow(MONDAY, 1, [ask(5)])], at: '2026-08-11T12:00:00.000Z' },
      { rows: [userRow(MONDAY, 1, [ask(5)]), userRow(MONDAY, 2, [ask(3)])], at: FINAL },
    ],
    ...typed('5', { readAt: '2026-08-11T13:00:00.000Z' }),
    question: { metric: 'interactions' },
    way: [5, ['late_telemetry', 3], 0, 8],
  },
  {
    says: 'data finalizes within three full UTC days: read on the fourth nothing is late',
    received: [
      { rows: [userRow(MONDAY, 1, [ask(5)])], at: '2026-08-11T12:00:00.000Z' },
      { rows: [userRow(MONDAY, 1, [ask(5)]), userRow(MONDAY, 2, [ask(3)])], at: '2026-08-14T12:00:00.000Z' },
    ],
    ...typed('8', { readAt: '2026-08-14T13:00:00.000Z' }),
    question: { metric: 'interactions' },
    way: [8, 0, 8],
  },
  {
    says: 'a file holds what was there at its export and lags behind the API',
    received: [{ rows: prompting(1, 2, 3) }],
    file: prompting(1),
    against: 'file',
    given: { readAt: '2026-08-11T13:00:00.000Z' },
    way: [1, ['late_telemetry', 2], 0, 3],
  },
  {
    says: 'exported anew after three days it is accurate; what GitHub changes later still is a restatement',
    received: [{ rows: prompting(1, 2, 3) }],
    file: prompting(1, 2),
    against: 'file',
    given: { readAt: '2026-08-15T13:00:00.000Z' },
    way: [2, ['stale_export', 1], 0, 3],
  },
  {
    says: 'a language that the editor cannot identify is Unknown and in no chart: python is 60 % there and 40 % here',
    received: [
      { rows: [userRow(MONDAY, 1, [completions(6, 'python'), completions(4, 'go'), completions(5, 'Unknown')])] },
    ],
    ...typed('60 %'),
    question: share('language', 'python'),
    way: [0.6, ['unknown_excluded', 0.4 - 0.6], 0, 0.4],
  },
  {
    says: 'a chat of an older client without a mode is Unknown as well: Ask is all of it there and 60 % here',
    received: [
      { rows: [userRow(MONDAY, 1, [ask(6), { feature: 'chat_panel_unknown_mode', prompts: 4, outputs: 4 }])] },
    ],
    ...typed('100 %'),
    question: share('feature', 'chat_panel_ask_mode'),
    way: [1, ['unknown_excluded', 0.6 - 1], 0, 0.6],
  },
  {
    says: 'an event without a model is Unknown, an internal model is not: gpt-5.4 is 75 % there and 60 % here',
    received: [
      {
        rows: [
          userRow(MONDAY, 1, [
            ask(6),
            { feature: 'chat_panel_ask_mode', model: 'gpt-4o-mini', outputs: 2 },
            { feature: 'chat_panel_ask_mode', model: 'unknown', outputs: 2 },
          ]),
        ],
      },
    ],
    ...typed('75 %'),
    question: share('model', 'gpt-5.4'),
    way: [0.75, ['unknown_excluded', 0.6 - 0.75], 0, 0.6],
  },
  {
    says: 'Unknown is in API and NDJSON for completeness: with it the models add up to the total',
    received: [
      { rows: [userRow(MONDAY, 1, [ask(6), { feature: 'chat_inline', model: 'Unknown', prompts: 4, outputs: 4 }])] },
    ],
    against: 'models',
    question: { metric: 'interactions' },
    way: [10, 0, 10],
  },
  {
    says: 'people whom only the servers saw are in daily_active_users',
    received: [
      { rows: [...prompting(1, 2), silent(3)] },
      { rows: [{ day: MONDAY, organization_id: '500', daily_active_users: 3 }], report: 'aggregate-1-day' },
    ],
    against: 'aggregate',
    way: [3, ['server_side', -1], 0, 2],
    people: 'reported',
  },
  {
    says: 'some of them have an editor: three of four people are in totals_by_ide',
    received: [
      {
        rows: [
          ...prompting(1, 2),
          silent(3, { totals_by_ide: [{ ide: 'vscode', user_initiated_interaction_count: 0 }] }),
          silent(4),
        ],
      },
    ],
    against: 'editors',
    question: { metric: 'reported_users' },
    way: [3, ['not_in_breakdown', 1], 0, 4],
  },
  {
    says: 'but no feature: the people of the breakdowns are fewer than the active people',
    received: [{ rows: [...prompting(1, 2), silent(3), silent(4)] }],
    against: 'features',
    question: { metric: 'reported_users' },
    way: [2, ['not_in_breakdown', 2], 0, 4],
  },
  {
    says: 'beside the page: models may hold some completions, whatever the reference says',
    received: [
      {
        rows: [userRow(MONDAY, 1, [{ ...completions(8), model: 'auto' }, completions(2)])],
      },
    ],
    against: 'models',
    question: { metric: 'generated' },
    way: [8, ['not_in_breakdown', 2], 0, 10],
  },
  {
    says: 'beside the page: models that hold no completion leave them out',
    received: [{ rows: [userRow(MONDAY, 1, [ask(3), completions(7)])] }],
    against: 'models',
    question: { metric: 'generated' },
    way: [3, ['features', 7], 0, 10],
  },
  {
    says: 'beside the page: a breakdown may add up to more than the total',
    received: [{ rows: [userRow(MONDAY, 1, [ask(9)], { code_generation_activity_count: 7 })] }],
    against: 'models',
    question: { metric: 'generated' },
    way: [9, ['more_in_breakdown', -2], 0, 7],
  },
  {
    says: 'beside the page: editors that hold the CLI do not leave it out',
    received: [{ rows: [userRow(MONDAY, 1, [ask(5), { ...cli(4), ide: 'vscode' }])] }],
    against: 'editors',
    question: { metric: 'generated' },
    way: [9, 0, 9],
  },
];
