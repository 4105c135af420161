import type { ReportKind } from '../reports/report.ts';
import type { FactSource } from './fact.ts';

/** The tables of the older APIs. */
export type LegacyTable = 'total' | 'completion' | 'chat' | 'dotcom_chat' | 'pull_request';

type Paths = FactSource['paths'];
type Sources = Readonly<Record<LegacyTable, readonly FactSource[]>>;

const COMPLETIONS = 'copilot_ide_code_completions';
const CHAT = 'copilot_ide_chat';
const DOTCOM = 'copilot_dotcom_chat';
const PULLS = 'copilot_dotcom_pull_requests';
const LANGUAGES = 'editors[].models[].languages[]';

/** `copilot/metrics`, below a prefix that ends with a dot or is empty. @source OpenAPI `copilot-usage-metrics-day`. */
function ofMetrics(report: ReportKind, prefix: string, more: Paths): Sources {
  const source = (at: string, paths: Paths): FactSource => ({
    report,
    at,
    constants: {},
    paths: { ...more, ...paths },
  });
  const up = (path: string): readonly string[] => [`^${prefix}${path}`];
  return {
    total: [
      source(prefix.replace(/\.$/, ''), {
        active_users: ['total_active_users'],
        engaged_users: ['total_engaged_users'],
        completion_users: [`${COMPLETIONS}.total_engaged_users`],
        chat_users: [`${CHAT}.total_engaged_users`],
        dotcom_chat_users: [`${DOTCOM}.total_engaged_users`],
        pull_request_users: [`${PULLS}.total_engaged_users`],
        suggestions: [`+${COMPLETIONS}.${LANGUAGES}.total_code_suggestions`],
        acceptances: [`+${COMPLETIONS}.${LANGUAGES}.total_code_acceptances`],
        lines_suggested: [`+${COMPLETIONS}.${LANGUAGES}.total_code_lines_suggested`],
        lines_accepted: [`+${COMPLETIONS}.${LANGUAGES}.total_code_lines_accepted`],
        chat_turns: [`+${CHAT}.editors[].models[].total_chats`],
        chat_insertions: [`+${CHAT}.editors[].models[].total_chat_insertion_events`],
        chat_copies: [`+${CHAT}.editors[].models[].total_chat_copy_events`],
        pull_request_summaries: [`+${PULLS}.repositories[].models[].total_pr_summaries_created`],
      }),
    ],
    completion: [
      source(`${prefix}${COMPLETIONS}.${LANGUAGES}`, {
        ide: up(`${COMPLETIONS}.editors[].name`),
        model: up(`${COMPLETIONS}.editors[].models[].name`),
        language: ['name'],
        suggestions: ['total_code_suggestions'],
        acceptances: ['total_code_acceptances'],
        lines_suggested: ['total_code_lines_suggested'],
        lines_accepted: ['total_code_lines_accepted'],
        engaged_users: ['total_engaged_users'],
      }),
    ],
    chat: [
      source(`${prefix}${CHAT}.editors[].models[]`, {
        ide: up(`${CHAT}.editors[].name`),
        model: ['name'],
        chat_turns: ['total_chats'],
        chat_insertions: ['total_chat_insertion_events'],
        chat_copies: ['total_chat_copy_events'],
        engaged_users: ['total_engaged_users'],
      }),
    ],
    dotcom_chat: [
      source(`${prefix}${DOTCOM}.models[]`, {
        model: ['name'],
        dotcom_chat_turns: ['total_chats'],
        engaged_users: ['total_engaged_users'],
      }),
    ],
    pull_request: [
      source(`${prefix}${PULLS}.repositories[].models[]`, {
        repository_name: up(`${PULLS}.repositories[].name`),
        model: ['name'],
        pull_request_summaries: ['total_pr_summaries_created'],
        engaged_users: ['total_engaged_users'],
      }),
    ],
  };
}

/**
 * `copilot/usage`; its active people are those of completions. The last day of an answer sometimes had no totals: they are
 * then those of its breakdown. @source OpenAPI `copilot-usage-metrics` of 2024; copilot-metrics-viewer issues 16 and 56.
 */
function ofUsage(report: ReportKind, at: string, more: Paths): Sources {
  const unknown = { model: 'unknown' };
  return {
    total: [
      {
        report,
        at,
        constants: {},
        paths: {
          ...more,
          completion_users: ['total_active_users'],
          chat_users: ['total_active_chat_users'],
          suggestions: ['total_suggestions_count', '+breakdown[].suggestions_count'],
          acceptances: ['total_acceptances_count', '+breakdown[].acceptances_count'],
          lines_suggested: ['total_lines_suggested', '+breakdown[].lines_suggested'],
          lines_accepted: ['total_lines_accepted', '+breakdown[].lines_accepted'],
          chat_turns: ['total_chat_turns'],
          told_chat_acceptances: ['total_chat_acceptances'],
        },
      },
    ],
    completion: [
      {
        report,
        at: at === '' ? 'breakdown[]' : `${at}.breakdown[]`,
        constants: unknown,
        paths: {
          ...more,
          ide: ['editor'],
          language: ['language'],
          suggestions: ['suggestions_count'],
          acceptances: ['acceptances_count'],
          lines_suggested: ['lines_suggested'],
          lines_accepted: ['lines_accepted'],
          engaged_users: ['active_users'],
        },
      },
    ],
    chat: [
      {
        report,
        at,
        constants: { ide: 'unknown', ...unknown },
        paths: {
          ...more,
          chat_turns: ['total_chat_turns'],
          told_chat_acceptances: ['total_chat_acceptances'],
          engaged_users: ['total_active_chat_users'],
        },
      },
    ],
    dotcom_chat: [],
    pull_request: [],
  };
}

/** Documents of a Copilot Usage Advanced Dashboard, each below a key that states its index and owner. */
function ofDashboard(whose: 'scope_' | 'team_', more: Paths): Sources {
  const source = (table: string, paths: Paths): FactSource => ({
    report: 'legacy-dashboard',
    at: `moved.${whose}${table}`,
    constants: {},
    paths: { ...more, ...paths },
  });
  return {
    total: [
      source('total', {
        active_users: ['total_active_users'],
        chat_users: ['total_active_chat_users'],
        dotcom_chat_users: ['total_dotcom_chat_engaged_users'],
        pull_request_users: ['total_pr_engaged_users'],
        suggestions: ['total_suggestions_count'],
        acceptances: ['total_acceptances_count'],
        lines_suggested: ['total_lines_suggested'],
        lines_accepted: ['total_lines_accepted'],
        chat_turns: ['total_chat_turns'],
        chat_insertions: ['total_chat_insertion_events'],
        chat_copies: ['total_chat_copy_events'],
        told_chat_acceptances: ['total_chat_acceptances'],
        pull_request_summaries: ['total_pr_summaries_created'],
      }),
    ],
    completion: [
      source('completion', {
        ide: ['editor'],
        model: ['model'],
        language: ['language'],
        suggestions: ['suggestions_count'],
        acceptances: ['acceptances_count'],
        lines_suggested: ['lines_suggested'],
        lines_accepted: ['lines_accepted'],
        engaged_users: ['active_users'],
      }),
    ],
    chat: [
      source('chat', {
        ide: ['editor'],
        model: ['model'],
        chat_turns: ['chat_turns'],
        chat_insertions: ['chat_insertion_events'],
        chat_copies: ['chat_copy_events'],
        told_chat_acceptances: ['chat_acceptances'],
        engaged_users: ['active_users'],
      }),
    ],
    dotcom_chat: [
      source('dotcom_chat', { model: ['model'], dotcom_chat_turns: ['chat_turns'], engaged_users: ['active_users'] }),
    ],
    pull_request: [
      source('pull_request', {
        repository_name: ['repository'],
        model: ['model'],
        pull_request_summaries: ['pr_summaries_created'],
      }),
    ],
  };
}

function joined(...all: readonly Sources[]): Sources {
  const of = (table: LegacyTable) => all.flatMap((sources) => sources[table]);
  return {
    total: of('total'),
    completion: of('completion'),
    chat: of('chat'),
    dotcom_chat: of('dotcom_chat'),
    pull_request: of('pull_request'),
  };
}

const TEAM: Paths = { team: ['^team'] };

/** Where the tables of a scope come from. */
export const LEGACY_SOURCES: Sources = joined(
  ofMetrics('legacy-metrics', '', {}),
  ofUsage('legacy-usage', '', {}),
  ofDashboard('scope_', {}),
);

/** Where those of teams come from: an imported file wrapped with its team, or a dashboard's document. */
export const TEAM_SOURCES: Sources = joined(
  ofMetrics('legacy-team-metrics', 'metrics.', TEAM),
  ofUsage('legacy-team-metrics', 'usage', TEAM),
  ofDashboard('team_', { team: ['team_slug'] }),
);
