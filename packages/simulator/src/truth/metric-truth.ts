import type { AggregateRecord, Counters, SurfaceTotals, UserRecord } from '../world/records/records.ts';
import type { Customization } from '../world/records/surfaces.ts';

/** A user row, or one row of one of its breakdowns or surfaces. */
export type Row = Partial<Counters & Omit<SurfaceTotals, 'last_known_cli_version'>> & {
  readonly total_user_messages?: number;
  readonly interaction_count?: number;
  readonly surface?: string;
};

/** Lists that stand beside the breakdowns: CLI, app and Agents window; agent apps; each kind of customization of the CLI. */
export type Aside = 'surface' | 'agent' | Customization;

/** How one metric is computed from records; on purpose written without the catalogue. */
export type MetricTruth =
  | {
      readonly kind: 'sum';
      readonly features?: readonly string[];
      readonly aside?: Aside;
      /** First day from which a row without any of it has none. */
      readonly noneSince?: string;
      readonly of: (row: Row, record: UserRecord) => unknown;
    }
  | {
      readonly kind: 'ratio';
      readonly features?: readonly string[];
      readonly aside?: Aside;
      readonly above: (row: Row) => unknown;
      readonly below: (row: Row) => unknown;
    }
  /** Distinct people ÷ distinct people. */
  | {
      readonly kind: 'share';
      readonly above: (record: UserRecord) => unknown;
      readonly below: (record: UserRecord) => unknown;
    }
  /** The value of the last day of one person; null of several. */
  | { readonly kind: 'last-of-person'; readonly of: (record: UserRecord) => unknown }
  /** Distinct people; undefined where the flag was never reported. */
  | {
      readonly kind: 'people';
      readonly aside?: Aside;
      readonly noneSince?: string;
      readonly when: (row: Row, record: UserRecord) => unknown;
    }
  /** Distinct (person, day); undefined where the flag was never reported. */
  | { readonly kind: 'person-days'; readonly when: (row: Row, record: UserRecord) => unknown }
  /** A number added up over days of people ÷ those days, where both are known. */
  | { readonly kind: 'per-day'; readonly of: (row: Row) => unknown; readonly when: (row: Row) => unknown }
  /** Days that count as active ÷ days that have a report, of those that count. */
  | {
      readonly kind: 'adoption';
      readonly counts: (day: string) => boolean;
      readonly isActive: (row: Row) => boolean | undefined;
    }
  /** The figure of the last day with a report. */
  | {
      readonly kind: 'last-aggregate';
      readonly noneSince?: string;
      readonly of: (record: AggregateRecord) => unknown;
    }
  /** GitHub's own totals, or one of their breakdowns, added up over days and scopes. */
  | {
      readonly kind: 'sum-aggregate';
      readonly aside?: Aside;
      readonly noneSince?: string;
      readonly of: (row: Row) => unknown;
    }
  /** Two of them divided. */
  | {
      readonly kind: 'ratio-aggregate';
      readonly aside: Aside;
      readonly above: (row: Row) => unknown;
      readonly below: (row: Row) => unknown;
    };
