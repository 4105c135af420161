import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Principal } from '@flightdeck/access';
import { AUDIT_FILE, GUEST } from '@flightdeck/app';
import type { RunningServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from './served.ts';
import { type Installation, OWN, personWith } from './world.ts';

let served: Served;
let all: Installation;
let server: RunningServer;

beforeAll(async () => {
  served = await serve({ organizations: [] });
  ({ all, server } = served);
});
afterAll(async () => {
  await served?.close();
});

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a stranger's client would read
  readonly body: any;
}

async function ask(who: Principal, path: string, body?: object): Promise<Answer> {
  served.as(who);
  const sent = body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await fetch(server.url + path, sent);
  return { status: answer.status, body: await answer.json() };
}

describe('who one is', () => {
  const spans = async (who: Principal) => {
    const { rights } = (await ask(who, '/api/v1/me')).body;
    const held = rights.filter(({ span }: { span: string | null }) => span !== null);
    return Object.fromEntries(held.map(({ right, span }: { right: string; span: string }) => [right, span]));
  };
  const OF_ONESELF = {
    ...{ know_oneself: 'everything', see_sessions: 'everything', end_sessions: 'everything' },
    become_administrator: 'everything',
  };

  it('is said with the roles and how much each right covers', async () => {
    expect(await ask(personWith('viewer', `org:${OWN}/team=web`), '/api/v1/me')).toMatchObject({
      status: 200,
      body: {
        kind: 'person',
        name: 'Ada',
        roles: [{ role: 'viewer', of: `org:${OWN}/team=web` }],
        signIn: 'none',
        session: false,
      },
    });
    expect(await spans(personWith('viewer', `org:${OWN}/team=web`))).toEqual({
      ...OF_ONESELF,
      ...{ know: 'narrowed', read_own: 'narrowed', read_aggregates: 'narrowed', read_status: 'narrowed' },
      make_tokens: 'narrowed',
    });
    expect(await spans(personWith('viewer', `org:${OWN}`))).toMatchObject({ read_aggregates: 'whole_scopes' });
    expect(await spans(personWith('viewer', '*'))).toMatchObject({ read_aggregates: 'everything' });
  });

  it('is said to whoever was granted nothing, with the roles that have what they lack', async () => {
    const { status, body } = await ask(personWith(null, '*'), '/api/v1/me');
    expect([status, body.roles]).toEqual([200, []]);
    expect(await spans(personWith(null, '*'))).toEqual(OF_ONESELF);
    const people = body.rights.find(({ right }: { right: string }) => right === 'read_people');
    expect(people).toEqual({
      right: 'read_people',
      says: 'see figures of people by name',
      span: null,
      roles: ['analyst'],
    });
  });

  it('has nothing that changes anything for guests of a demo', async () => {
    expect(Object.keys(await spans(GUEST)).sort()).toEqual([
      'know',
      'know_oneself',
      'read_aggregates',
      'read_changes',
      'read_ledger',
      'read_own',
      'read_people',
      'read_status',
      'see_sessions',
    ]);
  });
});

describe('sessions of everybody', () => {
  const begin = (subject: string, name: string) =>
    all.app.sessions.begin({
      identity: { issuer: 'https://id.example.com', subject, name, email: null, groups: [] },
      ...{ client: '10.0.0.9', agent: 'Firefox', sid: null, idToken: null },
    });
  const admin = personWith('admin', '*');
  const list = async (): Promise<readonly { key: string; person: { id: string; name: string } }[]> =>
    (await ask(admin, '/api/v1/sessions/everybody')).body.sessions;

  it('are listed and ended by administrators of everything, which is written down with whose they were', async () => {
    for (const [subject, name] of [
      ['1', 'Ada'],
      ['1', 'Ada'],
      ['2', 'Eve'],
    ] as const)
      await begin(subject, name);
    const found = await list();
    expect(found.map(({ person }) => person.name).sort()).toEqual(['Ada', 'Ada', 'Eve']);
    const [eve, ada] = ['Eve', 'Ada'].map((name) => found.find(({ person }) => person.name === name));
    const path = '/api/v1/sessions/everybody/end';
    // The key of one and the name of another end nothing.
    expect((await ask(admin, path, { person: eve?.person.id, key: ada?.key })).body).toEqual({ ended: 0 });
    expect((await ask(admin, path, { person: eve?.person.id, key: eve?.key })).body).toEqual({ ended: 1 });
    expect((await ask(admin, path, { person: ada?.person.id, key: null })).body).toEqual({ ended: 2 });
    expect(await list()).toEqual([]);
    const lines = readFileSync(join(all.folder, AUDIT_FILE), 'utf8').trim().split('\n');
    const written = lines.map((line) => JSON.parse(line));
    // Looking at them names several people, and changes nothing; what ended none says so.
    expect(written.map(({ kind, result }) => [kind, result])).toEqual([
      ['named', undefined],
      ['changed', undefined],
      ['changed', { ended: 0 }],
      ['changed', undefined],
      ['changed', undefined],
    ]);
    expect(written.at(-1)).toMatchObject({
      kind: 'changed',
      route: `POST ${path}`,
      asked: { person: '["https://id.example.com","1"]', key: null },
    });
  });

  it('are ended by oneself but for the one in use', async () => {
    const secrets = [await begin('3', 'Bo'), await begin('3', 'Bo'), await begin('4', 'Cy')];
    const own = { ...personWith('viewer', '*'), id: '["https://id.example.com","3"]' };
    expect((await ask(own, '/api/v1/sessions/end-others', {})).body).toEqual({ ended: 2 });
    const left = await Promise.all(secrets.map((secret) => all.app.sessions.find(secret)));
    expect(left.map((session) => session?.who.name)).toEqual([undefined, undefined, 'Cy']);
  });
});
