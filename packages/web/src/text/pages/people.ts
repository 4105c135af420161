/** Texts of People. */
import { pluralOf } from '@flightdeck/catalog';
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const title = 'People';
export const nobody = 'Nobody was reported for these days and filters.';
export const activeOf = ({ active, people }: { readonly active: string; readonly people: string }): string =>
  `${active} of ${people}`;
export const orMore = ({ days }: { readonly days: string }): string => `${days} or more`;
export const lead = ({
  active,
  half,
  days,
  isWorking,
  isPrompted,
  low,
  inactive,
}: {
  readonly active: ReactNode;
  /** Days on which half of all people did so, or more. */
  readonly half: ReactNode;
  readonly days: number;
  /** True: only working days count. */
  readonly isWorking: boolean;
  /** True: a day counts when it has a prompt; false: when it has any activity. */
  readonly isPrompted: boolean;
  readonly low: ReactNode;
  readonly inactive: string;
}): ReactNode =>
  say`${active} reported people ${isPrompted ? 'sent prompts' : 'had any activity'}${isWorking ? ' on working days' : ''}. Half of all did so on ${half} of ${days} ${pluralOf(days, isWorking ? 'working day' : 'day')} with a report; ${low} need attention, ${inactive} of them never did.`;
