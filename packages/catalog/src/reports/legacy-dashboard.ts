import { defineReport, lineOf, since } from './manifest.ts';

/** Documents of a Copilot Usage Advanced Dashboard, imported one by one: several can describe the same things. */
export const LEGACY_DASHBOARD = defineReport({
  kind: 'legacy-dashboard',
  window: 'history',
  origin: 'older API',
  firstDay: since('2023-10-01'),
  lastDay: '2026-04-02',
  says: 'days moved in from a Copilot Usage Advanced Dashboard',
  rank: 2,
  ...lineOf('moved'),
  identity: { day: 'day', line: 'count' },
  repeats: true,
});
