/** Texts of Adoption phases. */
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const title = 'Adoption phases';
export const oneAtATime =
  'GitHub counts the people of a phase since 17 Sep 2026, for one organization or the enterprise at a time. ';
export const none = 'GitHub reported no adoption phases in these days. ';
export const inPhaseOf = ({ inPhase, people }: { readonly inPhase: string; readonly people: string }): string =>
  `${inPhase} of ${people}`;
export const inPhase = ({ inPhase, passive }: { readonly inPhase: ReactNode; readonly passive: string }): ReactNode =>
  say`${inPhase} people are in a phase, ${passive} are passive. `;
export const inPhaseMost = ({
  inPhase,
  passive,
  largest,
  share,
}: {
  readonly inPhase: ReactNode;
  readonly passive: string;
  readonly largest: string;
  readonly share: string;
}): ReactNode => say`${inPhase} people are in a phase, ${passive} are passive; most are ${largest}, ${share}. `;
export const moved = ({
  since,
  up,
  down,
}: {
  readonly since: string;
  readonly up: ReactNode;
  readonly down: string;
}): ReactNode => say`Since ${since} ${up} moved on and ${down} fell back. `;
export const howDecided =
  'GitHub decides the phase anew every day, by what a person used on two or more of the last 28.';
