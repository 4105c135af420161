import type { Ask } from '../ask.ts';
import type { Definition, ScopeChoice } from '../definition.ts';
import type { Answerers } from '../measure/read.ts';
import type { Ours, Theirs } from '../reconcile.ts';
import type { Window } from '../window.ts';

/**
 * Who is active, by GitHub's two statements: who sent a prompt (`user_initiated_interaction_count > 0`), or everyone
 * GitHub reports, with passive people and those only its servers saw.
 * @source github/docs "Reconciling Copilot usage metrics": metric alignment; users surfaced by server-side telemetry.
 */
export type PeopleReading = 'prompts' | 'reported';

/** One way to read what GitHub's pages leave open and the person did not say. */
export interface Reading {
  readonly people: PeopleReading | null;
  /** Null: as the source has it. */
  readonly window: Window | null;
  /** True: with the CLI, which GitHub's page leaves out. */
  readonly withCli: boolean;
  /** True: taken only where it leaves nothing, because it is what no page says. */
  readonly onlyExact: boolean;
}

/** What is known of the other number besides its source. */
export interface Given {
  /** As it is shown, with its percent sign or suffix; only where the source is typed in. */
  readonly text?: string;
  /** When it was read or exported (ISO instant). */
  readonly readAt?: string;
  /** Days it is of, where the source leaves a choice. */
  readonly window?: Window;
  /** Its scope; ours unless named. */
  readonly scope?: ScopeChoice;
  /** Who counts as active in it, by which of GitHub's statements; left out: the one that leaves less unexplained. */
  readonly people?: PeopleReading;
  /** Labels of the organizations that are added up. */
  readonly organizations?: readonly string[];
  /** Rows of a file: who answers from them, what it is called, and the days it lacks, which else its rows tell. */
  readonly rows?: { readonly ask: Ask; readonly name: string; readonly missing?: readonly string[] };
  /** What the source does otherwise here, such as counting the CLI after all. */
  readonly adjust?: Partial<Omit<Definition, 'over' | 'under'>>;
}

/** How a source makes a number, and where the number is from: typed in, or made by a definition. */
export interface Made {
  readonly definition: Definition;
  /** Null: `Given.text` has it. */
  readonly value: { readonly of: Definition } | null;
  readonly notes: readonly string[];
  /** What its rows hold that ours never do; left out: nothing. */
  readonly aside?: Theirs['aside'];
}

/** Somebody else who gives numbers for the same things. */
export interface Source {
  readonly name: string;
  readonly label: string;
  readonly says: string;
  /** What must be given. */
  readonly needs: readonly (keyof Given)[];
  /** How it makes the metric; null when it has no such number. */
  make(ours: Ours, given: Given): Made | null;
  /** Ways to read what GitHub leaves open and is not given, the documented first; left out: there is one. */
  readings?(ours: Ours, given: Given): readonly Reading[];
  /** What only the rows show about how the number is made; left out where there is nothing to learn. */
  learn?(made: Made, answerers: Answerers): Promise<Made>;
}
