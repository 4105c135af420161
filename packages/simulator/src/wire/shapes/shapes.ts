import type { Team } from '../../world/people/teams.ts';
import type { Organization } from '../../world/simulation.ts';

/** A simple user as GitHub writes it. */
export function userShape(base: string, login: string, id: number): Record<string, unknown> {
  const url = `${base}/users/${login}`;
  return {
    login,
    id,
    node_id: node('User', id),
    avatar_url: `${base}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${base}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: 'User',
    site_admin: false,
  };
}

/** A single team as GitHub writes it, with its organization and the number of members. */
export function fullTeamShape(
  base: string,
  organization: Organization,
  team: Team,
  members_count: number,
): Record<string, unknown> {
  const dates = { created_at: '2025-09-01T09:00:00Z', updated_at: '2025-09-01T09:00:00Z' };
  return {
    ...teamShape(base, organization, team),
    ...dates,
    members_count,
    repos_count: 0,
    organization: {
      ...organizationShape(base, organization),
      html_url: `${base}/${organization.slug}`,
      has_organization_projects: true,
      has_repository_projects: true,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      type: 'Organization',
      ...dates,
      archived_at: null,
    },
  };
}

/** A team of an organization as GitHub writes it. */
export function teamShape(base: string, organization: Organization, team: Team): Record<string, unknown> {
  const url = `${base}/organizations/${organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: node('Team', team.id),
    url,
    html_url: `${base}/orgs/${organization.slug}/teams/${team.slug}`,
    name: team.name,
    slug: team.slug,
    description: `The ${team.name} team`,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    organization_id: Number(organization.id),
    parent: null,
  };
}

/** A team of the enterprise as GitHub writes it. */
export function enterpriseTeamShape(base: string, enterprise: string, team: Team): Record<string, unknown> {
  const url = `${base}/enterprises/${enterprise}/teams/${team.slug}`;
  return {
    id: team.id,
    name: team.name,
    description: `Everybody in ${team.name}`,
    slug: team.slug,
    url,
    html_url: url,
    group_id: null,
    organization_selection_type: 'all',
    members_url: `${url}/members{/member}`,
    created_at: '2025-09-01T09:00:00Z',
    updated_at: '2025-09-01T09:00:00Z',
  };
}

/** A simple organization as GitHub writes it. */
export function organizationShape(base: string, organization: Organization): Record<string, unknown> {
  const url = `${base}/orgs/${organization.slug}`;
  return {
    login: organization.slug,
    id: Number(organization.id),
    node_id: node('Organization', Number(organization.id)),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${base}/avatars/${organization.id}`,
    description: null,
  };
}

/** A person's licence of the enterprise as GitHub writes it. */
export function licenceShape(base: string, login: string, organizations: readonly string[]): Record<string, unknown> {
  return {
    github_com_login: login,
    github_com_name: null,
    enterprise_server_user_ids: [],
    github_com_user: true,
    enterprise_server_user: false,
    visual_studio_subscription_user: false,
    license_type: 'Enterprise',
    github_com_profile: `${base}/${login}`,
    github_com_member_roles: organizations.map((slug) => `${slug}:Member`),
    github_com_enterprise_roles: ['Member'],
    github_com_verified_domain_emails: [],
    github_com_saml_name_id: null,
    github_com_orgs_with_pending_invites: [],
    github_com_two_factor_auth: true,
    enterprise_server_emails: [],
    visual_studio_license_status: null,
    visual_studio_subscription_email: null,
    total_user_accounts: 1,
  };
}

function node(kind: string, id: number): string {
  return Buffer.from(`0:${kind}${id}`).toString('base64');
}
