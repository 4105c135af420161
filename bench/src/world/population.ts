import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { addDays, type DayRange, eachDay, FACTS, monthOf, type ReportKind } from '@flightdeck/catalog';
import type { FactFile, Store } from '@flightdeck/store';
import { onceMs } from '../measure.ts';

/** The scope the made-up population belongs to. */
export const SCOPE = 'org:bench';

/** How large the population is. */
export interface Population {
  readonly people: number;
  readonly range: DayRange;
  /** Distinguishes this filling from an earlier one of the same days, which it replaces. */
  readonly version?: string;
  /** True: memberships come before people, as from GitHub; a cluster writes people's days again otherwise. */
  readonly isTeamsFirst?: boolean;
}

const REPORTS = ['users-1-day', 'user-teams-1-day', 'aggregate-1-day', 'repos-1-day'] as const;
const TEAMS_FIRST = ['user-teams-1-day', 'users-1-day', 'aggregate-1-day', 'repos-1-day'] as const;

/** What was filled, and how long the store took to take it. */
export interface Populated {
  readonly personDays: number;
  readonly loadMs: ReadonlyMap<ReportKind, number>;
}

/** A number 0–1 that depends on its arguments only. */
const chance = (salt: string): string => `(hash(user_id, day, '${salt}') % 1000003) / 1000003.0`;
const amount = (salt: string, most: number): string => `(hash(user_id, day, '${salt}') % ${most})::BIGINT`;

const COUNTERS = [
  `${amount('i', 40)} AS user_initiated_interaction_count`,
  `10 + ${amount('g', 120)} AS code_generation_activity_count`,
  `${amount('a', 35)} AS code_acceptance_activity_count`,
  `${amount('s', 300)} AS loc_suggested_to_add_sum`,
  '0::BIGINT AS loc_suggested_to_delete_sum',
  `${amount('l', 200)} AS loc_added_sum`,
  `${amount('d', 20)} AS loc_deleted_sum`,
];

/** Rows of each fact as SQL over `person_day(user_id, day)`; columns a fact has and the SQL lacks stay null. */
const ROWS: Readonly<Record<string, string>> = {
  user_day: `SELECT user_id, day, 'user-' || user_id AS user_login, ${COUNTERS.join(', ')}, ${chance('c')} < 0.6 AS used_chat, ${chance('ag')} < 0.4 AS used_agent, ${chance('cl')} < 0.15 AS used_cli, 1.25::DECIMAL(28,9) AS ai_credits_used FROM person_day`,
  user_day_ide: `SELECT user_id, day, ['vscode','intellij','visualstudio','neovim'][1 + user_id % 4] AS ide, ${COUNTERS.join(', ')} FROM person_day`,
  user_day_feature: `SELECT user_id, day, feature, ${COUNTERS.join(', ')} FROM person_day, (SELECT unnest(['code_completion','chat_panel_ask_mode','chat_panel_agent_mode','agent_edit']) AS feature)`,
  user_day_language_feature: `SELECT user_id, day, ['typescript','python','go','java','c#','kotlin','rust','sql','yaml','markdown','unknown'][1 + (user_id + k) % 11] AS language, feature, ${COUNTERS.slice(1).join(', ')} FROM person_day, (SELECT unnest(['code_completion','chat_panel_ask_mode']) AS feature), (SELECT unnest([0, 1]) AS k)`,
  user_day_language_model: `SELECT user_id, day, ['typescript','python','go','java','c#','kotlin','rust','sql','yaml','markdown','unknown'][1 + user_id % 11] AS language, model, ${COUNTERS.slice(1).join(', ')} FROM person_day, (SELECT unnest(['gpt-5.4','claude-sonnet-4.6']) AS model)`,
  user_day_model_feature: `SELECT user_id, day, model, 'chat_panel_ask_mode' AS feature, ${COUNTERS.join(', ')} FROM person_day, (SELECT unnest(['gpt-5.4','claude-sonnet-4.6']) AS model)`,
  user_team_day: `SELECT user_id, day, user_id % 200 + k * 7 AS team_id, 'team-' || (user_id % 200 + k * 7) AS team_slug, 'user-' || user_id AS user_login FROM person_day, (SELECT unnest([0, 1]) AS k) WHERE k = 0 OR user_id % 14 = 0`,
  user_day_surface: `SELECT user_id, day, 'cli' AS surface, 2::BIGINT AS session_count, 9::BIGINT AS request_count, ${amount('p', 12)} AS prompt_count, ${amount('t', 9000)} AS prompt_tokens_sum, ${amount('o', 900)} AS output_tokens_sum FROM person_day WHERE ${chance('cl')} < 0.15`,
  repo_day: `SELECT repo_id, day, 'bench' AS repo_owner_name, 'repository-' || repo_id AS repo_name, (hash(repo_id, day) % 7)::BIGINT AS total_created, (hash(repo_id, day, 'm') % 6)::BIGINT AS total_merged, (hash(repo_id, day, 'c') % 3)::BIGINT AS total_merged_created_by_copilot, (hash(repo_id, day, 's') % 9)::BIGINT AS total_copilot_suggestions, (hash(repo_id, day, 'a') % 4)::BIGINT AS total_copilot_applied_suggestions FROM (SELECT DISTINCT day FROM person_day), (SELECT unnest(range(1, 1001))::BIGINT AS repo_id)`,
  scope_day_phase: `SELECT day, phase_number, 'phase ' || phase_number AS phase, count(*)::BIGINT AS total_engaged_users, count(*)::BIGINT AS users_in_phase_28d FROM (SELECT day, (user_id % 4)::BIGINT AS phase_number FROM person_day) GROUP BY ALL`,
  scope_day: `SELECT day, count(*) AS daily_active_users, count(*) AS weekly_active_users, count(*) AS monthly_active_users, ${COUNTERS.map((c) => c.replace(/^(.*) AS (\w+)$/s, 'sum($1)::BIGINT AS $2')).join(', ')} FROM person_day GROUP BY day`,
};

/** Fills a store with the population, a month at a time. */
export async function populate(
  store: Store,
  folder: string,
  { people, range, version = 'first', isTeamsFirst = false }: Population,
): Promise<Populated> {
  const loadMs = new Map<ReportKind, number>();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  let personDays = 0;
  await mkdir(folder, { recursive: true });
  for (let from = range.from; from <= range.to; from = addDays(monthOf(addDays(monthOf(from), 31)), 0)) {
    const end = addDays(monthOf(addDays(monthOf(from), 31)), -1);
    const days = eachDay({ from, to: end < range.to ? end : range.to });
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE person_day AS SELECT user_id, day FROM (SELECT unnest(range(1, ${people + 1}))::BIGINT AS user_id), (SELECT unnest(range(DATE '${from}', DATE '${days.at(-1)}' + 1, INTERVAL 1 DAY))::DATE AS day) WHERE ${chance('works')} < CASE WHEN isodow(day) < 6 THEN 0.75 ELSE 0.12 END`,
    );
    personDays += Number((await (await connection.run('SELECT count(*) FROM person_day')).getRows())[0]?.[0] ?? 0);
    for (const report of isTeamsFirst ? TEAMS_FIRST : REPORTS) {
      const files = await writeFacts(connection, folder, report);
      const fetchedAt = new Date().toISOString();
      const ms = await onceMs(() =>
        store.replaceDays({
          scope: SCOPE,
          report,
          source: report,
          via: 'api',
          files,
          days: days.map((day) => ({ day, sha256: `${version}-${report}-${day}`, fetchedAt, records: 1, final: true })),
        }),
      );
      loadMs.set(report, (loadMs.get(report) ?? 0) + ms);
    }
  }
  instance.closeSync();
  return { personDays, loadMs };
}

async function writeFacts(
  connection: Awaited<ReturnType<DuckDBInstance['connect']>>,
  folder: string,
  report: ReportKind,
): Promise<readonly FactFile[]> {
  const files: FactFile[] = [];
  for (const fact of FACTS.filter((candidate) => candidate.report === report)) {
    const sql = ROWS[fact.name];
    if (!sql) continue;
    const file = join(folder, `${fact.name}.parquet`);
    await connection.run(`COPY (SELECT '${SCOPE}' AS scope, * FROM (${sql})) TO '${file}' (FORMAT parquet)`);
    files.push({ fact: fact.name, file, isDistinct: true });
  }
  return files;
}
