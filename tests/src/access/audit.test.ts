import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Principal } from '@flightdeck/access';
import { AUDIT_FILE, inspectAudit, LOCAL } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install, OWN, personWith, RANGE } from './world.ts';

let all: Installation;
let server: RunningServer;
/** Whom the server takes everybody for. */
const asker: { -readonly [Key in keyof Principal]: Principal[Key] } = { ...LOCAL };

beforeAll(async () => {
  all = await install({ organizations: [OWN] });
  const { app, folder } = all;
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version };
  server = await startServer(app, { ...options, everybody: asker });
});
afterAll(async () => {
  await server?.close();
  await all.close();
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
  Object.assign(asker, who);
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

  it('has changes and refusals, these once a minute', async () => {
    const before = lines().length;
    expect(await ask(personWith('admin', '*'), '/api/v1/sync', {})).not.toBe(403);
    for (let count = 0; count < 5; count++)
      expect(await ask(personWith('viewer', `org:${OWN}`), '/api/v1/query', question(['user']))).toBe(403);
    expect(
      lines()
        .slice(before)
        .map(({ kind, route }) => [kind, route]),
    ).toEqual([
      ['changed', 'POST /api/v1/sync'],
      ['refused', 'POST /api/v1/query'],
    ]);
    expect(await inspectAudit(file())).toEqual({ lines: before + 2, fault: null });
  });

  it('that was changed is found, and then nobody is named', async () => {
    const text = readFileSync(file(), 'utf8');
    writeFileSync(file(), text.replace('"name":"Ada"', '"name":"Eve"').concat('{"at":'));
    expect((await inspectAudit(file())).fault).toBe('Line 1 was changed after it was written.');
    expect(await ask(analyst, '/api/v1/query', question(['user']))).toBe(503);
    expect(await ask(analyst, '/api/v1/query', question(['team']))).toBe(200);
    writeFileSync(file(), text);
    expect(await ask(analyst, '/api/v1/query', question(['user']))).toBe(200);
  });
});
