/** Texts of Data health. */
import { pluralOf } from '@flightdeck/catalog';
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const title = 'Data health';
export const noDay = 'No day has been loaded yet';
export const nextSync = 'The next sync fetches the first days.';
export const allHere = ({ since, all }: { readonly since: string; readonly all: ReactNode }): ReactNode =>
  say`Every report of every day since ${since} is here (${all}). `;
export const allBut = ({ since, absent }: { readonly since: string; readonly absent: ReactNode }): ReactNode =>
  say`Every report of every day since ${since} is here but ${absent}. `;
export const partOf = ({ part, all }: { readonly part: string; readonly all: string }): string => `${part} of ${all}`;
export const finalTo = ({ day }: { readonly day: ReactNode }): ReactNode => say`Numbers up to ${day} are final`;
export const canChange = ({ days }: { readonly days: string }): string => `; those of ${days} can still change`;

export const fetching = 'Fetching the missing days';
export const isRunning = 'A sync is running already';
export const notStarted = 'The sync could not be started';
interface FailedReport {
  readonly report: string;
  readonly day: string;
  readonly scope: string;
}
export const failed = ({ report, day, scope }: FailedReport): string => `${report} of ${day} (${scope}) failed.`;
export const failedBecause = ({ report, day, scope, why }: FailedReport & { readonly why: string }): string =>
  `${report} of ${day} (${scope}) failed: ${why}`;
export const othersFailed = ({ reports }: { readonly reports: string }): string => `${reports} failed too. `;
export const moreReport = 'more report';
export const forgets = 'GitHub forgets a day after one year.';
export const fetchAgain = 'Fetch again';

export const numbers = 'The data in numbers';
export const tiles = Object.freeze({
  finalTo: 'Final to',
  none: 'none',
  noneCanChange: 'no day can still change',
  finalToHow:
    'The last day up to which no loaded report can still change. GitHub may revise a day within three full UTC days; until then it is read again and drawn as provisional.',
  attention: 'Need attention',
  nothingToDo: 'nothing to do',
  attentionHow: 'Reports of a day that were asked for and did not arrive. They are tried again at every sync.',
  missing: 'Missing',
  inDaysShown: 'in the days shown',
  missingHow:
    'Days after a report’s first day that the ledger has no answer for. A day GitHub said has no report is not missing.',
  restated: 'Restated',
  reportDays: 'report days',
  replaced: 'replaced by a newer report',
  restatedHow: 'Days whose content changed after they were first loaded. What changed stands in the ledger below.',
  rejected: 'Rejected lines',
  kept: 'kept with file and reason',
  rejectedHow: 'Lines of report files that could not be read. lines = loaded + rejected + blank holds for every file.',
  lastSync: 'Last sync',
  never: 'never',
  utc: 'UTC',
  lastSyncHow: 'End of the last sync that loaded or confirmed something, and what ran last.',
  notSynced: 'not synced yet',
});
export const provisionalDays = ({ days }: { readonly days: string }): string => `${days} provisional`;
export const reportsFailed = ({ count }: { readonly count: number }): string =>
  pluralOf(count, 'report failed', 'reports failed');
export const reportOfDay = ({ day, report }: { readonly day: string; readonly report: string }): string =>
  `${day}, ${report}`;
export const ofReportDays = ({ all }: { readonly all: string }): string => `of ${all} report days`;
export const nothingFor = ({ count }: { readonly count: string }): string => `${count} GitHub had nothing for`;
export const ofAll = ({ all }: { readonly all: string }): string => `of ${all}`;
export const seconds = ({ seconds }: { readonly seconds: number }): string => `${seconds} s`;
export const lastImport = ({ time }: { readonly time: string }): string => `last import ${time}`;
export const next = ({ time }: { readonly time: string }): string => `next ${time}`;

export const days = 'Days';
export const daysSays = 'One cell is one report of one UTC day; click it for its files and changes';
export const weeksSays = 'One cell is the worst day of a week of one report; click it for its files';
export const daysHow =
  'Every (scope, report, day) the ledger knows. A day that was never asked for after the first is missing; days before the first are a thin line.';
export const report = 'Report';
export const reportOfScope = ({ scope, report }: { readonly scope: string; readonly report: string }): string =>
  `${scope}, ${report}`;
export const counts = ({
  final,
  provisional,
  missing,
  failed,
}: {
  readonly final: string;
  readonly provisional: string;
  readonly missing: string;
  readonly failed: string;
}): string => `${final} final, ${provisional} provisional, ${missing} missing, ${failed} failed`;
export const record = 'record';
export const time = 'time';
export const changed = ({ times }: { readonly times: string }): string => `changed ${times}`;
export const organization = ({ name }: { readonly name: string }): string => `Organization ${name}`;
export const enterprise = ({ name }: { readonly name: string }): string => `Enterprise ${name}`;
export const calendar = 'State of every report and day. Arrow keys move between days, Enter opens one.';
export const weekdays: readonly string[] = Object.freeze(['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']);
/** What each state of a day is called. */
export const states = Object.freeze({
  final: 'Final',
  provisional: 'Provisional, re-read until final',
  restated: 'Restated since',
  empty: 'Empty: GitHub had nothing',
  missing: 'Missing',
  failed: 'Failed',
  before: 'Before first day',
});

/** How fast days settle. */
export const settling = 'How fast days settle';
export const settlingOf = ({
  measure,
  days,
  scope,
}: {
  readonly measure: string;
  readonly days: string;
  readonly scope: string;
}): string => `${measure} known after n days, of ${days} of ${scope}; the band holds 8 of 10`;
export const settlingSays = 'Share of the final value known after n days';
export const settlingScope = 'Scope of the curve';
export const settlingMeasure = 'Measure of the curve';
export const settlingHow =
  'For every day of the people’s report that is final now and was received before it was: what was known of it at the end of each UTC day after, as part of what it is now. The line is the median day. A day that had not been received yet counts at no point; GitHub calls a day final after three full UTC days.';
export const noneWatched = 'No day has been watched yet';
export const whenWatched =
  'A day counts when it was received before it was final, and is final now. After a week of daily syncs there are some.';
export const nothingChanged = 'Nothing has changed';
export const stayedSame = ({
  count,
  days,
  measure,
}: {
  readonly count: number;
  readonly days: string;
  readonly measure: string;
}): string =>
  `${days} ${pluralOf(count, 'was', 'were')} received before GitHub called ${pluralOf(count, 'it', 'them')} final; ${measure} stayed the same since.`;
export const ofFinalValue = '% of the final value';
export const final = 'final';
export const oneDay = '1 day';
export const oneDayAfter = '1 day after';
export const noneWatchedSentence = 'No day was watched.';
export const settlingSentence = ({
  measure,
  days,
  marks,
}: {
  readonly measure: string;
  readonly days: string;
  readonly marks: readonly string[];
}): string => `${measure} of ${days}: ${marks.join(', ')}.`;
export const knownAfter = ({ share, days }: { readonly share: string; readonly days: string }): string =>
  `${share} of the final value known ${days} after`;
export const settlingColumns: readonly string[] = Object.freeze([
  'Days after',
  'Known, median',
  'of 8 in 10 days from',
  'to',
  'Days received by then',
]);
export const settlingPoint = ({
  after,
  median,
  low,
  high,
  days,
}: {
  readonly after: string;
  readonly median: string;
  readonly low: string;
  readonly high: string;
  readonly days: string;
}): string => `${after} after: ${median} of the final value known, ${low} to ${high} in 8 of 10 of ${days}`;

/** What was met but not understood. */
export const notUnderstood = 'Met, but not understood';
export const notUnderstoodSays = 'Kept in the raw file, left out of numbers';
export const notUnderstoodHow =
  'Fields no fact stores, and lines that could not be read. Both stay in the archive: after an update of Flightdeck, flightdeck rebuild reads them again.';
export const unknownField = 'unknown field';
export const rejectedLine = 'rejected line';
export const noValue = 'no value';
export const fieldSeen = ({
  count,
  first,
  type,
}: {
  readonly count: number;
  readonly first: string;
  readonly type: string;
}): string => `${count} ${pluralOf(count, 'time')}, first ${first}, ${type}`;
export const allUnderstood = 'Everything was understood';
export const noUnknown = ({ files }: { readonly files: string }): string =>
  `No unknown field and no rejected line in ${files}.`;
export const archivedFile = 'file';
export const newField = ({
  type,
  report,
  since,
  times,
}: {
  readonly type: string;
  readonly report: string;
  readonly since: string;
  readonly times: string;
}): string => `new field (${type}) in ${report} since ${since}, ${times}`;
export const atPath = ({ path }: { readonly path: string }): string => ` at ${path}`;

export const archive = 'Archive';
export const archiveSays = 'The reports as they were received, from which all else is made';
export const moreFiles = ({ count }: { readonly count: number }): string =>
  `and ${count} more; "flightdeck verify" lists them.`;
export const organizations = 'People in several organizations';
export const organizationsSays = 'Whether each organization has all their activity, or a part';

/** Pairs of GitHub's own numbers. */
export const checks = 'Standing checks';
export const checksSays = 'Pairs of GitHub’s own numbers, compared after every sync';
export const checksHow =
  'Numbers that GitHub gives twice are compared over the last final days: its totals with the sum over people, the parts of a breakdown with the whole, 28 days with their days, seats with people. A difference is taken apart into named causes; what no cause explains needs somebody’s attention, and is in /metrics for alerts.';
export const made = ({ time }: { readonly time: string }): string => `Made ${time} UTC, of final days only`;
export const nothingToCheck = 'Nothing to check yet';
export const checksBegin = 'Checks begin with the first final day of the people’s report.';
export const countedElsewhere = 'Counted elsewhere';
export const shifted = 'shifted';
export const features = 'Features';
export const featuresOfShift = ({ to }: { readonly to: string }): string =>
  `Features in the days of the shift to ${to}`;
export const checkOfDays = ({ says, range }: { readonly says: string; readonly range: string }): string =>
  `${says} ${range}.`;
export const reconcile = 'Reconcile';
export const reconcileCheck = ({ check, metric }: { readonly check: string; readonly metric: string }): string =>
  `Reconcile ${check}, ${metric}`;
export const verdicts = Object.freeze({
  unexplained: 'unexplained',
  untold: 'not known',
  explained: 'explained',
  equal: 'equal',
});
export const oneIsMissing = 'One of the numbers is missing.';
export const bothAre = ({ value }: { readonly value: string }): string => `Both are ${value}.`;
export const against = ({
  theirs,
  ours,
  causes,
}: {
  readonly theirs: string;
  readonly ours: string;
  readonly causes: string;
}): string => `${theirs} against ${ours}: ${causes}.`;
export const amountUnexplained = ({ amount }: { readonly amount: string }): string => `${amount} unexplained`;
export const pair = 'pair';
export const checksMade = ({ pairs, verdicts }: { readonly pairs: string; readonly verdicts: string }): string =>
  `${pairs} of GitHub’s own numbers, compared after every sync: ${verdicts}`;

/** What changed since. */
export const replaced = 'What changed since';
export const replacedSays = 'The restatement ledger: a day replaced by a newer report';
export const replacedHow =
  'Each time a day is replaced by other content, every total before and after is kept, and the rows that stood there too. Provisional days change as telemetry arrives late. The line shows one change of each day; the CSV has all.';
export const noneReplaced = 'No loaded day has been replaced by different content.';
export const replacedCauses = Object.freeze({
  late: 'late telemetry',
  restated: 'GitHub restated',
  seed: '28-day report before',
  import: 'imported file',
});
export const replacedColumns = Object.freeze({
  seen: 'Seen (UTC)',
  day: 'Day',
  change: 'Change',
  ofDay: 'of the day',
  cause: 'Cause',
});
const AS_KNOWN = 'Any page can be shown as it was known on a past day: choose “As known on” with the days.';
export const newestOfMore = ({ shown, most }: { readonly shown: number; readonly most: number }): string =>
  `The newest ${shown} of more than ${most}; those ${most} in the CSV. ${AS_KNOWN}`;
export const newestOf = ({ shown, all }: { readonly shown: number; readonly all: number }): string =>
  `The newest ${shown} of ${all}; all of them in the CSV. ${AS_KNOWN}`;
export const allReplaced = ({ replacements }: { readonly replacements: string }): string =>
  `${replacements} in all. ${AS_KNOWN}`;
export const replacement = 'replacement';
export const noTotal = 'no total';
export const andOthers = ({ totals }: { readonly totals: string }): string => `and ${totals}`;
export const otherTotal = 'other total';

/** Runs of sync, import and rebuild. */
export const runs = 'Sync runs';
export const runningNow = ({ message }: { readonly message: string }): string => `Running now: ${message}`;
export const runsSays = 'Newest first; a partial run says what is missing';
export const runsHow =
  'Each run plans the missing, provisional and failed days, oldest at risk first, and loads every day whole or not at all.';
export const noRun = 'No run yet';
export const notEnded = 'The first sync has not ended.';
export const runColumns = Object.freeze({
  started: 'Started (UTC)',
  kind: 'Kind',
  result: 'Result',
  took: 'Took',
  loaded: 'Report days',
  failed: 'Failed',
  requests: 'Requests',
  says: 'Says',
});
