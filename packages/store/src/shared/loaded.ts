import type { DayState, LedgerDay } from '../ledger.ts';

/** States of days whose rows are in the store. */
export const LOADED_STATES: readonly DayState[] = Object.freeze(['present', 'provisional']);

/** True for a day whose rows are in the store. */
export const isLoaded = ({ state }: Pick<LedgerDay, 'state'>): boolean => LOADED_STATES.includes(state);
