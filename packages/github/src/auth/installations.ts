import { InputError, type Scope, UpstreamError } from '@flightdeck/catalog';
import type { Octokit } from '@octokit/core';
import { z } from 'zod';
import { toFailure } from '../http/failures/failures.ts';
import type { GithubAuth, Settings } from '../options.ts';

/**
 * The client that may read a scope: always the same one for a token or a fixed installation, else one for each
 * installation of the App, looked up once.
 */
export function createClientFor(
  settings: Settings,
  open: (auth: GithubAuth) => Octokit,
): (scope: Scope | null) => Promise<Octokit> {
  const { auth } = settings;
  const first = open(auth);
  if (auth.kind === 'token' || auth.installationId !== undefined) return async () => first;
  const found = new Map<string, Promise<Octokit>>();
  return (scope) => {
    if (scope === null)
      throw new InputError('The App has several installations.', { code: 'scope_needed', hint: 'Name a scope.' });
    const key = `${scope.kind}:${scope.slug}`;
    const known = found.get(key);
    if (known) return known;
    const opening = installationId(first, scope, settings.now).then((id) => open({ ...auth, installationId: id }));
    found.set(key, opening);
    opening.catch(() => found.delete(key));
    return opening;
  };
}

async function installationId(app: Octokit, scope: Scope, now: () => number): Promise<number> {
  const answer = await app
    .request(
      scope.kind === 'org' ? 'GET /orgs/{org}/installation' : 'GET /enterprises/{enterprise}/installation',
      scope.kind === 'org' ? { org: scope.slug } : { enterprise: scope.slug },
    )
    .catch((error: unknown) => {
      throw toFailure(error, { kind: scope.kind, subject: 'reports' }, now());
    });
  const parsed = z.looseObject({ id: z.number().int() }).safeParse(answer.data);
  if (parsed.success) return parsed.data.id;
  throw new UpstreamError('GitHub named no installation of the App.', {
    code: 'app_not_installed',
    retryable: false,
    hint: 'Install the App on the organization or enterprise, or set the installation id.',
  });
}
