import type { Day } from '../base/day.ts';
import type { Scope } from '../base/scope.ts';
import type { DimensionName, FactName } from '../names.ts';

/**
 * What a value under a key of a report must be: `any` for what is left out on purpose, `list` for a list of objects, `count`
 * a whole number of 64 bits ≥ 0, `id` 1…2^53−1, `instant` text that is a point of time or a calendar day.
 */
export type KeyKind = 'any' | 'count' | 'decimal' | 'flag' | 'text' | 'id' | 'day' | 'instant' | 'object' | 'list';

/** Keys at the top of a record that decide its kind, its day and its grain. */
export const ROLE_KEYS = [
  'user_id',
  'team_id',
  'repo_id',
  'day',
  'date',
  'report_start_day',
  'report_end_day',
  'enterprise_id',
  'organization_id',
  'day_totals',
  'line',
  'billing',
  'team',
  'moved',
  'ai_credit',
  'premium_request',
  'billing_line',
] as const;

export type RoleKey = (typeof ROLE_KEYS)[number];

/** What a record of a report needs and what makes two of its rows the same. */
export interface RecordRule {
  readonly required: readonly RoleKey[];
  /** Together with the entity id, unique in a report. A key that is absent counts as empty. */
  readonly grain: readonly RoleKey[];
  readonly dayKey: 'day' | 'date';
}

/** What the rows of a report are about. */
export interface ReportSubject {
  /** Fact that has one row for each, and the dimensions that name it. */
  readonly fact: FactName;
  readonly by: readonly DimensionName[];
  /** What it is called: one, several. */
  readonly words: readonly [one: string, several: string];
  /** True: GitHub splits these rows into several files. */
  readonly sharded: boolean;
}

/** Everything known of a report before one is read: all that scanner, reader, client, sync and simulator need. */
export interface Manifest<Kind extends string = string, Inner extends string = string> {
  readonly kind: Kind;
  /**
   * One day a call, the trailing 28 days as of the latest, the state of things when asked, taken once a day, or days that
   * only imported files bring, so that one that is not there is not missing.
   */
  readonly window: '1-day' | '28-day' | 'snapshot' | 'history';
  /** Who made it: GitHub's report endpoints, our daily snapshots of its lists, an API it has closed, or its billing. */
  readonly origin: 'report' | 'snapshot' | 'older API' | 'bill';
  /** First day GitHub has; of a snapshot the first on which there was something to take. */
  readonly firstDay: Readonly<Record<Scope['kind'], Day>>;
  /** Last day there can be, of an API that GitHub closed; null where it goes on. */
  readonly lastDay: Day | null;
  readonly says: string;
  /** Path below `copilot/metrics/reports/` of a scope, and name of the report in GitHub's words; null where it has none. */
  readonly endpoint: Readonly<Record<Scope['kind'], string>> | null;
  /**
   * How much its rows count where several fill the same days: GitHub's own files before what another tool made of them, a
   * newer generation before an older one, and of teams the source that has them all. The others stay in the archive.
   */
  readonly rank: number;
  readonly record: RecordRule;
  /** Keys that state the owner and day of a row, which no fact names. */
  readonly identity: Readonly<Record<string, KeyKind>>;
  /** How a record shows: sets of keys, one of which must be there. */
  readonly marks: readonly (readonly string[])[];
  /** True: our importer writes these lines, and nothing stands beside their marks. GitHub's rows always have more. */
  readonly written: boolean;
  /** The report whose rows are also rows of this one, and where they are: fields known there are known here too. */
  readonly contains: { readonly at: string; readonly report: Inner } | null;
  /** Null where a day has one row, or lines that belong to nobody. */
  readonly subject: ReportSubject | null;
  /** True: several of its rows can describe the same things, because another tool wrote them. */
  readonly repeats: boolean;
  /** Position among the 1-day reports of a sync: what pages need most first, teams before the activity of their people. */
  readonly turn: number;
}

type Needed = 'kind' | 'window' | 'firstDay' | 'says' | 'record' | 'marks';

/** A report of GitHub's endpoints, unless it says otherwise. */
export function defineReport<const Kind extends string, const Inner extends string = never>(
  given: Pick<Manifest<Kind, Inner>, Needed> & Partial<Omit<Manifest<Kind, Inner>, Needed>>,
): Manifest<Kind, Inner> {
  return Object.freeze({
    origin: 'report',
    lastDay: null,
    endpoint: null,
    rank: 1,
    identity: {},
    written: false,
    contains: null,
    subject: null,
    repeats: false,
    turn: 0,
    ...given,
  });
}

/** The same first day for organizations and enterprises. */
export const since = (day: Day): Manifest['firstDay'] => ({ enterprise: day, org: day });

/** Keys of GitHub's rows that name their day and scope. */
export const SCOPE_KEYS: Manifest['identity'] = Object.freeze({ enterprise_id: 'text', organization_id: 'text' });
export const DAY_KEY: Manifest['identity'] = Object.freeze({ day: 'day' });
export const WINDOW_KEYS: Manifest['identity'] = Object.freeze({ report_start_day: 'day', report_end_day: 'day' });

/** Lines that our importer writes, one by one below a day. */
export const lineOf = <Key extends RoleKey>(key: Key) =>
  ({
    record: { required: ['day', 'line', key], grain: ['day', 'line'], dayKey: 'day' },
    identity: DAY_KEY,
    marks: [['day', 'line', key]],
    written: true,
  }) as const;
