import type { Journeys, Labels, NameBook } from '@flightdeck/store/reference';
import type { Question } from '@flightdeck/store/shared';
import type { Reading } from '../load/annotate.ts';

/** A question, and what was read from the cluster before a way of answering it is chosen. */
export interface Context {
  readonly reading: Reading;
  readonly question: Question;
  readonly names: NameBook;
  readonly journeys: Journeys;
  readonly labels: Labels;
  readonly filter: readonly object[];
  /** True: documents have the teams of another time, so memberships are read and joined. */
  readonly joinsTeams: boolean;
  readonly signal: AbortSignal | undefined;
}
