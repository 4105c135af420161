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

/** True where an organization (`acme`), or a team of it (`acme/ops`), has the id it had when it was first seen. */
export type IsSame = (name: string, id: string) => Promise<boolean>;

/** Who somebody is at GitHub, and what lets us ask it as them. */
interface Asker {
  readonly token: string;
  readonly login: string;
}

/**
 * The groups that somebody is an active member of, as GitHub says it of them itself: each organization looked in, and each of their
 * teams there, in lower case, and as grants spell them. A team that grants name counts only as the one it was at first: whoever may make
 * teams could make one under the slug of one that is gone.
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
    for (const team of teams.keys()) if (team.startsWith(`${organization}/`)) groups.add(team);
    for (const group of named) {
      const team = GROUP.exec(group)?.[2]?.toLowerCase();
      if (team === undefined) {
        groups.add(group);
        continue;
      }
      const name = `${organization}/${team}`;
      const url = `${apiUrl}/orgs/${encodeURIComponent(organization)}`;
      const id = teams.get(name) ?? (await idOfTeam(ask, url, team, asker));
      if (id === null) continue;
      if (await isSame(name, id)) groups.add(group);
      else groups.delete(name);
    }
  }
  return [...groups];
}

const PAGE = 100;
const MOST_PAGES = 20;

/** A person's teams in all their organizations, and the parents of those teams, as `org/team` in lower case, and their ids. */
async function listTeams(ask: AskGithub, apiUrl: string, token: string): Promise<ReadonlyMap<string, string>> {
  const teams = new Map<string, string>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { status, list } = await ask.get(`${apiUrl}/user/teams?per_page=${PAGE}&page=${page}`, token);
    if (status !== 200) throw tokenRefused();
    for (const [name, id] of list.flatMap(toTeams)) teams.set(name, id);
    if (list.length < PAGE) return teams;
  }
  throw refuseSignIn(
    'bad_claims',
    'You are in too many teams of GitHub.',
    `Show this to the operator of this Flightdeck: more than ${PAGE * MOST_PAGES} teams.`,
  );
}

/** A team as GitHub describes it. */
interface TeamSaid {
  readonly slug?: unknown;
  readonly id?: unknown;
}

function toTeams(value: unknown): readonly (readonly [name: string, id: string])[] {
  const { organization, parent, ...team } = value as TeamSaid & {
    readonly organization?: { readonly login?: unknown };
    readonly parent?: TeamSaid | null;
  };
  const { login } = organization ?? {};
  if (typeof login !== 'string') return [];
  return [team, parent ?? {}].flatMap(({ slug, id }) =>
    typeof slug === 'string' && slug !== '' ? [[`${login}/${slug}`.toLowerCase(), toId(id, 'team')] as const] : [],
  );
}

/**
 * The id of a team, for a member of it or of a team nested in it; null for everybody else.
 * @source https://docs.github.com/rest/teams/members#get-team-membership-for-a-user
 */
async function idOfTeam(
  ask: AskGithub,
  organizationUrl: string,
  team: string,
  { token, login }: Asker,
): Promise<string | null> {
  const url = `${organizationUrl}/teams/${encodeURIComponent(team)}`;
  if (!isActive(await ask.get(`${url}/memberships/${encodeURIComponent(login)}`, token))) return null;
  const { status, body } = await ask.get(url, token);
  return status === 200 ? toId(body.id, 'team') : null;
}

/** True for an active member; false for an invited person (`pending`) and for a stranger. @throws InputError `token_refused`. */
function isActive({ status, body }: GithubAnswer): boolean {
  if (status === 401) throw tokenRefused();
  return status === 200 && body.state === 'active';
}

/** Of the organization that a membership is of. @throws InputError `bad_claims`. */
function idOf({ body }: GithubAnswer): string {
  const { id } = (body.organization ?? {}) as { readonly id?: unknown };
  return toId(id, 'organization');
}

/** @throws InputError `bad_claims` for what is no id of GitHub. */
function toId(id: unknown, of: 'organization' | 'team'): string {
  if (typeof id === 'number' && Number.isSafeInteger(id) && id > 0) return String(id);
  throw refuseSignIn(
    'bad_claims',
    `GitHub does not say clearly which ${of} you are in.`,
    'Show this to the operator of this Flightdeck.',
    `a membership without the id of its ${of}`,
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
