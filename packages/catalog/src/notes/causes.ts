import type { CauseName } from '../names.ts';

/** A named reason why two sources give different numbers for the same thing. */
export interface Cause {
  readonly name: CauseName;
  readonly label: string;
  /**
   * One sentence for a manager; `{theirs}` and `{ours}` stand for how either side does it.
   */
  readonly sentence: string;
  /** The same where ours does what theirs does not; absent where the sentence says both. */
  readonly otherWay?: string;
  /** Where GitHub, or arithmetic, says so. */
  readonly source: string;
}

const RECONCILING = 'github/docs "Reconciling Copilot usage metrics"';
const CONCEPTS = 'github/docs "Copilot usage metrics" concepts';
const REFERENCE = 'github/docs "Copilot usage metrics" reference';
const TEAMS = 'github/docs "Team-level Copilot usage metrics"';

/** Every cause, in the order reconciliation looks for them. */
export const CAUSES: readonly Cause[] = Object.freeze([
  {
    name: 'billed_without_person',
    label: 'Billed to no person',
    sentence:
      'Theirs includes credits charged to an organization and to no person, such as code review since 8 Oct 2026; the usage reports give credits of people only.',
    source: 'GitHub changelog 2026-10-08',
  },
  {
    name: 'window',
    label: 'Window',
    sentence: 'Theirs counts {theirs}; ours counts {ours}.',
    source: `${REFERENCE}: rolling 7 and 28 days, calendar month`,
  },
  {
    name: 'several_organizations',
    label: 'Several organizations',
    sentence:
      'Theirs adds up organizations, and GitHub credits a person to every organization they belong to; ours takes each person once.',
    source: CONCEPTS,
  },
  {
    name: 'several_teams',
    label: 'Several teams',
    sentence: 'Theirs adds up teams, so people in several teams count several times; ours takes each person once.',
    source: TEAMS,
  },
  {
    name: 'small_teams',
    label: 'In no reported team',
    sentence: 'GitHub leaves out teams under five seats; people in no other team, or in none, are missing from theirs.',
    source: TEAMS,
  },
  {
    name: 'scope',
    label: 'Scope',
    sentence: 'Theirs is for {theirs}; ours is for {ours}.',
    source: CONCEPTS,
  },
  {
    name: 'missing_day',
    label: 'Missing days',
    sentence: 'Theirs lacks {theirs}.',
    source: RECONCILING,
  },
  {
    name: 'not_final',
    label: 'Days not final',
    sentence: 'Theirs stops at {theirs}, the last final day; ours includes days that can still change.',
    source: RECONCILING,
  },
  {
    name: 'late_telemetry',
    label: 'Late telemetry',
    sentence: 'Theirs was taken at {theirs}, before its last days were final; more has arrived since.',
    source: `${RECONCILING}: values are final within three full UTC days`,
  },
  {
    name: 'stale_export',
    label: 'Restated since',
    sentence: 'Theirs was taken at {theirs}; GitHub has restated days since that were final then.',
    source: RECONCILING,
  },
  {
    name: 'several_grants',
    label: 'Several grants',
    sentence: 'Theirs counts every grant of a seat; ours takes each person once.',
    source: 'OpenAPI description of the seats endpoints',
  },
  {
    name: 'seats_not_used',
    label: 'Seats not used',
    sentence: 'Theirs counts everyone with a seat; ours counts those who used it.',
    otherWay: 'Ours counts everyone with a seat; theirs counts those who used it.',
    source: 'OpenAPI description of the seats endpoints',
  },
  {
    name: 'telemetry_off',
    label: 'Telemetry off',
    sentence:
      'These people have a seat that GitHub records as used in the window, but no row in its reports: telemetry is off or blocked, the client is too old, or they used only what the reports leave out.',
    otherWay:
      'These people have a row in the reports, but no seat that GitHub records as used in the window; theirs leaves them out.',
    source: RECONCILING,
  },
  {
    name: 'not_in_seats',
    label: 'Not active by their seat',
    sentence:
      'These people are in the reports, but not active in the window by the list of seats: the seat is gone, or its last activity is recorded on another day.',
    source: 'github/docs "Copilot activity data": last activity is up to a day late',
  },
  {
    name: 'server_side',
    label: 'Server-side people',
    sentence: 'Theirs counts people whom only the server saw, without any measured activity; ours does not.',
    otherWay: 'Ours counts people whom only the server saw, without any measured activity; theirs does not.',
    source: 'GitHub changelog 2026-06-15',
  },
  {
    name: 'passive',
    label: 'Passive people',
    sentence: 'Theirs counts people who received outputs, such as completions, but sent no prompt; ours does not.',
    otherWay: 'Ours counts people who received outputs, such as completions, but sent no prompt; theirs does not.',
    source: `${RECONCILING}: active is user_initiated_interaction_count > 0`,
  },
  {
    name: 'unknown_excluded',
    label: 'Unknown left out',
    sentence: 'Theirs leaves out activity whose {theirs} is unknown to GitHub.',
    source: RECONCILING,
  },
  {
    name: 'not_in_breakdown',
    label: 'Not in the breakdown',
    sentence: 'Theirs adds up a breakdown by {theirs}, which does not include everything.',
    source: 'the rows themselves; GitHub changelog 2026-06-15: people seen only by the server have no breakdown',
  },
  {
    name: 'more_in_breakdown',
    label: 'More in the breakdown',
    sentence: 'Theirs adds up a breakdown by {theirs}, whose values add up to more than the total GitHub gives.',
    source: 'the rows themselves',
  },
  {
    name: 'cli_excluded',
    label: 'CLI',
    sentence: 'Theirs leaves out the Copilot CLI, which no figure of editors includes.',
    source: `${REFERENCE}: the CLI is never in totals_by_ide, nor on the usage dashboard`,
  },
  {
    name: 'app_excluded',
    label: 'Copilot app',
    sentence: 'Theirs leaves out the Copilot app.',
    source: REFERENCE,
  },
  {
    name: 'features',
    label: 'Features',
    sentence: 'Theirs counts {theirs}; ours counts {ours}.',
    source: REFERENCE,
  },
  {
    name: 'measurement_break',
    label: 'Change of measurement',
    sentence: 'Theirs still counts as GitHub did before {theirs}.',
    source: 'GitHub changelog of the days named',
  },
  {
    name: 'other_definition',
    label: 'Another definition',
    sentence: 'Theirs is for {theirs}; ours is for {ours}.',
    source: REFERENCE,
  },
  {
    name: 'rounding',
    label: 'Rounding',
    sentence: 'Their number is shown rounded to {theirs}.',
    source: 'arithmetic',
  },
] satisfies readonly Cause[]);

const BY_NAME: ReadonlyMap<string, Cause> = new Map(CAUSES.map((cause) => [cause.name, cause]));

/** The cause of that name, or undefined. */
export function findCause(name: string): Cause | undefined {
  return BY_NAME.get(name);
}
