import {
  alternativesOf,
  DIMENSION_PAGES,
  findDimension,
  HISTORY_PANELS,
  PANELS,
  type Panel,
  panelsOfPage,
} from '@flightdeck/catalog';
import type { Board, GrafanaPanel, Section } from '../grafana-panel.ts';
import { grafanaPanelsOf } from '../grafana-panels.ts';
import { LEDGER_PANELS } from '../ledger-panels.ts';
import { MONEY_PANELS } from './money-panels.ts';
import { ORIGINAL_HISTORY, ORIGINAL_LISTS, ORIGINAL_SEATS, ORIGINAL_TOTALS } from './original-panels.ts';

const ofPage = (...pages: readonly string[]): readonly Panel[] => PANELS.filter(({ page }) => pages.includes(page));
const section = (title: string, panels: readonly Panel[], more: readonly GrafanaPanel[] = []): Section => ({
  title,
  grafanaPanels: [...panels.flatMap(grafanaPanelsOf), ...more],
});
const named = (...ids: readonly string[]): readonly Panel[] => PANELS.filter(({ id }) => ids.includes(id));

/** A heatmap for each dimension the page can switch to, of the people GitHub reports by it. */
function eachDimension(panel: Panel): readonly Panel[] {
  const alternatives = alternativesOf(panel);
  if (alternatives.length === 0) return [panel];
  return [...panel.by, ...alternatives].flatMap((dimension) => {
    const page = DIMENSION_PAGES.find((item) => item.dimension === dimension);
    const label = findDimension(dimension)?.label.toLowerCase() ?? dimension;
    return page
      ? [
          {
            ...panel,
            id: `${panel.id}-${dimension}`,
            title: `People by ${label}`,
            metrics: [page.people],
            by: [dimension],
          },
        ]
      : [];
  });
}

/** Adoption over all days, beside that over working days, which only the server knows. */
const ALL_DAYS: readonly Panel[] = panelsOfPage('people', { population: null, active: { by: 'prompt', days: 'all' } })
  .filter(({ chart }) => chart === 'distribution' || chart === 'leaderboard')
  .map((panel) => ({
    ...panel,
    id: `${panel.id}-all-days`,
    title: panel.title.replace('by adoption', 'by adoption, all days'),
  }));

/** Rankings of other dimensions, which stand in sections of their own here. */
const ELSEWHERE: ReadonlySet<string> = new Set(['overview-teams', 'overview-languages', 'overview-models']);

/** Everything Flightdeck shows that Grafana can draw, by section, in the order of the checklist. */
const USAGE_BOARD: Board = {
  uid: 'flightdeck-usage',
  title: 'Copilot Usage',
  says: 'Use of GitHub Copilot by organization, team, language, editor, model, feature and person.',
  sections: [
    section(
      'Organization',
      ofPage('overview').filter(({ id }) => !ELSEWHERE.has(id)),
    ),
    section('Teams', ofPage('teams')),
    section('Languages', ofPage('languages')),
    section('Editors', ofPage('editors')),
    section('Models', ofPage('models')),
    section('Features', ofPage('features')),
    section('Chat and agents', ofPage('chat')),
    section('Seats', ofPage('seats')),
    section('Heatmaps', ofPage('heatmaps').flatMap(eachDimension)),
    section('People', [...ofPage('people'), ...ALL_DAYS]),
    section('Money', MONEY_PANELS),
    section('Outcomes', ofPage('pull-requests', 'repositories', 'phases')),
    section('Trust', [], LEDGER_PANELS),
  ],
};

/** The rows of the earlier edition, with correct numbers in place of wrong ones. */
const ORIGINAL_BOARD: Board = {
  uid: 'flightdeck-original',
  title: 'Copilot Usage - Original',
  says: 'Seats and top languages, total usage, its breakdown, and imported history.',
  sections: [
    section('Copilot Seat Info & Top Languages', [
      ...ORIGINAL_SEATS,
      ...named('seats-seats-idle-30', 'seats-idle-seat-cost', 'seats-active-people'),
      ...ORIGINAL_LISTS,
      ...named(
        'seats-all',
        'overview-active-and-chat',
        'overview-languages',
        'languages-ranked',
        'languages-rates',
        'teams-ranked',
        'teams-rates',
      ),
    ]),
    section('Copilot Usage Total Insight', [
      ...named(
        'overview-completion-acceptance-rate',
        'overview-completions-accepted',
        'overview-completions-generated',
        'overview-completions-lines-accepted',
        'overview-active-users',
        'chat-chat-prompts',
        'chat-chat-accepted',
        'chat-chat-accepted-per-prompt',
      ),
      ...ORIGINAL_TOTALS,
      ...named(
        'overview-main',
        'overview-three-rates',
        'overview-active-people',
        'overview-suggestions',
        'overview-lines',
        'chat-turns',
        'chat-people',
      ),
    ]),
    section('Copilot Usage Breakdown Insight', [
      ...named(
        'overview-teams',
        'teams-breakdown',
        'languages-breakdown',
        'editors-breakdown',
        'languages-trend',
        'editors-trend',
      ),
      ...named('heatmaps-people').flatMap(eachDimension),
      ...named('heatmaps-languages', 'heatmaps-editors'),
      ...ORIGINAL_HISTORY,
    ]),
    section('Before, as imported from the older APIs', HISTORY_PANELS),
  ],
};

/** Both dashboards. */
export const BOARDS: readonly Board[] = Object.freeze([USAGE_BOARD, ORIGINAL_BOARD]);
