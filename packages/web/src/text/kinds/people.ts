/** Texts of the table of people, of their distribution, and of who leads. */
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const peopleCounted = ({ people, order }: { readonly people: string; readonly order: string }): string =>
  `${people} people · sorted by ${order}`;
export const peopleInBand = ({
  people,
  band,
  order,
}: {
  readonly people: string;
  readonly band: string;
  readonly order: string;
}): string => `${people} people in the band “${band}” · sorted by ${order}`;
export const login = 'Login';
export const searchByLogin = 'Search people by login';
export const rows = ({ count }: { readonly count: string }): string => `${count} rows, loaded as you scroll`;
export const twoTeams = 'A person in two teams shows “+1”';
export const noMatch = ({ wanted }: { readonly wanted: string }): string => `No person matches “${wanted}”`;
export const nobodyInBand = 'Nobody is in this band';
export const nobody = 'Nobody was reported';
export const showEveryone = 'Show everyone';
export const whereSearched = 'Search looks at logins.';
export const noRows = 'No user report has rows for these days and filters.';
export const name = 'name';

export const promptsAndRate = ({
  prompts,
  rate,
}: {
  readonly prompts: ReactNode;
  readonly rate: ReactNode;
}): ReactNode => say`${prompts} prompts · ${rate} accepted`;

export const columns = 'Columns';
export const columnsShown = 'Columns shown';
export const asAtFirst = 'As at first';
export const shownOf = ({ shown, all }: { readonly shown: number; readonly all: number }): string =>
  `${shown} of ${all}`;
export const daysWithPrompts = ({ active, days }: { readonly active: number; readonly days: number }): string =>
  `${active} of ${days} days with prompts`;
export const team = 'Team';
export const teamSays = 'Teams in the range; the one with most prompts first';
export const mostOutputs = ({ dimension }: { readonly dimension: string }): string =>
  `${dimension} with most outputs in the range`;
export const lastActive = 'Last active';
export const lastActiveSays = 'Last day of the range with a prompt';
export const daysInRange = 'Days in range';
export const daysInRangeSays = 'One bar a day: height by prompts, violet where an agent was used';

/** Distribution over active days. */
export const showInTable = 'Click to show these people in the table';
export const day = 'day';
export const workingDay = 'working day';
export const scoreOf = ({ name, days }: { readonly name: string; readonly days: string }): string =>
  `${name} ÷ ${days} × 100`;
export const days = 'days';
export const workingDays = 'working days';
export const withReport = ({ unit }: { readonly unit: string }): string => `${unit} with a report`;
export const noActivity = ({ people }: { readonly people: string }): string => `No activity (${people})`;
export const inBand = ({
  band,
  from,
  to,
  people,
}: {
  readonly band: string;
  readonly from: number;
  readonly to: number;
  readonly people: string;
}): string => `${band}, ${from} to ${to}: ${people}`;
export const byDays = ({ name }: { readonly name: string }): string => `people by ${name}`;

/** Who leads. */
export const noPrompts = 'Nobody sent a prompt in these days.';
export const promptsThatDay = 'Prompts that day';
export const withAgent = 'with an agent';
