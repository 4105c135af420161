/** Texts of My usage. */
import { pluralOf } from '@flightdeck/catalog';

export const title = 'My usage';
export const who = Object.freeze({
  title: 'Whose usage?',
  says: 'Nobody signs in here, so Flightdeck does not know who you are. Write a login of GitHub.',
  label: 'Login at GitHub',
  open: 'Open',
  other: 'Another person',
});
export const noAccount = Object.freeze({
  title: 'Which account at GitHub is yours is not known here',
  says: 'Send an administrator of this Flightdeck these two lines; they add your GitHub account to the table of accounts.',
  issuer: 'Issuer',
  subject: 'Subject',
  copy: 'Copy',
  copied: 'Copied',
});
export const noLogin = ({ login }: { readonly login: string }): string => `Nobody is called ${login} at present`;
export const noLoginSays = 'Look the login up on the People page; one that was changed is found by its new name.';
export const nothing = 'Nothing was reported for you';
export const nothingFor = ({ login }: { readonly login: string }): string => `Nothing was reported for ${login}`;
export const nothingSince = ({ day, account }: { readonly day: string; readonly account: string }): string =>
  `Reports since ${day} have no row of ${account}. You may have had no seat, telemetry may be switched off in your editor, the editor or its Copilot extension may be too old to report, or you belong to an organization that is not fetched here.`;
export const nothingLoaded = ({ account }: { readonly account: string }): string =>
  `No report that was loaded has a row of ${account}.`;
export const accountOf = ({ id, host }: { readonly id: string; readonly host: string }): string =>
  `user ${id} of ${host}`;

export const seat = ({
  plan,
  since,
  lastActive,
}: {
  readonly plan: string | null;
  readonly since: string | null;
  readonly lastActive: string | null;
}): string =>
  [
    plan === null ? 'a seat' : `a seat of Copilot ${plan}`,
    since === null ? null : `since ${since}`,
    lastActive === null ? 'no activity recorded' : `last activity ${lastActive}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
export const noSeat = 'no seat in the last snapshot';
export const teamsOf = ({ teams }: { readonly teams: readonly string[] }): string =>
  teams.length === 0 ? 'in no team that GitHub reports' : `${pluralOf(teams.length, 'team')} ${teams.join(', ')}`;

export const team = 'Beside your team';
export const teamSays = 'Your numbers of the range, and the median of each team';
export const metric = 'Number';
export const you = 'You';
export const youIn = ({ team }: { readonly team: string }): string => `You in ${team}`;
export const daysInTeam = ({
  team,
  from,
  to,
}: {
  readonly team: string;
  readonly from: string;
  readonly to: string;
}): string => `${team}: from ${from} to ${to}, the first and the last day on which GitHub reported you in it.`;
export const tooSmall = ({ teams }: { readonly teams: readonly string[] }): string =>
  `${teams.join(', ')}: fewer than five people were active in the range, so that a median would speak of single people.`;
export const noTeam = 'No team to compare with';
export const noTeamSays = 'GitHub reported you in no team in this range; teams under five seats are never reported.';

export const looks = 'Who has looked at your rows';
export const looksSays = 'People signed in here whose answers named you, by day; from the audit log';
export const nobodyLooked = 'Nobody has looked';
export const nobodyLookedSays = 'Since the audit log began no answer to anybody else has named you.';
export const heads = Object.freeze({ when: 'When', who: 'Who', role: 'Role', through: 'Through', named: 'You were' });
export const named = ({ isAlone, times }: { readonly isAlone: boolean; readonly times: number }): string =>
  `${isAlone ? 'named alone' : 'one of several named'}${times > 1 ? `, ${times} times` : ''}`;
export const perhaps = 'perhaps among very many people of your organization';
export const token = ({ name, maker }: { readonly name: string; readonly maker: string | null }): string =>
  maker === null ? `the token ${name}, whose maker is not known any more` : `the token ${name} of ${maker}`;
export const looksUnknown = 'Who has looked is not known';
export const looksUnknownSays =
  'The audit log is not as it was written. An auditor of this Flightdeck can see what is wrong with it.';
export const through = Object.freeze({
  page: 'a page',
  csv: 'a CSV',
  rows: 'Grafana or a script',
  reconcile: 'Reconcile',
  accounts: 'the table of accounts',
  other: 'the API',
});
