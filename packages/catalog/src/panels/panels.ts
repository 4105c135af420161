import { CHAT_PANELS } from './chat.ts';
import { type ActiveDay, FIRST_ACTIVE_DAY } from './choices/active-day.ts';
import { type Population, populationOf } from './choices/population.ts';
import { DIMENSION_PAGES, dimensionPanels } from './dimension-pages.ts';
import { HEATMAP_PANELS } from './heatmaps.ts';
import { HISTORY_PANELS } from './history.ts';
import { overviewPanels } from './overview.ts';
import type { Panel } from './panel.ts';
import { peoplePanels } from './people.ts';
import { personPanels } from './person.ts';
import { PHASE_PANELS } from './phases.ts';
import { PULL_REQUEST_PANELS } from './pull-requests.ts';
import { REPOSITORY_PANELS } from './repositories.ts';
import { SEAT_PANELS } from './seats.ts';

export {
  type ActiveBy,
  type ActiveDay,
  type DaysThatCount,
  dayMetrics,
  FIRST_ACTIVE_DAY,
  isOfWorkingDays,
} from './choices/active-day.ts';
export { OUTPUTS, type Outputs, POPULATION_PAGES, type Population, populationOf } from './choices/population.ts';
export { DIMENSION_PAGES, type DimensionPage, LEAST_VOLUME } from './dimension-pages.ts';
export { tileTitle } from './tile.ts';

/** What a reader has chosen for a whole page: which outputs count, null for what the page begins with, and which days. */
export interface PageChoice {
  readonly population: Population | null;
  readonly active: ActiveDay;
}

/** Every page as it begins. */
const FIRST_CHOICE: PageChoice = Object.freeze({ population: null, active: FIRST_ACTIVE_DAY });

/** Pages whose panels depend on what was chosen. */
const CHOSEN_PAGES: Readonly<Record<string, (population: Population, active: ActiveDay) => readonly Panel[]>> =
  Object.freeze({
    overview: overviewPanels,
    ...Object.fromEntries(
      DIMENSION_PAGES.map((about) => [about.page, (population: Population) => dimensionPanels(about, population)]),
    ),
    people: peoplePanels,
    person: personPanels,
  });

const OTHERS: readonly Panel[] = [
  ...CHAT_PANELS,
  ...HEATMAP_PANELS,
  ...PHASE_PANELS,
  ...PULL_REQUEST_PANELS,
  ...REPOSITORY_PANELS,
  ...SEAT_PANELS,
  ...HISTORY_PANELS,
];

/** The panels of a page in reading order, as chosen. */
export const panelsOfPage = (page: string, { population, active }: PageChoice = FIRST_CHOICE): readonly Panel[] => [
  ...(CHOSEN_PAGES[page]?.(populationOf(page, population), active) ?? []),
  ...OTHERS.filter((panel) => panel.page === page),
];

/** Panels about one person, as they begin. */
export const PERSON_PANELS: readonly Panel[] = Object.freeze(panelsOfPage('person'));

const PAGES: readonly string[] = [
  'overview',
  ...DIMENSION_PAGES.map(({ page }) => page),
  ...['chat', 'heatmaps', 'people', 'phases', 'pull-requests', 'repositories', 'seats'],
];

/** The panel of that id as chosen; undefined where no page has it then. */
export function findPanel(id: string, choice: PageChoice = FIRST_CHOICE): Panel | undefined {
  for (const page of [...PAGES, 'person']) {
    const found = panelsOfPage(page, choice).find((panel) => panel.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Every panel as its page begins, page by page in reading order, history last. Adding one needs no new component. */
export const PANELS: readonly Panel[] = Object.freeze([
  ...PAGES.flatMap((page) => panelsOfPage(page)).filter((panel) => !HISTORY_PANELS.includes(panel)),
  ...HISTORY_PANELS,
]);

/** Adoption bands, upper end exclusive but the last. */
export const ADOPTION_BANDS: readonly { readonly from: number; readonly to: number; readonly label: string }[] =
  Object.freeze([
    { from: 0, to: 40, label: 'Needs attention' },
    { from: 40, to: 60, label: 'Moderate' },
    { from: 60, to: 80, label: 'Good' },
    { from: 80, to: 95, label: 'Excellent' },
    { from: 95, to: 100, label: 'Power user' },
  ]);
