import type { Ask } from '../ask.ts';
import type { Definition, ScopeChoice } from '../definition.ts';
import type { Ours } from '../reconcile.ts';
import type { Window } from '../window.ts';

/** What is known of the other number besides its source. */
export interface Given {
  /** As it is shown, with its percent sign or suffix; only where the source is typed in. */
  readonly text?: string;
  /** When it was read or exported (ISO instant). */
  readonly readAt?: string;
  /** Days it is of, where the source leaves a choice. */
  readonly window?: Window;
  /** Scope it is of; ours unless told. */
  readonly scope?: ScopeChoice;
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
  /** Null: `Given.text` tells it. */
  readonly value: { readonly of: Definition } | null;
  readonly notes: readonly string[];
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
}
