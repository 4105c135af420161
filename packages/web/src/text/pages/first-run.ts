/** Texts before the first day has landed. */
export const title = 'The first numbers are three steps away';
export const syncStarted = 'Sync started';
export const isRunning = 'A sync is running already';
export const notStarted = 'The sync could not be started';
export const fetched = 'Reports fetched';
export const seatsOf = ({ day }: { readonly day: string }): string => `The seats of ${day} are here already:`;
export const seats = 'Seats';
export const fetchNow = 'Fetch now';

export const underMinute = 'under a minute left';
export const minutesLeft = ({ minutes }: { readonly minutes: number }): string => `about ${minutes} min left`;
export const hoursLeft = ({ hours }: { readonly hours: number }): string => `about ${hours} h left`;
export const noReport = ({ day }: { readonly day: string }): string =>
  `GitHub has no report up to ${day} yet; a day's report comes within three days. `;
export const token = 'A token that may read Copilot metrics';
export const endedWithout = 'The last sync ended without a report.';
export const answers = 'GitHub answers.';
export const setToken =
  'Connect GitHub in the settings, or set GITHUB_TOKEN to a token with “Organization Copilot metrics: read”.';
export const scopes = 'What to read';
export const setScopes =
  'Choose organizations or enterprises in the settings, or set FLIGHTDECK_SCOPES; or bring files with flightdeck import.';
export const firstDays = 'The first days';
interface Progress {
  readonly message: string;
  readonly done: number;
  readonly total: number | string;
}
export const progress = ({ message, done, total }: Progress): string =>
  `${message}: ${done} of ${total}. Panels fill as days land.`;
export const progressLeft = ({ message, done, total, left }: Progress & { readonly left: string }): string =>
  `${message}: ${done} of ${total}, ${left}. Panels fill as days land.`;
export const nextSync = ({ time }: { readonly time: string }): string => `The next sync starts at ${time} UTC.`;
export const withFirst = 'They arrive with the first sync, newest first.';
export const withLater = 'They arrive with a later sync, newest first.';
