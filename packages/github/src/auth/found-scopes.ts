import { FlightdeckError, UpstreamError } from '@flightdeck/catalog';
import type { Octokit } from '@octokit/core';
import { z } from 'zod';
import { createAsk } from '../http/ask.ts';
import { toFailure } from '../http/failures/failures.ts';
import { type PageShape, readPages } from '../http/pages.ts';
import { parsed, text } from '../reports/shapes.ts';

/** A scope a credential sees. */
export interface FoundScope {
  readonly kind: 'org' | 'enterprise';
  readonly slug: string;
  readonly name: string;
}

/** The scopes a credential sees, and why there may be more. */
export interface FoundScopes {
  readonly scopes: readonly FoundScope[];
  /** A sentence for each kind of scope that it does not list. */
  readonly missing: readonly string[];
}

const organization = z
  .looseObject({ login: z.string(), name: text })
  .transform(({ login, name }): FoundScope => ({ kind: 'org', slug: login, name: name ?? login }));
const organizations: PageShape<readonly FoundScope[]> = {
  parse: parsed(z.array(organization)),
  items: (page) => page.map(({ slug }) => slug),
};
const installation = z
  .looseObject({ target_type: z.string(), account: z.looseObject({ login: text, slug: text, name: text }).nullish() })
  .transform(({ target_type, account }): FoundScope | null => {
    const slug = account?.slug ?? account?.login ?? null;
    if (slug === null || !['Organization', 'Enterprise'].includes(target_type)) return null;
    return { kind: target_type === 'Enterprise' ? 'enterprise' : 'org', slug, name: account?.name ?? slug };
  });
const installations: PageShape<readonly (FoundScope | null)[]> = {
  parse: parsed(z.array(installation)),
  items: (page) => page.map((scope) => JSON.stringify(scope)),
};

/** GitHub lists enterprises of a token only here. @source github/docs GraphQL reference, `User.enterprises`. */
const ENTERPRISES = '{ viewer { enterprises(first: 100) { nodes { slug name } } } }';
const enterprises = z.looseObject({
  data: z.looseObject({
    viewer: z.looseObject({
      enterprises: z
        .looseObject({ nodes: z.array(z.looseObject({ slug: z.string(), name: text }).nullable()) })
        .nullable(),
    }),
  }),
});

/** The scopes a credential sees: those of a token's owner, or those an App is installed on. */
export async function findScopes(kind: 'token' | 'app', client: Octokit, now: () => number): Promise<FoundScopes> {
  const ask = createAsk(async () => client, now);
  const question = { scope: null, subject: 'own scopes' as const };
  if (kind === 'app') {
    const found = (await readPages(ask, { ...question, path: '/app/installations' }, installations)).flat();
    const scopes = found.filter((scope) => scope !== null);
    const missing = scopes.length > 0 ? [] : ['The App is installed on no organization and no enterprise.'];
    return { scopes, missing };
  }
  const own = await readPages(ask, { ...question, path: '/user/orgs' }, organizations).then(
    (pages) => ({ scopes: pages.flat(), missing: [] as string[] }),
    (error: unknown) => notListed(error, 'Organizations are not listed: a classic token needs read:org.'),
  );
  const theirs = await readEnterprises(client, now).then(
    (scopes) => ({ scopes, missing: [] as string[] }),
    (error: unknown) =>
      notListed(error, 'Enterprises are not listed: only a classic token with read:enterprise of an owner lists them.'),
  );
  const scopes = [...own.scopes, ...theirs.scopes];
  const none =
    scopes.length > 0 || own.missing.length > 0
      ? []
      : ['The token sees no organization: a fine-grained one belongs to a single owner, chosen when it is made.'];
  return { scopes, missing: [...own.missing, ...theirs.missing, ...none] };
}

async function readEnterprises(client: Octokit, now: () => number): Promise<readonly FoundScope[]> {
  const answer = await client.request('POST /graphql', { query: ENTERPRISES }).catch((error: unknown) => {
    throw toFailure(error, { kind: 'enterprise', subject: 'own scopes' }, now());
  });
  const read = enterprises.safeParse(answer.data);
  // GraphQL says 200 also where the token may not.
  if (!read.success || read.data.data.viewer.enterprises === null)
    throw new UpstreamError('GitHub lists no enterprises.', { code: 'forbidden', retryable: false });
  return read.data.data.viewer.enterprises.nodes.flatMap((node) =>
    node === null ? [] : [{ kind: 'enterprise' as const, slug: node.slug, name: node.name ?? node.slug }],
  );
}

const NOT_LISTED: ReadonlySet<string> = new Set(['forbidden', 'not_found', 'not_github']);

/** What is not listed for want of a right. @throws every other error. */
function notListed(
  error: unknown,
  why: string,
): { readonly scopes: readonly FoundScope[]; readonly missing: string[] } {
  if (error instanceof FlightdeckError && NOT_LISTED.has(error.code)) return { scopes: [], missing: [why] };
  throw error;
}
