/** Texts of the settings page. */
import { formatTime } from '../../format/format.ts';

export const title = 'Settings';
export const lead =
  'What is changed here holds at once and is kept in the data folder. What the environment sets goes before it and is locked.';
export const saved = 'Saved';
export const save = 'Save';
export const saving = 'Saving…';
export const notSaved = 'Nothing was changed';

export const lockedBy = ({ from }: { readonly from: string }): string => `Set by ${from}`;
export const lockedOf = 'Set where Flightdeck is started';
export const changedBy = ({ by, at }: { readonly by: string; readonly at: string }): string =>
  `Changed by ${by}, ${formatTime(at, new Date())} UTC`;
export const isDefault = ({ text }: { readonly text: string | null }): string =>
  text === null ? 'Not set' : `Default: ${text}`;

export const connect = Object.freeze({
  title: 'Connect GitHub',
  says: 'Who Flightdeck is to GitHub, and which organizations and enterprises it reads',
  kind: 'Sign in to GitHub with',
  token: 'A token',
  app: 'A GitHub App',
  tokenHelp: 'Classic or fine-grained, of an owner. It is kept apart, and nobody is shown it again.',
  tokenIs: ({ ends }: { readonly ends: string | null }): string =>
    ends === null ? 'A token is set' : `A token that ends in ${ends} is set`,
  keyIs: 'A key is set',
  keyLooks: '-----BEGIN RSA PRIVATE KEY-----',
  replace: 'Leave empty to keep it',
  keyHelp: 'The PEM file that GitHub made for the App.',
  installationHelp: 'Leave empty to look it up by scope.',
  check: 'Check',
  checking: 'Asking GitHub…',
  choose: 'What to read',
  chooseHelp:
    'An enterprise has the figures of its organizations; choose the organizations where you may not read the enterprise.',
  none: 'Check the credentials to see the organizations and enterprises they have, or type names.',
  other: 'Others',
  otherHelp: 'org:NAME or enterprise:NAME, separated by commas.',
  connect: 'Connect and sync',
  connected: 'Connected. The first days are on their way',
  save: 'Save and sync',
  results: 'What GitHub answers',
  permission: 'Missing right',
  open: 'Open at GitHub',
  copy: 'Copy',
  copied: 'Copied',
});
export const checkState = Object.freeze({ ok: 'OK', warning: 'Partly', failed: 'Not possible' });
export const capability = ({
  scope,
  capability,
}: {
  readonly scope: string | null;
  readonly capability: string;
}): string => (scope === null ? 'Credentials' : `${scope}: ${capability}`);

export const sync = Object.freeze({
  title: 'Sync',
  says: 'When GitHub is asked, and for what',
  intervals: {
    '30m': 'Every 30 minutes',
    '1h': 'Every hour',
    '2h': 'Every 2 hours',
    '6h': 'Every 6 hours',
    '12h': 'Every 12 hours',
    '1d': 'Once a day',
    off: 'Never by itself',
  },
  seatsHelp: 'Leave them out where the credentials may not read them.',
  seats: { on: 'Ask for the Copilot seats', off: 'Leave the seats out' },
});
export const money = Object.freeze({
  title: 'Prices',
  says: 'What a seat costs a month, in US dollars; costs of idle seats are worked out with it',
  business: 'Copilot Business',
  enterprise: 'Copilot Enterprise',
  other: 'Other plans',
  otherHelp: 'GitHub has no list price for them.',
});
export const goals = Object.freeze({
  title: 'Goals',
  says: 'Drawn as a dashed line where the acceptance rate of completions is shown',
  help: 'In percent. Empty: 20 %.',
  none: 'Draw no line',
});
export const days = Object.freeze({
  title: 'Working days and holidays',
  says: 'Adoption by working days leaves the others out on both sides',
  week: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  countryHelp: 'DE, or with a state or region: DE-BY, US-CA. Empty: public holidays count as working days.',
  datesHelp: 'Separated by commas: 2026-12-24, or 12-24 for every year.',
});
export const roles = Object.freeze({
  title: 'Roles',
  says: 'Who may see what; it counts from their next request on',
  none: 'Nobody was granted anything here yet.',
  unsigned: 'Nobody signs in here, so whoever uses this machine has every role. Grants count once AUTH_MODE is set.',
  who: 'Who',
  what: 'Role and scope',
  by: 'Given by',
  givenBy: ({ by, at }: { readonly by: string; readonly at: string }): string => `${by}, ${at} UTC`,
  revoke: 'Take back',
  revokeOf: ({ name, grant }: { readonly name: string; readonly grant: string }): string =>
    `Take ${grant} back from ${name}`,
  add: 'Give a role',
  kind: 'To',
  person: 'A person who signed in',
  group: 'A group',
  team: 'A team of GitHub',
  groupName: 'Name or id of the group',
  teamName: 'ORGANIZATION/TEAM',
  role: 'Role',
  scope: 'Of',
  everything: 'everything',
  scopeHelp: 'Everything, or a scope: org:acme, org:acme/team=web, enterprise:big.',
  given: 'Role given',
  taken: 'Role taken back',
  noPeople: 'Nobody has signed in yet',
  lapse: {
    other_issuer: 'of another sign-in',
    person_gone: 'not here any more',
    group_unseen: 'nobody in it has signed in',
    scope_gone: 'no data of its scope',
  },
  lapseSays: {
    other_issuer: 'Somebody else signed people in when this was given: the same name is another one now.',
    person_gone: 'Flightdeck remembers nobody of this name: they have not been here for longer than a token may live.',
    group_unseen: 'Nobody who has signed in is in this group or team, as far as their provider said.',
    scope_gone: 'There is no data of this scope, and it is not synced.',
  },
});
export const about = Object.freeze({
  title: 'About',
  says: 'Where it runs; these hold from the next start, in the environment or the configuration file',
  version: 'Version',
  rest: ({ count }: { readonly count: number }): string => `${count} more, as they are by default`,
  restLabel: 'Settings that are as they are by default',
  setting: 'Setting',
  value: 'Value',
  from: 'From',
  notSet: 'not set',
  isSecret: 'set',
  origins: {
    flag: 'command line',
    environment: 'environment',
    env_file: '.env file',
    file: 'configuration file',
    kept: 'this page',
    default: 'default',
  },
});
