/** Texts of Pull requests and of its tab Repositories. */
import { pluralOf } from '@flightdeck/catalog';
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const title = 'Pull requests';
export const repositories = 'Repositories';
export const parts = 'Part of the page';

export const none = 'No pull requests were reported for these days and filters.';
export const pullRequests = ({ count }: { readonly count: string }): string => `${count} pull requests`;
export const merged = ({ merged }: { readonly merged: ReactNode }): ReactNode => say`${merged} were merged. `;
export const mergedByCopilot = ({ merged, share }: { readonly merged: ReactNode; readonly share: string }): ReactNode =>
  say`${merged} were merged, ${share} of them opened by Copilot. `;
export const reviewed = ({ count, reviewed }: { readonly count: ReactNode; readonly reviewed: string }): ReactNode =>
  say`Copilot reviewed ${count} of ${reviewed} reviewed ones. `;
export const reviewedAndApplied = ({
  count,
  reviewed,
  made,
  applied,
}: {
  readonly count: ReactNode;
  readonly reviewed: string;
  readonly made: string;
  /** Share of what was made. */
  readonly applied: string;
}): ReactNode =>
  say`Copilot reviewed ${count} of ${reviewed} reviewed ones and made ${made} suggestions, of which ${applied} were applied. `;
export const whose =
  'All pull requests of the scope, whoever wrote them; GitHub does not report them by team or person.';

export const noRepository =
  'No repository was reported for these days and filters. GitHub reports repositories since 17 Jul 2026, and only those with pull requests that day.';
export const repositoriesCounted = ({ count, counted }: { readonly count: number; readonly counted: string }): string =>
  `${counted} ${pluralOf(count, 'repository', 'repositories')}`;
export const repositoriesLead = ({ counted }: { readonly counted: ReactNode }): ReactNode =>
  say`${counted} had pull requests. GitHub reports repositories since 17 Jul 2026, and only those with pull requests that day; a renamed one keeps its numbers.`;
