import type { DimensionName } from '../names.ts';

/**
 * How a dimension groups: by time, by scope, by team membership of the day, by person, by repository, by a column of the
 * fact (`attribute`), or by a person's phase on the first or last day of the range (`journey`).
 */
export type DimensionKind = 'time' | 'scope' | 'team' | 'person' | 'repository' | 'journey' | 'attribute';

/** Something numbers can be grouped and filtered by. */
export interface Dimension {
  readonly name: DimensionName;
  /** The column of an attribute; the dimension's name unless given. */
  readonly column?: string;
  readonly kind: DimensionKind;
  readonly label: string;
  readonly plural: string;
  readonly says: string;
}
