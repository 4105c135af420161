/** Texts of the page of one person. */
import { pluralOf } from '@flightdeck/catalog';
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const noPerson = 'No person chosen';
export const openOne = 'Open one from the People page.';
export const people = 'People';
export const teamRate = ({ teams, rate }: { readonly teams: number; readonly rate: string }): string =>
  `${pluralOf(teams, 'team')}\u00a0${rate}`;
export const memberSince = ({ team, day }: { readonly team: string; readonly day: string }): string =>
  `${team}, since ${day}`;
export const ofTeams = ({ teams }: { readonly teams: string }): string => `${teams} · `;
export const nothingReported = ({ login, range }: { readonly login: string; readonly range: string }): string =>
  `nothing was reported for ${login} in ${range}.`;
export const lead = ({
  score,
  band,
  active,
  days,
  isPrompted,
}: {
  readonly score: ReactNode;
  readonly band: string;
  readonly active: ReactNode;
  /** The days that count, with their noun. */
  readonly days: string;
  readonly isPrompted: boolean;
}): ReactNode => say`adoption ${score} ${band}, ${active} of ${days} with ${isPrompted ? 'a prompt' : 'any activity'}`;
export const day = 'day';
export const workingDay = 'working day';

export const days = 'Days';
export const daysWithPrompts = ({ active, days }: { readonly active: number; readonly days: number }): string =>
  `${active} of ${days} days with prompts`;
export const daysSays = ({ active, days }: { readonly active: number; readonly days: number }): string =>
  `${active} of ${days} days with prompts; darker = more of them; click a day`;
export const agentUsed = 'Agent used';
export const dayByDay = 'Day by day';
export const dayByDaySays = ({ login }: { readonly login: string }): string =>
  `What ${login} did on each reported day; the names are those with most outputs`;
export const noData = 'No data';
export const noDataFor = ({ login, range }: { readonly login: string; readonly range: string }): string =>
  `Nothing was reported for ${login} in ${range}.`;

export const yearGrid = 'Days with prompts';
export const weekdays: readonly string[] = Object.freeze(['Mon', 'Wed', 'Fri']);
export const dayWithout = ({ day }: { readonly day: string }): string => `${day}: no data`;
export const dayWith = ({ day, prompts }: { readonly day: string; readonly prompts: number }): string =>
  `${day}: ${prompts} ${pluralOf(prompts, 'prompt')}`;
export const withAgent = ', with an agent';

export const columns = Object.freeze({
  day: 'Day',
  editor: 'Editor',
  feature: 'Feature',
  languageByFeature: 'Language × feature',
  languageByModel: 'Language × model',
  modelByFeature: 'Model × feature',
});
