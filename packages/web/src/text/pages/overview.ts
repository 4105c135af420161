/** Texts of Overview. */
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const title = 'Overview';
export const aYearAgo = 'a year ago';
export const daysBefore = ({ days }: { readonly days: number }): string =>
  days === 1 ? 'on the day before' : `in the ${days} days before`;
export const activeOf = ({ active, people }: { readonly active: string; readonly people: string }): string =>
  `${active} of ${people}`;
export const active = ({ active }: { readonly active: ReactNode }): ReactNode =>
  say`${active} reported people sent prompts to Copilot. `;
export const nobody = 'Nobody was reported for these days and filters. ';

interface Accepted {
  readonly rate: ReactNode;
  readonly suggested: string;
  /** What was suggested: completions, outputs. */
  readonly what: string;
}

export const accepted = ({ rate, suggested, what }: Accepted): ReactNode =>
  say`${rate} of ${suggested} ${what} were accepted.`;
export const acceptedAs = ({ rate, suggested, what, period }: Accepted & { readonly period: string }): ReactNode =>
  say`${rate} of ${suggested} ${what} were accepted, as ${period}.`;
export const acceptedMore = ({
  rate,
  suggested,
  what,
  points,
  period,
}: Accepted & { readonly points: string; readonly period: string }): ReactNode =>
  say`${rate} of ${suggested} ${what} were accepted, ${points} points more than ${period}.`;
export const acceptedLess = ({
  rate,
  suggested,
  what,
  points,
  period,
}: Accepted & { readonly points: string; readonly period: string }): ReactNode =>
  say`${rate} of ${suggested} ${what} were accepted, ${points} points less than ${period}.`;
export const noOutputs = ({ what }: { readonly what: string }): string => `No ${what} were reported.`;
