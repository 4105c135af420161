import { InputError, type Scope } from '@flightdeck/catalog';
import { z } from 'zod';
import type { Ask } from '../http/ask.ts';
import { type PageShape, readPages } from '../http/pages.ts';
import { id, type Person, parsed, person, text } from './shapes.ts';

/** A team. `slug` of an enterprise team may begin with `ent:`. */
export interface Team {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** Slug of the team above, or null. */
  readonly parent: string | null;
}

const team = z
  .looseObject({ id, slug: z.string(), name: z.string(), parent: z.looseObject({ slug: z.string() }).nullish() })
  .transform(({ id, slug, name, parent }): Team => ({ id, slug, name, parent: parent?.slug ?? null }));
const teamPage: PageShape<readonly Team[]> = {
  parse: parsed(z.array(team)),
  items: (page) => page.map(({ id }) => String(id)),
};
const personPage: PageShape<readonly Person[]> = {
  parse: parsed(z.array(person)),
  items: (page) => page.map(({ id, login }) => `${id} ${login}`),
};
const licences = z.looseObject({ users: z.array(z.looseObject({ github_com_login: text })) });

const licencePage: PageShape<z.output<typeof licences>> = {
  parse: parsed(licences),
  items: ({ users }) => users.map(({ github_com_login }) => github_com_login ?? ''),
};

/** All teams of a scope, as of now. */
export async function readTeams(ask: Ask, scope: Scope): Promise<readonly Team[]> {
  const path = scope.kind === 'org' ? '/orgs/{org}/teams' : '/enterprises/{enterprise}/teams';
  return (await readPages(ask, { scope, subject: 'teams', path }, teamPage)).flat();
}

/** The people of one team as of now, those of child teams included. */
export async function readTeamMembers(ask: Ask, scope: Scope, slug: string): Promise<readonly Person[]> {
  if (!/^[^/\\?#\s]{1,255}$/.test(slug) || /^\.+$/.test(slug)) {
    throw new InputError(`"${slug}" is not the slug of a team.`, {
      code: 'bad_team',
      hint: 'Use the slug as GitHub lists it.',
    });
  }
  const path =
    scope.kind === 'org' ? '/orgs/{org}/teams/{team}/members' : '/enterprises/{enterprise}/teams/{team}/memberships';
  return (await readPages(ask, { scope, subject: 'teams', path, parameters: { team: slug } }, personPage)).flat();
}

/** The people of a scope as of now. For an enterprise these are its licences, which name people by login alone. */
export async function readMembers(ask: Ask, scope: Scope): Promise<readonly Person[]> {
  if (scope.kind === 'org') {
    return (await readPages(ask, { scope, subject: 'members', path: '/orgs/{org}/members' }, personPage)).flat();
  }
  const path = '/enterprises/{enterprise}/consumed-licenses';
  const pages = await readPages(ask, { scope, subject: 'members', path }, licencePage);
  return pages
    .flatMap((page) => page.users.map((user) => user.github_com_login))
    .flatMap((login) => (login === null || login === '' ? [] : [{ id: null, login }]));
}
