import { afterEach, describe, expect, it } from 'vitest';
import { type FakeGithub, json, startFakeGithub } from '../fake-github.ts';

let fake: FakeGithub;
afterEach(() => fake?.close());

const ORGS = json(200, [{ login: 'acme' }, { login: 'lab', name: 'The Lab' }]);
const NOT_LISTED = 'Enterprises are not listed: only a classic token with read:enterprise of an owner lists them.';
const own = (nodes: object | null) => json(200, { data: { viewer: { enterprises: nodes && { nodes } } } });

describe('the scopes a token sees', () => {
  it('are the organizations and the enterprises of its owner', async () => {
    fake = await startFakeGithub({ '/user/orgs': ORGS, '/graphql': own([{ slug: 'big', name: 'Big' }, null]) });
    expect(await fake.client().foundScopes()).toEqual({
      scopes: [
        { kind: 'org', slug: 'acme', name: 'acme' },
        { kind: 'org', slug: 'lab', name: 'The Lab' },
        { kind: 'enterprise', slug: 'big', name: 'Big' },
      ],
      missing: [],
    });
    expect(fake.seen).toContain('POST /graphql');
  });

  it.each([
    ['GraphQL says it as an answer', own(null)],
    ['GraphQL says it as an error', json(200, { data: null, errors: [{ message: 'needs read:enterprise' }] })],
    ['it is refused', json(403, { message: 'Resource not accessible' })],
  ])('lack enterprises where the token may not list them, and %s', async (_, answer) => {
    fake = await startFakeGithub({ '/user/orgs': ORGS, '/graphql': answer });
    expect(await fake.client().foundScopes()).toMatchObject({ scopes: [{}, {}], missing: [NOT_LISTED] });
  });

  it('may be none, which is said', async () => {
    fake = await startFakeGithub({ '/user/orgs': json(200, []), '/graphql': own([]) });
    expect((await fake.client().foundScopes()).missing).toEqual([
      'The token sees no organization: a fine-grained one belongs to a single owner, chosen when it is made.',
    ]);
  });

  it('are not taken for none where the token is wrong', async () => {
    fake = await startFakeGithub({ '/user/orgs': json(401, { message: 'Bad credentials' }) });
    await expect(fake.client().foundScopes()).rejects.toMatchObject({ code: 'bad_credentials' });
  });
});
