import { ADVANCED_PANELS } from './advanced.ts';
import type { AskedForPanel } from './asked-for-panel.ts';
import { ORIGINAL_PANELS } from './original.ts';

/**
 * Every panel of both dashboards in their order, texts without numbers left out. Titles as they stand there.
 * @source dashboard templates of the repositories satomic/copilot-usage-advanced-dashboard (Original, 39 panels) and
 * vanchaudhary/copilot-usage-advanced-dashboard (51 panels), read in November 2026.
 */
export const ASKED_FOR_PANELS: readonly AskedForPanel[] = Object.freeze([...ADVANCED_PANELS, ...ORIGINAL_PANELS]);
