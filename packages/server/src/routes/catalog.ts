import { DIMENSIONS, FACTS, MEASUREMENT_BREAKS, METRICS, PANELS, REPORTS } from '@flightdeck/catalog';
import { catalog } from '../answers/catalog.ts';
import { route } from './route.ts';

const CATALOG = {
  dimensions: DIMENSIONS,
  metrics: METRICS,
  facts: FACTS,
  panels: PANELS.map((panel) => ({ ...panel })),
  reports: Object.values(REPORTS).map(({ kind, window, origin, firstDay, says }) => ({
    kind,
    window,
    origin,
    firstDay,
    says,
  })),
  breaks: MEASUREMENT_BREAKS,
};

/** What there is to ask for. */
export const CATALOG_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/catalog',
    right: 'know',
    spans: 'nothing',
    says: 'Dimensions, metrics, facts, panels, reports and measurement breaks.',
    body: null,
    answer: catalog,
    heavy: false,
    cacheable: null,
    handle: async () => CATALOG,
  }),
] as const;
