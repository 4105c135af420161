import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOCAL, parseGrant } from '@flightdeck/access';
import { type RunningServer, startServer } from '@flightdeck/server';
import { LIST_MS, openClusterRecords, recordsIndex } from '@flightdeck/store-opensearch';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBrowser, PUBLIC_HOST } from '../access/oidc/browser.ts';
import { CLIENT_ID, CLIENT_SECRET, type Issuer, startIssuer } from '../access/oidc/issuer.ts';
import { type Installation, install, OWN } from '../access/world.ts';
import { askRaw } from '../raw-request.ts';
import { CLUSTER_URL, createPrefix, NEEDS_CLUSTER, removeClusterStores } from './cluster-store.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

const [NODE = ''] = CLUSTER_URL.split(',');

interface Place {
  readonly all: Installation;
  readonly server: RunningServer;
}

describe.skipIf(CLUSTER_URL === '')(`two servers with access in one cluster (${NEEDS_CLUSTER})`, () => {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });
  const prefix = createPrefix();
  let issuer: Issuer;
  let toCluster: FaultProxy;
  let a: Place;
  let b: Place;

  const open = async (url: string): Promise<Place> => {
    const settings = {
      STORE_URL: url,
      STORE_PREFIX: prefix,
      ACCESS_IN_CLUSTER: 'on',
      SYNC_INTERVAL: 'off',
      AUTH_MODE: 'oidc',
      PUBLIC_URL: `https://${PUBLIC_HOST}/`,
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      ROLE_MAP: `leads:viewer@org:${OWN}`,
    };
    const all = await install({ organizations: [], settings });
    const { app, folder } = all;
    const { reach, signIn } = app.config;
    const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, reach, signIn };
    return { all, server: await startServer(app, options) };
  };
  beforeAll(async () => {
    if (CLUSTER_URL === '') return;
    issuer = await startIssuer();
    toCluster = await startFaultProxy(NODE);
    [a, b] = [await open(CLUSTER_URL), await open(toCluster.url)];
  });
  afterAll(async () => {
    for (const place of [a, b]) {
      await place?.server.close();
      await place?.all.close();
    }
    await toCluster?.close();
    await issuer?.close();
    await removeClusterStores();
    await fetch(`${NODE}/${recordsIndex(prefix)}`, { method: 'DELETE' });
  });

  /** Cookies of somebody who began to sign in at A and came back to B. */
  const signIn = async (claims: Readonly<Record<string, unknown>> = {}): Promise<Map<string, string>> => {
    const jar = new Map<string, string>();
    const { location = '' } = await openBrowser(a.server.localUrl, jar).get('/auth/sign-in?return_to=/');
    const search = new URL(location).searchParams;
    issuer.says({ claims }, search.get('nonce') ?? '');
    const back = await openBrowser(b.server.localUrl, jar).get(`/auth/callback?code=c&state=${search.get('state')}`);
    expect(back.status).toBe(303);
    return jar;
  };
  const statusAt = async ({ server }: Place, jar: Map<string, string>): Promise<number> =>
    (await openBrowser(server.localUrl, jar).get('/api/v1/me')).status;
  const withToken = async ({ server }: Place, text: string): Promise<number> => {
    const headers = { host: PUBLIC_HOST, authorization: `Bearer ${text}` };
    return (await askRaw(`${server.localUrl}/api/v1/me`, headers)).status;
  };

  it('let in at either one whom the other signed in, and at neither who signed out', async () => {
    const jar = await signIn();
    expect([await statusAt(a, jar), await statusAt(b, jar)]).toEqual([200, 200]);
    const elsewhere = new Map(jar);
    expect((await openBrowser(b.server.localUrl, jar).post('/auth/sign-out')).status).toBeLessThan(400);
    // The cookie that a thief has kept.
    expect([await statusAt(a, elsewhere), await statusAt(b, elsewhere)]).toEqual([401, 401]);
    expect(readdirSync(a.all.folder)).not.toContain('sessions');
  });

  it('end a session at both when one of them is made to', async () => {
    const jar = await signIn();
    const [session] = await a.all.app.sessions.all();
    expect(await statusAt(b, jar)).toBe(200);
    expect(await a.all.app.sessions.end(session?.key ?? '')).toBe(true);
    expect([await statusAt(b, jar), await statusAt(a, jar)]).toEqual([401, 401]);
    expect(await b.all.app.sessions.all()).toEqual([]);
  });

  it('know the tokens of each other until one revokes them', async () => {
    const { tokens } = a.all.app;
    const asked = { name: 'grafana', grants: [parseGrant('viewer@*')], expiresAt: new Date('2026-12-01T00:00:00Z') };
    const { token, text } = await tokens.make(LOCAL, asked);
    expect([await withToken(a, text), await withToken(b, text)]).toEqual([200, 200]);
    expect((await b.all.app.tokens.all()).map(({ id }) => id)).toEqual([token.id]);
    expect([await b.all.app.tokens.revoke(token.id), await a.all.app.tokens.revoke(token.id)]).toEqual([true, false]);
    expect([await withToken(a, text), await withToken(b, text)]).toEqual([401, 401]);
  });

  it('count a grant of the other, and no longer two seconds after it was taken back', async () => {
    const jar = await signIn({ groups: ['guests'] });
    const rolesAt = async ({ server }: Place): Promise<unknown> =>
      JSON.parse((await openBrowser(server.localUrl, jar).get('/api/v1/me')).text).roles;
    expect([await rolesAt(a), await rolesAt(b)]).toEqual([[], []]);
    const given = await a.all.app.grants.give({ kind: 'group', name: 'guests' }, parseGrant('viewer@*'), 'Root');
    expect(await rolesAt(a)).toEqual([{ role: 'viewer', of: '*' }]);
    await sleep(LIST_MS);
    expect(await rolesAt(b)).toEqual([{ role: 'viewer', of: '*' }]);
    expect(await b.all.app.grants.revoke(given.id)).toBe(true);
    expect(await rolesAt(b)).toEqual([]);
    await sleep(LIST_MS);
    expect(await rolesAt(a)).toEqual([]);
  });

  it('make one administrator of two who open the link at once', async () => {
    const secret = await a.all.app.firstAdministrator.offer();
    const person = (id: string) => ({ kind: 'person', id, name: id, account: null, grants: [] }) as const;
    const accepted = await Promise.all([
      a.all.app.firstAdministrator.accept(secret, person('one')),
      b.all.app.firstAdministrator.accept(secret, person('two')),
    ]);
    expect(accepted.sort()).toEqual([false, true]);
    for (const { id } of await a.all.app.grants.all()) await a.all.app.grants.revoke(id);
  });

  it('let nobody in while they do not reach the cluster, whoever was in before, and what ended meanwhile is over', async () => {
    const [jar, ended] = [await signIn(), await signIn({ sub: '18' })];
    expect([await statusAt(b, jar), await statusAt(b, ended)]).toEqual([200, 200]);
    toCluster.fault = () => ({ breaks: 'before' });
    expect([await statusAt(b, jar), await statusAt(a, jar)]).toEqual([502, 200]);
    const { text } = await openBrowser(b.server.localUrl, jar).get('/api/v1/me');
    expect(JSON.parse(text).code).toBe('store_unreachable');
    await openBrowser(a.server.localUrl, new Map(ended)).post('/auth/sign-out');
    toCluster.fault = () => undefined;
    expect([await statusAt(b, jar), await statusAt(b, ended)]).toEqual([200, 401]);
  });

  it('never bring back a record that was removed while another server set its time', async () => {
    const records = openClusterRecords({ url: toCluster.url, prefix });
    const [one, now] = [records.of('test'), new Date('2026-11-05T08:00:00Z')];
    expect([await one.add('x', 'text', now), await one.add('x', 'other', now)]).toEqual([true, false]);
    const later = new Date('2026-11-05T09:00:00Z');
    // The removal comes between reading the record and writing its time.
    let isRemoved = false;
    toCluster.fault = ({ method }) => {
      if (method === 'PUT' && !isRemoved) {
        isRemoved = true;
        return { delayMs: 1000 };
      }
      return undefined;
    };
    const [isTouched] = await Promise.all([
      one.touch('x', later),
      sleep(300).then(() =>
        fetch(`${NODE}/${recordsIndex(prefix)}/_doc/${encodeURIComponent('test/x')}`, { method: 'DELETE' }),
      ),
    ]);
    toCluster.fault = () => undefined;
    expect([isTouched, await one.read('x')]).toEqual([false, null]);
    // An answer that was lost is asked for again, and says the same.
    let breaks = 1;
    toCluster.fault = ({ method }) => (method === 'PUT' && breaks-- > 0 ? { breaks: 'after' } : undefined);
    expect(await one.add('y', 'text', now)).toBe(true);
    breaks = 1;
    expect([await one.touch('y', later), await one.read('y')]).toEqual([true, { text: 'text', at: later }]);
    toCluster.fault = () => undefined;
    await records.close();
  });

  it('list more records than fit in one answer', async () => {
    const records = openClusterRecords({ url: CLUSTER_URL, prefix });
    const lines = Array.from({ length: 1001 }, (_, at) => {
      const name = `p${String(at).padStart(4, '0')}`;
      return `${JSON.stringify({ index: { _id: `many/${name}` } })}\n${JSON.stringify({ kind: 'many', name, text: '', at: 0 })}\n`;
    });
    await fetch(`${NODE}/${recordsIndex(prefix)}/_bulk?refresh=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines.join(''),
    });
    const found = await records.of('many').all();
    expect([found.length, new Set(found.map(({ name }) => name)).size]).toEqual([1001, 1001]);
    await records.close();
  });
});
