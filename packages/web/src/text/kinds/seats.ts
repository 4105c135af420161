/** Texts of panels about seats. */
export const cycleNone = 'GitHub reports the counts of the billing cycle for organizations only.';
export const more = ({ count }: { readonly count: string }): string => `More than these ${count}`;
export const ofLastSnapshot = 'As of the last snapshot in these days.';
export const nobody = 'Nobody';

/** Settings. */
export const sinceBefore = ({ day }: { readonly day: string }): string => `since before ${day}`;
export const since = ({ day }: { readonly day: string }): string => `since ${day}`;
export const notReported = 'Not reported';
export const chooseOrganization = 'GitHub reports the Copilot settings of organizations only. Choose an organization.';
export const settings = Object.freeze({
  enabled: 'Enabled',
  disabled: 'Disabled',
  allow: 'Allowed',
  block: 'Blocked',
  unconfigured: 'Not set',
  assign_all: 'Everybody',
  assign_selected: 'Chosen people and teams',
});
export const doesNotSay = 'GitHub does not say';

/** Idle seats. */
export const nobodyIdle = ({ days }: { readonly days: number }): string => `Nobody is idle for ${days} days or more.`;
export const leastDays = 'Least days without activity';
export const daysOrMore = ({ days }: { readonly days: number }): string => `${days} days or more`;
export const daysIdle = 'days idle';
export const orMore = ' or more, none recorded';
export const allUsed = 'Every seat has been used.';
export const granted = ({ day }: { readonly day: string }): string => `granted ${day}`;
export const someDay = 'some day';

/** Seats over time. */
export const noSnapshot = 'No snapshot of the seats was taken in these days.';
export const short = Object.freeze({ neverUsed: 'never used', idle: 'idle', active: 'active' });
export const begins = ({ day }: { readonly day: string }): string =>
  `History begins on ${day}: GitHub has seats only as of now, so it grows by a day a day.`;
export const importedTo = ({ to, from }: { readonly to: string; readonly from: string }): string =>
  `Snapshots to ${to} were imported, as a file or another dashboard kept them; Flightdeck’s own begin on ${from}.`;
export const importedOnly = ({ to }: { readonly to: string }): string =>
  `Snapshots to ${to} were imported, as a file or another dashboard kept them; none of these days has its own.`;
export const unit = 'seats';
export const seats = ({ count }: { readonly count: string }): string => `${count} seats`;
export const without = 'no snapshot';
export const imported = 'imported';
export const noSnapshotIn = ({ range }: { readonly range: string }): string => `No snapshot of the seats in ${range}.`;
export const stack = ({
  from,
  to,
  first,
  last,
  idle,
  never,
}: {
  readonly from: string;
  readonly to: string;
  /** Seats at first. */
  readonly first: string;
  readonly last: string;
  readonly idle: string;
  readonly never: string;
}): string =>
  `Seats from ${from} to ${to}: ${first} at first, ${last} at last, of them ${idle} idle and ${never} never used.`;

/** The table of seats. */
export const tableName = 'Seats';
export const columns = Object.freeze({
  person: 'Person',
  grantedBy: 'Granted by',
  organization: 'Organization',
  plan: 'Plan',
  granted: 'Granted',
  lastActivity: 'Last activity',
  editor: 'Editor',
  daysIdle: 'Days idle',
  state: 'State',
});
export const searchExamples = 'Login, team or plan';
export const search = 'Search seats by login, team or plan';
export const noMatch = ({ wanted }: { readonly wanted: string }): string => `No seat matches “${wanted}”`;
export const none = 'No seats';
export const whereSearched = 'Search looks at logins, teams, plans, days and editors.';
export const noSnapshotOrMatch = 'No snapshot of the seats was taken in these days, or none matches the filters.';
export const asOfSnapshot = 'As of the last snapshot';
export const grant = 'grant';
export const countedOnce = ({ people, grants }: { readonly people: string; readonly grants: string }): string =>
  `${people}, each counted once · ${grants}`;
export const countedOnceNobody = ({
  people,
  grants,
  nobody,
}: {
  readonly people: string;
  readonly grants: string;
  readonly nobody: string;
}): string => `${people}, each counted once · ${grants}, ${nobody} to no person`;
export const quietDays = ({ days }: { readonly days: string }): string => `${days} days`;
export const noPerson = 'no person';
export const ends = ({ day }: { readonly day: string }): string => `ends ${day}`;
export const noneIn90 = 'none in 90 days';
export const noneYet = 'none yet';
