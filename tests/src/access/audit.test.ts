import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Principal, Role } from '@flightdeck/access';
import { AUDIT_FILE, inspectAudit, LOCAL } from '@flightdeck/app';
import { parseScope } from '@flightdeck/catalog';
import type { RunningServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from './served.ts';
import { type Installation, OWN, personWith, RANGE } from './world.ts';

let served: Served;
let all: Installation;
let server: RunningServer;

beforeAll(async () => {
  served = await serve({ organizations: [OWN] });
  ({ all, server } = served);
});
afterAll(async () => {
  await served?.close();
});

const file = () => join(all.folder, AUDIT_FILE);
const lines = (): readonly Record<string, unknown>[] =>
  existsSync(file())
    ? readFileSync(file(), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];

async function ask(who: Principal, path: string, body: object): Promise<number> {
  served.as(who);
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  await answer.arrayBuffer();
  return answer.status;
}

describe('the audit log', () => {
  const question = (by: readonly string[]) => ({ metrics: ['accepted'], by, range: RANGE });
  const analyst = personWith('analyst', `org:${OWN}`);

  it('has nothing of the local user, and nothing of answers without names', async () => {
    expect(await ask(LOCAL, '/api/v1/query', question(['user']))).toBe(200);
    expect(await ask(analyst, '/api/v1/query', question(['team']))).toBe(200);
    expect(lines()).toEqual([]);
  });

  it.each([
    ['/api/v1/query', question(['user'])],
    ['/api/v1/query/csv', question(['user'])],
    ['/api/v1/queries', { queries: [question(['team']), question(['user'])] }],
  ])('has who was named people by %s, before they were', async (path, body) => {
    const before = lines().length;
    expect(await ask(analyst, path, body)).toBe(200);
    const [line, ...more] = lines().slice(before);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      kind: 'named',
      route: `POST ${path}`,
      who: { kind: 'person', id: analyst.id, name: 'Ada', roles: [`analyst@org:${OWN}`] },
      client: '127.0.0.1',
      people: expect.any(Number),
    });
    expect(line?.people).toBeGreaterThan(20);
  });

  it('counts people before and now, and those of a sign-off and of its filters', async () => {
    const past = { from: '2026-11-01', to: '2026-11-08' };
    const countOf = async (path: string, body: object): Promise<readonly unknown[]> => {
      const before = lines().length;
      expect(await ask(analyst, path, body)).toBe(200);
      return lines()
        .slice(before)
        .map(({ kind, people }) => (kind === 'named' ? people : kind));
    };
    // One after the other they would be all.
    expect(await countOf('/api/v1/query', { ...question(['user']), limit: 1, offset: 3 })).toEqual([1]);
    expect(await countOf('/api/v1/query', { ...question(['user']), limit: 0 })).toEqual([]);
    const one = [{ dimension: 'user', values: ['avu'] }];
    expect(await countOf('/api/v1/query', { ...question(['day']), where: one })).toEqual([1]);
    expect(await countOf('/api/v1/query', { ...question(['user']), where: one })).toEqual([1]);
    // Nobody is in the rows, everybody in those they are compared with.
    const compared = { ...question(['user']), range: past, compare: 'previous' };
    expect(await countOf('/api/v1/query', compared)).toEqual([expect.any(Number)]);
    const users = { dimension: 'user', is: 'in', values: ['avu', 'jweber'] };
    const request = {
      metric: 'accepted',
      range: RANGE,
      scope: { dimension: 'organization', names: [OWN] },
      where: [users],
      against: { source: 'dashboard', text: '1', readAt: '2026-11-05T08:00:00Z' },
    };
    expect(await countOf('/api/v1/reconcile', request)).toEqual([2]);
    const signed = { month: '2026-10', comment: 'seen', tolerance: 1e9, request };
    expect(await countOf('/api/v1/sign-offs', signed)).toEqual(['changed', 2]);
  });

  it('counts pieces of reports that the ledger shows, each of which may name somebody', async () => {
    const [text = ''] = readFileSync(join(all.folder, `${OWN}-users.ndjson`), 'utf8').split('\n');
    const bad = [
      { ...JSON.parse(text), owner: 'ada' },
      { ...JSON.parse(text), user_id: 'bo' },
      { ...JSON.parse(text), day: 'cy' },
    ];
    const samples = join(all.folder, 'samples.ndjson');
    writeFileSync(samples, bad.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await all.app.importFiles([samples], { scope: parseScope(`org:${OWN}`), strict: false, replace: true });
    const countsFor = async (role: Role) => {
      served.as(personWith(role, '*'));
      const before = lines().length;
      const answer = await fetch(`${server.url}/api/v1/ledger`);
      expect([answer.status, (await answer.text()).includes('\\"user_id\\":\\"bo')]).toEqual([200, role === 'analyst']);
      return lines()
        .slice(before)
        .map(({ kind, people }) => [kind, people]);
    };
    expect(await countsFor('analyst')).toEqual([['named', 3]]);
    expect(await countsFor('auditor')).toEqual([]);
  });

  it('need not have who sees why lines were left out, as only the ledger of who may read people quotes them', async () => {
    const quotesFor = async (role: Role): Promise<readonly string[]> => {
      served.as(personWith(role, '*'));
      const { rejectedLines } = JSON.parse(await (await fetch(`${server.url}/api/v1/ledger`)).text());
      return rejectedLines.map(({ message }: { message: string }) => message.replace(/^.*(?=This)/, '')).sort();
    };
    expect(await quotesFor('analyst')).toEqual(['This one is “"bo"”.', 'This one is “"cy"”.']);
    for (const role of ['auditor', 'admin'] as const)
      expect(await quotesFor(role)).toEqual(['This one is “…”.', 'This one is “…”.']);
  });

  it('has who was named by their ids at GitHub, and nothing of who looks at nobody else', async () => {
    const namedBy = async (who: Principal, body: object): Promise<unknown> => {
      const before = lines().length;
      expect(await ask(who, '/api/v1/query', body)).toBe(200);
      return lines()
        .slice(before)
        .map(({ named }) => named);
    };
    const [{ id = '' } = {}] = await all.app.store.people([`org:${OWN}`], ['avu']);
    expect(id).toMatch(/^\d+$/);
    const host = 'api.github.com';
    const own = { ...analyst, account: { host, id } };
    const one = [{ dimension: 'user', values: ['AVU'] }];
    const line = { host, ids: [id], scopes: [`org:${OWN}`] };
    expect(await namedBy(analyst, { ...question(['day']), where: one })).toEqual([[line]]);
    expect(await namedBy(own, { ...question(['day']), where: one })).toEqual([]);
    expect(
      await namedBy({ ...own, account: { host: 'api.far.ghe.com', id } }, { ...question(['day']), where: one }),
    ).toEqual([[line]]);
    // One of a list is found among all of it.
    expect(await namedBy(own, { ...question(['user']), where: one, limit: 1 })).toEqual([]);
    expect(await namedBy(own, { ...question(['user']), limit: 1 })).toEqual([[expect.objectContaining({ host })]]);
  });

  it('has refusals of one question of many', async () => {
    const before = lines().length;
    const viewer = { ...personWith('viewer', `org:${OWN}`), id: 'another' };
    expect(await ask(viewer, '/api/v1/queries', { queries: [question(['team']), question(['user'])] })).toBe(200);
    const [line, ...more] = lines().slice(before);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ kind: 'refused', route: 'POST /api/v1/queries', asked: { by: ['user'] } });
  });

  it('has a short line of a long question', async () => {
    const before = readFileSync(file(), 'utf8').length;
    const where = [
      { dimension: 'language', is: 'not_in', values: Array.from({ length: 1000 }, () => 'x'.repeat(400)) },
    ];
    expect(await ask(analyst, '/api/v1/query', { ...question(['user']), where })).toBe(200);
    const added = readFileSync(file(), 'utf8').slice(before);
    expect(added.length).toBeLessThan(9_000);
    expect(added).toContain('"… 980 more"');
  });

  it('has changes and refusals, these once a minute', async () => {
    const before = lines().length;
    expect(await ask(personWith('admin', '*'), '/api/v1/sync', {})).not.toBe(403);
    for (let count = 0; count < 5; count++)
      expect(await ask(personWith('viewer', `org:${OWN}`), '/api/v1/query', question(['user']))).toBe(403);
    expect(
      lines()
        .slice(before)
        .map(({ kind, route, result }) => [kind, route, result]),
    ).toEqual([
      ['changed', 'POST /api/v1/sync', undefined],
      // There is no token of GitHub.
      ['changed', 'POST /api/v1/sync', { failed: 'no_token' }],
      ['refused', 'POST /api/v1/query', undefined],
    ]);
    expect(await inspectAudit(file())).toEqual({ lines: before + 3, fault: null });
  });

  it('that was changed is found, and then nobody is named', async () => {
    const text = readFileSync(file(), 'utf8');
    writeFileSync(file(), text.replace('"name":"Ada"', '"name":"Eve"').concat('{"at":'));
    expect((await inspectAudit(file())).fault).toBe('Line 1 was changed after it was written.');
    expect(await ask(analyst, '/api/v1/query', question(['user']))).toBe(503);
    expect(await ask(analyst, '/api/v1/query', question(['team']))).toBe(200);
    const viewer = { ...personWith('viewer', `org:${OWN}`), id: 'a third' };
    expect(await ask(viewer, '/api/v1/queries', { queries: [question(['team']), question(['user'])] })).toBe(200);
    writeFileSync(file(), text);
    expect(await ask(analyst, '/api/v1/query', question(['user']))).toBe(200);
  });
});
