import { canHold, githubIssuer } from '@flightdeck/access';
import type { SignIn } from '@flightdeck/app';
import { createSessionWay } from '../pages/session-way.ts';
import { createProxiedFetch } from '../proxied-fetch.ts';
import type { SignInWay, SignInWayParts } from '../sign-in-way.ts';
import { createAskGithub } from './ask-github.ts';
import { createGithubProvider } from './github-provider.ts';
import { type IsSame, namedIn, toLooked } from './membership.ts';

/** Sign-in with GitHub, with sessions. @throws Error for settings that a start refuses (`requireWholeSignIn`). */
export function createGithubWay(parts: SignInWayParts, { github, roles }: Pick<SignIn, 'github' | 'roles'>): SignInWay {
  const { publicUrl } = parts.reach;
  const { clientId, clientSecret } = github;
  if (publicUrl === null || clientId === null || clientSecret === null)
    throw new Error('Sign-in with GitHub is not whole.');
  const redirectUri = `${publicUrl.origin}${publicUrl.base}auth/callback`;
  const ask = createAskGithub(createProxiedFetch(github.apiUrl, parts.app.config.proxy));
  const lookIn = async () => {
    const kept = (await parts.app.grants.all())
      .filter((grant) => canHold(grant, githubIssuer(github.apiUrl)))
      .flatMap(({ to }) => (to.kind === 'person' ? [] : to.name));
    // Scopes and grants change in the page while the server runs.
    const { organizations } = parts.app.config.signIn.github;
    return toLooked(organizations, [...namedIn(roles), ...kept]);
  };
  const { organizations, log } = parts.app;
  const isSame: IsSame = async (name, id) => {
    const first = await organizations.firstId(github.host, name, id);
    const [organization, team] = name.split('/', 2);
    const file = organizations.fileOf(github.host, name);
    if (first !== id && team === undefined)
      log.warn(
        { code: 'organization_replaced', organization, id, first, file },
        'this login is another organization than it was; its members are not let in while the file with the first id is there',
      );
    else if (first !== id)
      log.warn(
        { code: 'team_replaced', organization, team, id, first, file },
        'this slug is another team than it was; it counts for nobody while the file with the first id is there',
      );
    return first === id;
  };
  const provider = createGithubProvider({ ...github, clientId, clientSecret, redirectUri, lookIn, isSame }, ask);
  return createSessionWay(parts, publicUrl, provider);
}
