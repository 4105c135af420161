/** Texts of what the server answered, or did not, and of the scopes and the archive it has. */
export const answered = ({ status }: { readonly status: number }): string => `The server answered ${status}.`;
export const notFlightdeck = 'The answer is not from Flightdeck.';
export const loadAgain =
  'Load the page again: something between it and the server answered instead, such as a sign-in page.';
export const noAnswer = 'The server did not answer.';
export const isRunning = 'Is Flightdeck still running?';

export const allHosts = 'All hosts';
export const allOfHost = ({ host }: { readonly host: string }): string => `All of ${host}`;
export const allOrganizations = 'All organizations';
export const allOfEnterprise = 'All of the enterprise';
export const eachOnce = 'each person once';
export const host = 'host';
export const organization = 'organization';
export const enterprise = 'enterprise';

export const daysIn = ({ days, span }: { readonly days: string; readonly span: string }): string => `${days} (${span})`;
export const earlierIn = ({ days, span }: { readonly days: string; readonly span: string }): string =>
  `an earlier version of ${days} (${span})`;
export const lacks = ({
  report,
  scope,
  lacks,
  message,
}: {
  readonly report: string;
  readonly scope: string;
  readonly lacks: readonly string[];
  readonly message: string;
}): string => `${report} of ${scope} lacks ${lacks.join(' and ')}. ${message}`;
export const noChecksums = 'Checksums are compared once a week and have not been yet.';
export const checksums = ({ minute }: { readonly minute: string }): string =>
  `Checksums were last compared on ${minute}.`;

export const noBackup = 'No backup was made yet.';
export const lastBackup = ({ minute }: { readonly minute: string }): string => `The last backup is of ${minute}.`;
export const nextBackup = ({ minute }: { readonly minute: string }): string => `The next is due on ${minute}.`;
export const failedBackup = ({ minute, message }: { readonly minute: string; readonly message: string }): string =>
  `The backup of ${minute} failed: ${message}`;

interface Fault {
  readonly state: string;
  readonly file: string;
  readonly message: string;
}
export const fault = ({ state, file, message }: Fault): string => `${state}: ${file}. ${message}`;
export const acceptedFault = ({ state, file, message }: Fault): string =>
  `${state}: ${file}. ${message} Left out on purpose.`;
export const sizes = ({ files, minute }: { readonly files: string; readonly minute: string }): string =>
  `Sizes of ${files} were compared on ${minute}.`;
export const archivedFile = 'archived file';
