/** Texts of Reconcile. */
import { pluralOf } from '@flightdeck/catalog';
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const title = 'Reconcile';
export const lead = 'Two of GitHub’s numbers for the same thing, and every step between them.';
export const noDay = 'No day has been loaded yet';
export const nothingToCompare = 'There is nothing to compare with.';
export const nextSync = 'The next sync fetches the first days.';
export const difference = 'The difference';
export const nothingYet = 'Nothing to compare yet';
export const thenCompare =
  'Then press Compare: the difference is taken apart into named causes, each with the days and people behind it.';
export const noNumber = ({ label, days }: { readonly label: string; readonly days: string }): string =>
  `${label} has no number for ${days}.`;
export const chooseOthers = 'Choose other days in the bar, or another source.';
export const unknown = 'unknown';
export const points = 'points';

/** The way from their number to ours. */
export const way = 'From their number to ours';
export const waySays = 'Each step changes one thing in their definition; its effect is what that thing was worth';
export const wayHow =
  'From the other number on, one thing at a time is counted the way Flightdeck counts it, always in the same order, and the number is computed again from the stored rows. The effect of a step is what that thing was worth, given the steps before it. Their number, all steps and the remainder add up to ours.';
export const worthNothing = ({ causes }: { readonly causes: string }): string =>
  `Looked at and worth nothing: ${causes}`;
export const wayName = ({ metric, theirs }: { readonly metric: string; readonly theirs: string }): string =>
  `${metric}: from ${theirs} to Flightdeck`;
export const walkable = ({ name }: { readonly name: string }): string =>
  `${name}. Arrow keys walk the steps, Enter shows what is behind one.`;
export const step = 'Step';
export const running = 'running';
export const thenRunning = 'then ';
export const adds = ({ noun }: { readonly noun: string }): string => `adds ${noun}`;
export const takesAway = ({ noun }: { readonly noun: string }): string => `takes ${noun} away`;
export const axisStarts = ({ at }: { readonly at: string }): string =>
  `Axis starts at ${at}, so the two totals fade out at the left`;
export const wayColumns = Object.freeze({ points: 'Points', amount: 'Amount', number: 'Number', why: 'Why' });
export const readAt = ({ days, minute }: { readonly days: string; readonly minute: string }): string =>
  `${days}, read ${minute}`;
export const allExplained = 'Nothing is left: the causes above explain all of it.';
export const leftWithin = ({ tolerance }: { readonly tolerance: string }): string =>
  `What is left after every known cause. Within your tolerance of ${tolerance}.`;
export const leftMore = ({ tolerance }: { readonly tolerance: string }): string =>
  `What is left after every known cause. More than your tolerance of ${tolerance}.`;
export const addedUp = ({ groups }: { readonly groups: number }): string => `${groups} added up`;
export const numberMissing = ({ label }: { readonly label: string }): string =>
  `${label}: one of the numbers is missing.`;
export const remainderUnknown = 'the remainder is not known';
export const remainder = ({ change }: { readonly change: string }): string => `unexplained ${change}`;
export const waySentence = ({
  metric,
  theirs,
  steps,
  ours,
}: {
  readonly metric: string;
  readonly theirs: string;
  /** Causes with their amounts, then the remainder. */
  readonly steps: string;
  readonly ours: string;
}): string => `${metric}: ${theirs}, ${steps}, ${ours}.`;

/** The sum above the way. */
export const theirs = 'Theirs';
export const ours = 'Ours';
export const differs = 'Difference';
export const none = 'none';
export const oneIsMissing = 'a number is missing';
export const explained = 'Explained';
export const explainedBy = ({ causes }: { readonly causes: string }): string => `Explained by ${causes}`;
export const cause = 'cause';
export const partOf = ({ part, all }: { readonly part: string; readonly all: string }): string => `${part} of ${all}`;
export const moved = 'moved, in either direction';
export const unitMoved = ({ unit }: { readonly unit: string }): string => `${unit} moved, in either direction`;
export const unexplained = 'Unexplained';
export const isUnexplained = 'unexplained';
export const toleranceIs = ({ tolerance }: { readonly tolerance: string }): string => `tolerance is ${tolerance}`;
export const csv = 'CSV';
export const print = 'Print';
export const signOff = 'Sign off';
export const areEqual = 'the numbers are equal';
export const theirsLessOurs = 'theirs less ours';
export const shareOfTheirs = ({ share }: { readonly share: string }): string => `${share} of theirs`;
export const leftUnexplained = ({
  amount,
  left,
  tolerance,
}: {
  readonly amount: number;
  readonly left: string;
  readonly tolerance: string;
}): string => `${left} ${amount === 1 ? 'is' : 'are'} left unexplained, more than your tolerance of ${tolerance}. `;
export const mayBe = ({ causes }: { readonly causes: readonly string[] }): string =>
  `It may be ${causes.join(' or ')}, whose share is not known. `;

/** Other metrics against the same source. */
export const others = 'Other metrics, same source';
export const othersSays = 'Each with its way from their number to ours; a click opens it in full';
export const othersHow =
  'The metrics most often compared, over the same days, scope and filters. Bars are as above: theirs, what each cause adds or takes, what is unexplained, ours.';
export const stillCompared = ({ count }: { readonly count: number }): string =>
  `${count} ${pluralOf(count, 'is', 'are')} still being compared`;
export const withoutNumber = ({ metrics }: { readonly metrics: string }): string =>
  `Without a number on either side: ${metrics}`;
export const compareOthers = ({ count }: { readonly count: number }): string => `Compare ${count} other metrics`;
export const amountUnexplained = ({ amount }: { readonly amount: string }): string => `${amount} unexplained`;
export const equal = 'equal';
export const isExplained = 'explained';

/** What is compared with what. */
export const asked = 'What is compared';
export const metric = 'Metric';
export const often = 'Often compared';
export const allOthers = 'All others';
export const measuredAs = 'Measured as';
export const numberItself = 'the number itself';
export const shareOfAll = ({ plural }: { readonly plural: string }): string => `share of all ${plural}`;
export const typedIn = ({ source }: { readonly source: string }): string => `${source}, typed in`;
export const valueAsShown = 'Value, as shown';
export const exampleShare = '31.2 %';
export const exampleNumber = '12,345 or 1.2k';
export const exportedAt = 'Exported at (UTC)';
export const readIfKnown = 'Read at (UTC), if known';
export const theirScope = 'Their scope';
export const sameAsOurs = 'the same as ours';
export const organization = ({ name }: { readonly name: string }): string => `organization ${name}`;
export const enterprise = ({ name }: { readonly name: string }): string => `enterprise ${name}`;
export const activeInTheirs = 'Active in theirs';
export const fitsBetter = 'whichever fits better';
export const whoPrompted = 'who sent a prompt';
export const everyoneReported = 'everyone GitHub reports';
export const setInBar = 'Set in the bar above';
export const scopes = ({ count }: { readonly count: number }): string => `${count} ${pluralOf(count, 'scope')}`;
export const tolerancePoints = 'Tolerance, points';
export const tolerance = 'Tolerance';
export const toleranceHelp = 'What may be left unexplained: 2, or 0.1% of our number';
export const compare = 'Compare';
export const theirDays = 'Their days';
export const asDashboard = 'as the dashboard counts';
export const days28 = ({ to }: { readonly to: string }): string => `28 days to ${to}`;
export const days7 = ({ to }: { readonly to: string }): string => `7 days to ${to}`;
export const monthTo = ({ to }: { readonly to: string }): string => `the month to ${to}`;
export const otherDays = 'other days';
export const from = 'From';
export const to = 'To';

/** The exported file. */
export const oneScope = 'Choose one scope in the bar above first: a file holds the rows of one.';
export const file = 'File: NDJSON or JSON, packed or not';
export const fileStays =
  'A link to this page does not carry the file: the server forgets it when others need its place, so send it along. Check the time of export: it is taken from the file’s own date.';
export const reading = ({ name }: { readonly name: string }): string => `Reading ${name} …`;
export const fileRows = ({
  name,
  rows,
  range,
}: {
  readonly name: string;
  readonly rows: string;
  readonly range: string;
}): string => `${name}: ${rows} of ${range}`;
export const fileWithoutDays = ({ name, rows }: { readonly name: string; readonly rows: string }): string =>
  `${name}: ${rows}, no day of it could be read`;
export const row = 'row';
export const dropFile = 'Drop the file here, or choose it';
export const fileBefore = 'The file handed over before; drop another to replace it';

/** The evidence of a step. */
export const evidence = 'Evidence';
export const evidenceOf = ({ step, change }: { readonly step: string; readonly change: string }): string =>
  `Evidence: ${step}, ${change}`;
export const stepSelected = 'The step you selected';
export const evidenceHow =
  'The rows whose part of the number the step changes, before and after it. Days and people open what is stored of them; the CSV has all.';
export const howTheirs = 'How their number is made';
export const howOurs = 'How our number is made';
export const notExplained = 'What is not explained';
export const andMore = ({ count }: { readonly count: number }): string => ` and ${count} more`;
export const definitionsAlone =
  'This step rests on the two definitions alone: no day, person or team stands behind it, or you may not see who they are.';
export const beforeAndAfter = ({
  before,
  after,
}: {
  readonly before: ReactNode;
  readonly after: ReactNode;
}): ReactNode => say`${before} before the step, ${after} after it`;
export const whatWasAddedUp = 'What was added up';
export const addedUpTitle = 'Added up';
export const moreInCsv = ({ count }: { readonly count: number }): string => `and ${count} more; the CSV has all`;
export const byFeature = 'By feature';
export const byFeatureTitle = 'By feature, in the breakdown of all';
export const withoutFeature = 'without a feature';
export const changeByDay = 'Change by day';
export const changeAboveLine = 'Above the line, change by day';
export const largest = ({ amount }: { readonly amount: string }): string => `largest ${amount}`;
export const nothingLeft = 'Nothing is left: the named causes make up the whole difference.';
export const noKnownCause =
  'No known cause is worth this part. Check that the number, its days and its scope are those it was shown for; then sign off with a remainder, or report it to GitHub.';
export const facts = Object.freeze({
  number: 'Number',
  from: 'From',
  days: 'Days',
  scope: 'Scope',
  asKnown: 'As known',
  counts: 'Counts',
});
export const whenRead = ({ minute }: { readonly minute: string }): string => `when read, ${minute}`;
export const now = 'now';
export const sumOver = ({ dimension }: { readonly dimension: string }): string => `the sum over ${dimension}`;
export const sumWithoutUnknown = ({ dimension }: { readonly dimension: string }): string =>
  `the sum over ${dimension}, without Unknown`;
export const without = ({ features }: { readonly features: readonly string[] }): string =>
  `without ${features.join(' and ')}`;
export const theCli = 'the CLI';
export const filesOfDay = 'Reports and files of this day';
export const filesOfDays = 'Reports and files of these days';
export const peopleLeft = 'counted before the step, not after';
export const peopleLeftOften = 'counted before the step more often than after';
export const peopleEntered = 'counted after the step, not before';
export const peopleEnteredOften = 'counted after the step more often than before';
export const showAll = ({ count }: { readonly count: number }): string => `Show all ${count}`;

/** Signing off. */
export const signOffs = 'Sign-offs';
export const signOffsSays = 'What was agreed, with the numbers as they were known';
export const signOffsHow =
  'A sign-off says that somebody checked the numbers of a month. Question, answer and evidence are kept for good, in a file of their own beside the database: what GitHub restates later does not change them.';
export const noMonth = 'No month is signed off yet';
export const howToSignOff =
  'Compare a number, look at its causes, then sign the month off with a comment. It is listed here with its evidence.';
export const remainderLeft = ({ amount }: { readonly amount: string }): string => `; ${amount} unexplained`;
export const signed = ({ day }: { readonly day: string }): string => `signed ${day}`;
export const signedWithRemainder = 'signed with remainder';
export const aSignOff = 'Sign-off';
export const noSuchSignOff = 'There is no such sign-off';
export const otherInstallation = 'It may be of another installation. Choose one from the list.';
export const signedOffBy = ({
  metric,
  month,
  minute,
  by,
}: {
  readonly metric: string;
  readonly month: string;
  readonly minute: string;
  readonly by: string;
}): string => `${metric} of ${month}, as signed off on ${minute} by ${by}.`;
export const numberThen = ({ comment, value }: { readonly comment: string; readonly value: string }): string =>
  `“${comment}” Flightdeck had ${value} then; later reports do not change what is below.`;
export const compareAnew = 'Compare anew';
export const isSignedOff = ({ metric, month }: { readonly metric: string; readonly month: string }): string =>
  `${metric} of ${month} signed off`;
export const signOffMetric = ({ metric }: { readonly metric: string }): string => `Sign off ${metric}`;
export const signOffSums = ({
  theirs,
  ours,
  unexplained,
  tolerance,
}: {
  readonly theirs: string;
  readonly ours: string;
  readonly unexplained: string;
  readonly tolerance: string;
}): string =>
  `${theirs}, Flightdeck ${ours}, unexplained ${unexplained}, tolerance ${tolerance}. The question, both numbers and all evidence are kept as they are now, whatever arrives later.`;
export const monthOfNumbers = 'Month the numbers are of';
export const lookedAt = 'What was looked at';
export const exampleComment = ({ month }: { readonly month: string }): string => `${month}, checked with the dashboard`;
export const cancel = 'Cancel';

export const months: readonly string[] = Object.freeze([
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]);
