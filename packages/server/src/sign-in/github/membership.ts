import type { RoleMap } from '@flightdeck/access';
import type { InputError } from '@flightdeck/catalog';
import { type AskGithub, type GithubAnswer, refuseSignIn } from './ask-github.ts';

/** An organization to check, and its groups that grants name (`ORG`, `ORG/TEAM`), as they spell them. */
export interface Looked {
  readonly organization: string;
  readonly named: readonly string[];
}

/** A login of GitHub, perhaps with a slash and a team after it. */
const GROUP = /^([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})(?:\/([\w.-]{1,100}))?$/i;

/** The groups that ROLE_MAP and ADMINS name. */
export function namedIn({ rules, admins }: RoleMap): readonly string[] {
  return [...rules.map(({ group }) => group), ...admins.flatMap((entry) => /^group:(.+)$/.exec(entry)?.[1] ?? [])];
}

/** The organizations to check: those whose data is synced, and those of groups named as `ORG` or `ORG/TEAM`. */
export function toLooked(organizations: readonly string[], groups: readonly string[]): readonly Looked[] {
  const found = new Map<string, Set<string>>(organizations.map((name) => [name.toLowerCase(), new Set()]));
  for (const group of groups) {
    const organization = GROUP.exec(group)?.[1]?.toLowerCase();
    if (organization === undefined) continue;
    found.set(organization, (found.get(organization) ?? new Set()).add(group));
  }
  return [...found].map(([organization, named]) => ({ organization, named: [...named] }));
}

/** True where an organization has the id it had when it was first seen. */
export type IsSame = (organization: string, id: string) => Promise<boolean>;

/** Who somebody is at GitHub, and what lets us ask it as them. */
interface Asker {
  readonly token: string;
  readonly login: string;
}

/**
 * The groups that somebody is an active member of, as GitHub says it of them itself: each organization looked in, and each of their
 * teams there, in lower case, and as grants spell them.
 * @throws InputError `sso_required`, `app_not_approved`, `not_a_member`, `organization_replaced`, `token_refused`, `bad_claims`.
 */
export async function findGroups(
  ask: AskGithub,
  apiUrl: string,
  asker: Asker,
  looked: readonly Looked[],
  isSame: IsSame,
): Promise<readonly string[]> {
  const { token } = asker;
  const mine: Looked[] = [];
  const unapproved: string[] = [];
  const replaced: string[] = [];
  for (const one of looked) {
    const answer = await ask.get(`${apiUrl}/user/memberships/orgs/${encodeURIComponent(one.organization)}`, token);
    requireSignedOn(answer, one.organization);
    if (answer.status === 403) unapproved.push(one.organization);
    if (!isActive(answer)) continue;
    const isOurs = await isSame(one.organization, idOf(answer));
    if (isOurs) mine.push(one);
    else replaced.push(one.organization);
  }
  if (mine.length === 0 && replaced.length > 0) throw otherOrganization(replaced);
  if (mine.length === 0) throw unapproved.length > 0 ? notApproved(unapproved) : notMember(looked);
  const teams = await listTeams(ask, apiUrl, token);
  const groups = new Set<string>();
  for (const { organization, named } of mine) {
    groups.add(organization);
    for (const team of teams) if (team.startsWith(`${organization}/`)) groups.add(team);
    for (const group of named) {
      const team = GROUP.exec(group)?.[2];
      const isIn = team === undefined || groups.has(group.toLowerCase());
      if (isIn || (await isInTeam(ask, `${apiUrl}/orgs/${encodeURIComponent(organization)}`, team, asker)))
        groups.add(group);
    }
  }
  return [...groups];
}

const PAGE = 100;
const MOST_PAGES = 20;

/** A person's teams in all their organizations, and the parents of those teams, as `org/team`, in lower case. */
async function listTeams(ask: AskGithub, apiUrl: string, token: string): Promise<readonly string[]> {
  const teams: string[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { status, list } = await ask.get(`${apiUrl}/user/teams?per_page=${PAGE}&page=${page}`, token);
    if (status !== 200) throw tokenRefused();
    teams.push(...list.flatMap(toTeams));
    if (list.length < PAGE) return teams;
  }
  throw refuseSignIn(
    'bad_claims',
    'You are in too many teams of GitHub.',
    `Show this to the operator of this Flightdeck: more than ${PAGE * MOST_PAGES} teams.`,
  );
}

function toTeams(value: unknown): readonly string[] {
  const { organization, slug, parent } = value as {
    readonly organization?: { readonly login?: unknown };
    readonly slug?: unknown;
    readonly parent?: { readonly slug?: unknown } | null;
  };
  const { login } = organization ?? {};
  if (typeof login !== 'string') return [];
  return [slug, parent?.slug]
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .map((text) => `${login}/${text}`.toLowerCase());
}

/** True for a member of the team or of a team nested in it. @source https://docs.github.com/rest/teams/members#get-team-membership-for-a-user */
async function isInTeam(
  ask: AskGithub,
  organizationUrl: string,
  team: string,
  { token, login }: Asker,
): Promise<boolean> {
  const slug = encodeURIComponent(team.toLowerCase());
  return isActive(await ask.get(`${organizationUrl}/teams/${slug}/memberships/${encodeURIComponent(login)}`, token));
}

/** True for an active member; false for an invited person (`pending`) and for a stranger. @throws InputError `token_refused`. */
function isActive({ status, body }: GithubAnswer): boolean {
  if (status === 401) throw tokenRefused();
  return status === 200 && body.state === 'active';
}

/** Of the organization that a membership is of. @throws InputError `bad_claims`. */
function idOf({ body }: GithubAnswer): string {
  const { id } = (body.organization ?? {}) as { readonly id?: unknown };
  if (typeof id === 'number' && Number.isSafeInteger(id) && id > 0) return String(id);
  throw refuseSignIn(
    'bad_claims',
    'GitHub does not say clearly which organization you are in.',
    'Show this to the operator of this Flightdeck.',
    'a membership without the id of its organization',
  );
}

/** @throws InputError `sso_required`: half of somebody's groups would be less than they were given. */
function requireSignedOn({ status, sso }: GithubAnswer, organization: string): void {
  if (status !== 403 || sso === null || !/^required\b/.test(sso)) return;
  throw refuseSignIn(
    'sso_required',
    `The organization ${organization} requires its single sign-on first.`,
    `Open github.com/orgs/${organization}/sso, sign in there, and then here again.`,
  );
}

/** The error for a token that GitHub has just given and refuses. */
export const tokenRefused = (): InputError =>
  refuseSignIn('token_refused', 'GitHub has taken back what it said of you.', 'Sign in again.');

const notApproved = (organizations: readonly string[]): InputError =>
  refuseSignIn(
    'app_not_approved',
    `The organization ${organizations.join(', ')} does not say who its members are.`,
    'An owner of it must approve the OAuth App of Flightdeck: Settings → Third-party Access → OAuth app policy.',
  );

const otherOrganization = (organizations: readonly string[]): InputError =>
  refuseSignIn(
    'organization_replaced',
    `${organizations.join(', ')} is another organization at GitHub than it was when somebody of it first signed in here.`,
    'The operator of this Flightdeck corrects its settings and grants, or removes the file that its log names.',
  );

const notMember = (looked: readonly Looked[]): InputError =>
  refuseSignIn(
    'not_a_member',
    'You are an active member of no organization that this Flightdeck is about.',
    'Accept the invitation of yours if it has sent one, or ask an administrator of this Flightdeck.',
    `looked in ${looked.map(({ organization }) => organization).join(', ')}`,
  );
