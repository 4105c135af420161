import type { DayRange } from '@flightdeck/catalog';
import type { ScopeChoice } from './definition.ts';
import type { Question } from './ours.ts';
import type { Given, PeopleReading } from './sources/index.ts';
import type { Window } from './window.ts';

/** A number of somebody else, as people name it. */
export interface Against {
  /** Name of a source. */
  readonly source: string;
  /** As it is shown, with its percent sign or suffix. */
  readonly text?: string | undefined;
  /** When it was read or exported (ISO instant). */
  readonly readAt?: string | undefined;
  /** Days it is of, where the source leaves a choice. */
  readonly window?: Window | undefined;
  /** Its scope; ours unless named. */
  readonly scope?: ScopeChoice | undefined;
  /** Who counts as active in it; left out: whichever leaves less unexplained. */
  readonly people?: PeopleReading | undefined;
  /** Labels of the organizations that are added up. */
  readonly organizations?: readonly string[] | undefined;
  /** Id of a file that was handed over before. */
  readonly file?: string | undefined;
}

/** What is compared with what; serialisable. */
export interface ReconcileRequest extends Question {
  readonly against: Against;
}

/** A file of somebody else's rows that was handed over: what it holds. */
export interface ReceivedFile {
  readonly id: string;
  readonly name: string;
  readonly records: number;
  /** Null when no day of it could be loaded. */
  readonly range: DayRange | null;
  /** What the reader must know, such as lines that could not be read. */
  readonly notices: readonly string[];
}

/** What a source is given of a request; its file is opened by whoever holds it. */
export function toGiven({ against }: ReconcileRequest, rows: Given['rows'] | null): Given {
  const { text, readAt, window, scope, people, organizations } = against;
  return {
    ...(text !== undefined && { text }),
    ...(readAt !== undefined && { readAt }),
    ...(window && { window }),
    ...(scope && { scope }),
    ...(people && { people }),
    ...(organizations && { organizations }),
    ...(rows && { rows }),
  };
}
