/** Texts of Seats. */
import { pluralOf } from '@flightdeck/catalog';
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const title = 'Seats';
export const noSnapshotInRange = 'No snapshot of the seats was taken in these days.';
export const unusedOf = ({ unused, seats }: { readonly unused: string; readonly seats: string }): string =>
  `${unused} of ${seats}`;
export const unused = ({ unused, seats }: { readonly unused: ReactNode; readonly seats: number }): ReactNode =>
  say`${unused} ${pluralOf(seats, 'seat')} did nothing for 30 days`;
export const costByPlan = ({ cost }: { readonly cost: ReactNode }): ReactNode =>
  say`; at the prices of their plans that is ${cost}`;
export const costEach = ({ price, cost }: { readonly price: string; readonly cost: ReactNode }): ReactNode =>
  say`; at ${price} each that is ${cost}`;
export const aMonth = ({ dollars }: { readonly dollars: string }): string => `${dollars} a month`;
export const neverUsed = ({ count, counted }: { readonly count: number; readonly counted: string }): string =>
  ` ${counted} ${pluralOf(count, 'was', 'were')} never used.`;
export const asOf = ({ day }: { readonly day: string }): string => ` As of ${day}.`;

export const notRead = ({ scope, day }: { readonly scope: string; readonly day: string }): string =>
  `The seats of ${scope} could not be read on ${day}`;
export const leaveOut = 'To leave seats out, set SYNC_SEATS=off.';
export const noSnapshot = 'No snapshot of the seats yet';
const BEGINS = 'GitHub reports seats only as they are now, so their history begins with the first snapshot, which the';
export const runningTakes = `${BEGINS} running sync takes.`;
export const nextTakes = `${BEGINS} next sync takes.`;
export const nextTakesAt = ({ time }: { readonly time: string }): string => `${BEGINS} next sync takes at ${time} UTC.`;
