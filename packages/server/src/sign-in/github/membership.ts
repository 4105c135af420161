import type { RoleMap } from '@flightdeck/access';
import type { InputError } from '@flightdeck/catalog';
import { type AskGithub, type GithubAnswer, refuseSignIn } from './ask-github.ts';

/** Where somebody is looked for: organizations, and of them the teams that rules name. */
export interface Looked {
  readonly organization: string;
  /** The groups that rules name: `ORG` and `ORG/TEAM`, as they spell them. */
  readonly groups: readonly string[];
}

/** A login of GitHub, and behind a slash perhaps a team. */
const GROUP = /^([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})(?:\/([\w.-]{1,100}))?$/i;

/**
 * The organizations to look in: those whose data are kept, and those that rules of roles name. Groups of `ROLE_MAP` and `ADMINS` are
 * `ORG`, whoever is an active member of it, and `ORG/TEAM`, by the slug of the team.
 */
export function toLooked(organizations: readonly string[], { rules, admins }: RoleMap): readonly Looked[] {
  const named = [
    ...rules.map(({ group }) => group),
    ...admins.flatMap((entry) => /^group:(.+)$/.exec(entry)?.[1] ?? []),
  ];
  const found = new Map<string, Set<string>>(organizations.map((name) => [name.toLowerCase(), new Set()]));
  for (const group of named) {
    const organization = GROUP.exec(group)?.[1]?.toLowerCase();
    if (organization === undefined) continue;
    found.set(organization, (found.get(organization) ?? new Set()).add(group));
  }
  return [...found].map(([organization, groups]) => ({ organization, groups: [...groups] }));
}

/**
 * Those of the groups that somebody is an active member of, as GitHub says it of them itself.
 * @throws InputError `sso_required`, `app_not_approved`, `not_a_member`, `token_refused`.
 */
export async function findGroups(
  ask: AskGithub,
  apiUrl: string,
  { token, login }: { readonly token: string; readonly login: string },
  looked: readonly Looked[],
): Promise<readonly string[]> {
  const groups: string[] = [];
  const unapproved: string[] = [];
  let isMember = false;
  for (const { organization, groups: named } of looked) {
    const of = encodeURIComponent(organization);
    const answer = await ask.get(`${apiUrl}/user/memberships/orgs/${of}`, token);
    requireSignedOn(answer, organization);
    if (answer.status === 403) unapproved.push(organization);
    if (!isActive(answer)) continue;
    isMember = true;
    for (const group of named) {
      const team = GROUP.exec(group)?.[2];
      if (team === undefined || (await isInTeam(ask, `${apiUrl}/orgs/${of}`, team, { token, login })))
        groups.push(group);
    }
  }
  if (isMember) return groups;
  throw unapproved.length > 0 ? notApproved(unapproved) : notMember(looked);
}

/** Members of child teams are members of the team. @source https://docs.github.com/rest/teams/members#get-team-membership-for-a-user */
async function isInTeam(
  ask: AskGithub,
  organizationUrl: string,
  team: string,
  { token, login }: { readonly token: string; readonly login: string },
): Promise<boolean> {
  const slug = encodeURIComponent(team.toLowerCase());
  return isActive(await ask.get(`${organizationUrl}/teams/${slug}/memberships/${encodeURIComponent(login)}`, token));
}

/** True for a member; false for somebody invited, who is `pending`, and for a stranger. @throws InputError `token_refused`. */
function isActive({ status, body }: GithubAnswer): boolean {
  if (status === 401) throw tokenRefused();
  return status === 200 && body.state === 'active';
}

/** @throws InputError `sso_required`: half of somebody's groups would be less than they were given. */
function requireSignedOn({ status, sso }: GithubAnswer, organization: string): void {
  if (status !== 403 || sso === null || !/^required\b/.test(sso)) return;
  throw refuseSignIn(
    'sso_required',
    `The organization ${organization} wants to see your single sign-on first.`,
    `Open github.com/orgs/${organization}/sso, sign in there, and then here again.`,
  );
}

/** Of a token that GitHub has just given. */
export const tokenRefused = (): InputError =>
  refuseSignIn('token_refused', 'GitHub has taken back what it said of you.', 'Sign in again.');

const notApproved = (organizations: readonly string[]): InputError =>
  refuseSignIn(
    'app_not_approved',
    `The organization ${organizations.join(', ')} does not say who its members are.`,
    'Somebody who owns it approves the OAuth App of Flightdeck: Settings → Third-party Access → OAuth app policy.',
  );

const notMember = (looked: readonly Looked[]): InputError =>
  refuseSignIn(
    'not_a_member',
    'You are an active member of no organization that this Flightdeck is about.',
    'Accept the invitation of yours if it has sent one, or ask an administrator of this Flightdeck.',
    `looked in ${looked.map(({ organization }) => organization).join(', ')}`,
  );
