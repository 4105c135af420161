import type { Day } from '@flightdeck/catalog';

/** What one person did of one kind on one day. */
export interface Cell {
  readonly feature: string;
  readonly language?: string;
  readonly model?: string;
  /** Null: in no editor, as the CLI. */
  readonly ide?: string | null;
  readonly prompts?: number;
  readonly outputs?: number;
  readonly accepted?: number;
}

type Counters = Readonly<Record<string, number>>;

const countersOf = ({ prompts = 0, outputs = 0, accepted = 0 }: Partial<Cell>): Counters => ({
  user_initiated_interaction_count: prompts,
  code_generation_activity_count: outputs,
  code_acceptance_activity_count: accepted,
  loc_suggested_to_add_sum: 0,
  loc_suggested_to_delete_sum: 0,
  loc_added_sum: 0,
  loc_deleted_sum: 0,
});

const add = (a: Counters, b: Counters): Counters =>
  Object.fromEntries(Object.keys(b).map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));

/** Rows of a breakdown: one for each combination of keys, of the cells that have all of them. */
function breakDown(cells: readonly Cell[], keys: readonly (keyof Cell)[]): readonly object[] {
  const rows = new Map<string, Counters>();
  for (const cell of cells) {
    const values = keys.map((key) => cell[key]);
    if (values.some((value) => value === undefined || value === null)) continue;
    const key = JSON.stringify(values);
    rows.set(key, add(rows.get(key) ?? {}, countersOf(cell)));
  }
  return [...rows].map(([key, counters]) => {
    const values = JSON.parse(key) as readonly string[];
    return { ...Object.fromEntries(keys.map((name, index) => [name, values[index]])), ...counters };
  });
}

/** A row of users-1-day that adds up: its totals are its cells, and `own` replaces what shall not add up. */
export function userRow(day: Day, id: number, cells: readonly Cell[], own: object = {}): object {
  const inEditors = cells.map((cell) => ({ ...cell, ide: cell.ide === undefined ? 'vscode' : cell.ide }));
  return {
    day,
    organization_id: '500',
    enterprise_id: '900',
    user_id: id,
    user_login: `person-${id}`,
    ...cells.map(countersOf).reduce(add, countersOf({})),
    totals_by_ide: breakDown(inEditors, ['ide']),
    totals_by_feature: breakDown(cells, ['feature']),
    totals_by_language_feature: breakDown(cells, ['language', 'feature']),
    totals_by_language_model: [],
    totals_by_model_feature: breakDown(cells, ['model', 'feature']),
    used_agent: cells.some(({ feature }) => feature === 'chat_panel_agent_mode' || feature === 'agent_edit'),
    used_chat: cells.some(({ feature }) => feature.startsWith('chat_')),
    ...own,
  };
}

/** A row of user-teams-1-day. */
export const teamRow = (day: Day, id: number, team: number): object => ({
  day,
  organization_id: '500',
  user_id: id,
  user_login: `person-${id}`,
  team_id: team,
  slug: `team-${team}`,
});

/** A line of a list of seats, last used on a day. */
export const seatLine = (day: Day, id: number, used: Day): object => ({
  day,
  line: id,
  seat: {
    created_at: '2026-01-05T08:00:00Z',
    updated_at: '2026-01-05T08:00:00Z',
    pending_cancellation_date: null,
    last_activity_at: `${used}T09:20:00Z`,
    last_activity_editor: 'vscode/1.139.0/copilot-chat/0.41.2',
    last_authenticated_at: `${used}T09:20:00Z`,
    plan_type: 'business',
    assignee: { id, login: `person-${id}`, type: 'User' },
  },
});
