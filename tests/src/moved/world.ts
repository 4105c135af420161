import { addDays, type Day } from '@flightdeck/catalog';

type Document = Record<string, string | number | boolean | null | object>;

/** Counters of completions and chat. */
export interface Counts {
  suggested: number;
  accepted: number;
  turns: number;
}

/** Counters of a person's rows; all outputs are completions. */
export interface PersonCounts {
  readonly prompts: number;
  readonly outputs: number;
  readonly accepted: number;
}

/** What the documents say of a slug, added up while they are written. */
export interface Truth {
  readonly byDay: Map<Day, Counts>;
  readonly byTeam: Map<string, Counts>;
  readonly byLanguage: Map<string, Counts>;
  readonly byEditor: Map<string, Counts>;
  /** Counters of each person, by login. */
  readonly byPerson: Map<string, PersonCounts>;
  /** Outputs of people by the team that granted their seat. */
  readonly byGrantingTeam: Map<string, number>;
}

/** Installations of both editions in one cluster, and what their documents add up to. */
export interface MovedWorld {
  readonly indexes: Record<string, Document[]>;
  readonly truth: Readonly<Record<'acme' | 'lab' | 'big', Truth>>;
}

export const FIRST = '2025-09-14';
export const DAYS = 200;
export const LAST = addDays(FIRST, DAYS - 1);
/** People's rows begin here. */
const PEOPLE_FROM = addDays(LAST, -20);
const SEATS_FROM = addDays(LAST, -4);
const LANGUAGES = ['python', 'go', 'typescript'];
const EDITORS = ['vscode', 'jetbrains'];

/** A number from 0 below `most`, the same for the same seed and place in the sequence. */
function createDice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * most);
  };
}

const newTruth = (): Truth => ({
  byDay: new Map(),
  byTeam: new Map(),
  byLanguage: new Map(),
  byEditor: new Map(),
  byPerson: new Map(),
  byGrantingTeam: new Map(),
});

function add(to: Map<string, Counts>, key: string, counts: Counts): void {
  const sum = to.get(key) ?? { suggested: 0, accepted: 0, turns: 0 };
  to.set(key, {
    suggested: sum.suggested + counts.suggested,
    accepted: sum.accepted + counts.accepted,
    turns: sum.turns + counts.turns,
  });
}

/** Completions of one team and day by language and editor, and its chat turns. */
interface TeamDay {
  readonly parts: readonly { readonly language: string; readonly editor: string; readonly counts: Counts }[];
  readonly turns: number;
  readonly people: number;
}

const drawDay = (dice: (most: number) => number, size: number): TeamDay => ({
  parts: LANGUAGES.flatMap((language) =>
    EDITORS.map((editor) => {
      const suggested = size + dice(size);
      return { language, editor, counts: { suggested, accepted: dice(suggested), turns: 0 } };
    }),
  ),
  turns: dice(size * 3),
  people: 1 + dice(size),
});

/** Several teams as one: what a parent, or a whole, repeats of them. */
const together = (...days: readonly TeamDay[]): TeamDay => ({
  parts: LANGUAGES.flatMap((language) =>
    EDITORS.map((editor) => {
      const counts = { suggested: 0, accepted: 0, turns: 0 };
      for (const { parts } of days) {
        for (const part of parts) {
          if (part.language !== language || part.editor !== editor) continue;
          counts.suggested += part.counts.suggested;
          counts.accepted += part.counts.accepted;
        }
      }
      return { language, editor, counts };
    }),
  ),
  turns: days.reduce((sum, { turns }) => sum + turns, 0),
  people: days.reduce((sum, { people }) => sum + people, 0),
});

const sumOf = ({ parts, turns }: TeamDay): Counts => ({
  suggested: parts.reduce((sum, { counts }) => sum + counts.suggested, 0),
  accepted: parts.reduce((sum, { counts }) => sum + counts.accepted, 0),
  turns,
});

/** Writes documents of one team and day; what is of the whole organization is added to its totals. */
function write(
  indexes: MovedWorld['indexes'],
  truth: Truth,
  of: { readonly slug: string; readonly team: string; readonly day: Day; readonly position: string },
  drawn: TeamDay,
  counts: { readonly asWhole: boolean; readonly asTeam: boolean; readonly beside: boolean },
): void {
  const { slug, team, day, position } = of;
  const key = { organization_slug: slug, team_slug: team, day, position_in_tree: position };
  const stamps = {
    '@timestamp': `${day}T23:10:00.1`,
    last_updated_at: `${day} 23:10:00`,
    unique_hash: `${slug}${team}${day}`,
  };
  const total = sumOf(drawn);
  indexes.copilot_usage_total?.push({
    ...key,
    ...stamps,
    total_suggestions_count: total.suggested,
    total_acceptances_count: total.accepted,
    total_lines_suggested: total.suggested * 2,
    total_lines_accepted: total.accepted * 2,
    total_active_users: drawn.people,
    total_active_chat_users: 1,
    total_chat_turns: total.turns,
    total_chat_acceptances: 0,
    total_chat_copy_events: 0,
    total_chat_insertion_events: 0,
  });
  indexes.copilot_usage_breakdown_chat?.push({
    ...key,
    ...stamps,
    editor: 'vscode',
    model: 'default',
    chat_turns: total.turns,
    chat_copy_events: 0,
    chat_insertion_events: 0,
    chat_acceptances: 0,
    active_users: 1,
  });
  for (const { language, editor, counts: part } of drawn.parts) {
    const row = {
      suggestions_count: part.suggested,
      acceptances_count: part.accepted,
      lines_suggested: part.suggested * 2,
      lines_accepted: part.accepted * 2,
      active_users: 1,
    };
    const documents: Document[] = [{ ...key, ...stamps, language, editor, model: 'default', ...row }];
    if (counts.beside) {
      documents.push(
        { ...key, ...stamps, language, editor: 'all', model: 'default', ...row, report_dimension: 'language_model' },
        { ...key, ...stamps, language: 'all', editor, model: 'all', ...row, report_dimension: 'ide' },
      );
    }
    indexes.copilot_usage_breakdown?.push(...documents);
    if (counts.asWhole) add(truth.byLanguage, language, part);
    if (counts.asWhole) add(truth.byEditor, editor, part);
  }
  if (counts.asWhole) add(truth.byDay, day, total);
  if (counts.asTeam) add(truth.byTeam, team, total);
}

interface Person {
  readonly login: string;
  readonly id: number;
  readonly team: string;
}

/** Rows of people as GitHub gave them and a seat for each, and seats of two people who never did anything. */
function writePeople(
  indexes: MovedWorld['indexes'],
  truth: Truth,
  { slug, type, people, teamField }: { slug: string; type: string; people: readonly Person[]; teamField: string },
  dice: (most: number) => number,
): void {
  for (let day = PEOPLE_FROM; day <= LAST; day = addDays(day, 1)) {
    for (const { login, id, team } of people) {
      if (dice(3) === 0) continue;
      const outputs = 1 + dice(50);
      const prompts = 1 + dice(9);
      const accepted = dice(outputs);
      const before = truth.byPerson.get(login) ?? { prompts: 0, outputs: 0, accepted: 0 };
      truth.byPerson.set(login, {
        prompts: before.prompts + prompts,
        outputs: before.outputs + outputs,
        accepted: before.accepted + accepted,
      });
      truth.byGrantingTeam.set(team, (truth.byGrantingTeam.get(team) ?? 0) + outputs);
      indexes.copilot_user_metrics?.push({
        report_start_day: addDays(LAST, -20),
        report_end_day: LAST,
        day,
        ...(type === 'Standalone' ? { enterprise_id: '77' } : { organization_id: '88' }),
        user_id: id,
        user_login: login,
        user_initiated_interaction_count: prompts,
        code_generation_activity_count: outputs,
        code_acceptance_activity_count: accepted,
        totals_by_feature: [
          {
            feature: 'code_completion',
            user_initiated_interaction_count: 0,
            code_generation_activity_count: outputs,
            code_acceptance_activity_count: accepted,
          },
        ],
        used_agent: false,
        used_chat: true,
        organization_slug: slug,
        slug_type: type,
        [teamField]: team,
        utc_offset: '+00:00',
        top_model: 'gpt',
        last_updated_at: `${LAST} 10:00:00`,
      });
    }
  }
  for (let day = SEATS_FROM; day <= LAST; day = addDays(day, 1)) {
    for (const login of [...people.map((person) => person.login), 'idle-1', 'idle-2']) {
      indexes.copilot_seat_assignments?.push({
        day,
        organization_slug: slug,
        assignee_login: login,
        assignee_team_slug: 'no-team',
        plan_type: 'business',
        created_at: '2024-01-01T00:00:00+08:00',
        updated_at: '2024-01-01T00:00:00+08:00',
        last_activity_at: login.startsWith('idle') ? null : `${day}T01:00:00+08:00`,
        last_activity_editor: 'vscode/1.99/copilot/1.300',
        is_active_today: 1,
      });
    }
  }
}

const peopleOf = (prefix: string, from: number, teams: readonly string[]): readonly Person[] =>
  teams.flatMap((team, index) =>
    ['a', 'b', 'c'].map((letter, at) => ({ login: `${prefix}-${team}-${letter}`, id: from + index * 10 + at, team })),
  );

/** Who is in both organizations. */
export const SHARED: Person = { login: 'shared', id: 500, team: 'web' };

/**
 * Three installations in one cluster, 200 days: `acme` of the original edition (no-team is the whole, nested teams repeat),
 * `lab` of the later one (no-team is the rest, totals beside parts), `big` an enterprise without teams whose whole is
 * missing on every tenth day.
 */
export function createMovedWorld(): MovedWorld {
  const indexes: MovedWorld['indexes'] = {
    copilot_usage_total: [],
    copilot_usage_breakdown: [],
    copilot_usage_breakdown_chat: [],
    copilot_seat_assignments: [],
    copilot_user_metrics: [],
    copilot_user_adoption: [{ day: LAST, organization_slug: 'acme', adoption_score: 1 }],
  };
  const truth = { acme: newTruth(), lab: newTruth(), big: newTruth() };
  const dice = createDice(20_251);
  for (let at = 0; at < DAYS; at++) {
    const day = addDays(FIRST, at);
    const [web, data, alone] = [drawDay(dice, 20), drawDay(dice, 15), drawDay(dice, 9)];
    const of = (slug: string, team: string, position = 'leaf_team') => ({ slug, team, day, position });
    const team = { asWhole: false, asTeam: true, beside: false };
    write(indexes, truth.acme, of('acme', 'web'), web, team);
    write(indexes, truth.acme, of('acme', 'data'), data, team);
    write(indexes, truth.acme, of('acme', 'product', 'root_team'), together(web, data), team);
    write(indexes, truth.acme, of('acme', 'no-team', 'root_team'), together(web, data, alone), {
      ...{ asWhole: true, asTeam: false, beside: false },
    });
    for (const [name, size] of [
      ['red', 18],
      ['blue', 12],
      ['no-team', 10],
    ] as const)
      write(indexes, truth.lab, of('lab', name), drawDay(dice, size), { asWhole: true, asTeam: true, beside: true });
    write(indexes, truth.big, of('big', 'core'), drawDay(dice, 5), team);
    if (at % 10 !== 0)
      write(indexes, truth.big, of('big', 'no-team', 'root_team'), drawDay(dice, 40), {
        ...{ asWhole: true, asTeam: false, beside: false },
      });
  }
  const original = { type: 'Organization', teamField: 'assignee_team_slug' };
  writePeople(
    indexes,
    truth.acme,
    { slug: 'acme', ...original, people: [...peopleOf('acme', 100, ['web', 'data']), SHARED] },
    dice,
  );
  writePeople(
    indexes,
    truth.lab,
    {
      slug: 'lab',
      type: 'Organization',
      teamField: 'team_slug',
      people: [...peopleOf('lab', 200, ['red', 'blue']), SHARED],
    },
    dice,
  );
  return { indexes, truth };
}
