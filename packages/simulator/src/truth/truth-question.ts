import type { DayRange } from '@flightdeck/catalog';
import type { ScopeName } from '../world/simulation.ts';

/** What a truth can be grouped and filtered by. */
export type TruthDimension =
  | 'day'
  | 'week'
  | 'month'
  | 'organization'
  | 'team'
  | 'language'
  | 'ide'
  | 'ide_version'
  | 'plugin'
  | 'plugin_version'
  | 'feature'
  | 'model'
  | 'surface'
  | 'cli_version'
  | 'agent_app'
  | 'agent_app_id'
  | 'customization'
  | 'user'
  | 'repository'
  | 'repo_visibility'
  | 'comment_type'
  | 'phase'
  | 'phase_from'
  | 'phase_to'
  | 'engagement_feature'
  | 'plan'
  | 'granting_team'
  | 'last_editor'
  | 'seat_created'
  | 'last_active'
  | 'last_signed_in'
  | 'last_activity_editor'
  | 'idle_band';

/** One metric, grouped and filtered. */
export interface TruthQuestion {
  readonly metric: string;
  readonly by?: readonly TruthDimension[];
  /** Breakdowns whose rows are taken, not grouped by: what GitHub reports by model is less than all there is. */
  readonly over?: readonly TruthDimension[];
  readonly where?: Readonly<Partial<Record<TruthDimension, readonly string[]>>>;
}

/** Which records the answers are taken from. */
export interface TruthOptions {
  /** Several: a person's day is counted once, whichever of them report it. */
  readonly scope: ScopeName | readonly ScopeName[];
  readonly range: DayRange;
  /** As the records stood at this instant of the simulated clock; default their final values. */
  readonly asOf?: Date;
  /** When snapshots of the seats were taken, in order; none by default. */
  readonly snapshots?: readonly Date[];
}

/** Values by the group's `by` values joined with NUL, in the order of `by`; people and teams by their latest login and slug in the range. */
export type Truth = ReadonlyMap<string, number | null>;
