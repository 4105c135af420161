import { CHAT_PANELS } from './chat.ts';
import { DIMENSION_PAGES, dimensionPanels } from './dimension-pages.ts';
import { HEATMAP_PANELS } from './heatmaps.ts';
import { HISTORY_PANELS } from './history.ts';
import { OVERVIEW_PANELS } from './overview.ts';
import type { Panel } from './panel.ts';
import { PEOPLE_PANELS } from './people.ts';
import { PHASE_PANELS } from './phases.ts';
import { PULL_REQUEST_PANELS } from './pull-requests.ts';
import { REPOSITORY_PANELS } from './repositories.ts';
import { SEAT_PANELS } from './seats.ts';

export { DIMENSION_PAGES, type DimensionPage, LEAST_VOLUME } from './dimension-pages.ts';
export { ofWorkingDays } from './people.ts';
export { PERSON_PANELS } from './person.ts';

/** Every panel, page by page in reading order. Adding one needs no new component. */
export const PANELS: readonly Panel[] = Object.freeze([
  ...OVERVIEW_PANELS,
  ...DIMENSION_PAGES.flatMap(dimensionPanels),
  ...CHAT_PANELS,
  ...HEATMAP_PANELS,
  ...PEOPLE_PANELS,
  ...PHASE_PANELS,
  ...PULL_REQUEST_PANELS,
  ...REPOSITORY_PANELS,
  ...SEAT_PANELS,
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
