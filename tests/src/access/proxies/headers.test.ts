import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Example, findProxy, freePort, makeCertificate, NAMES, readExample, runProxy } from './run-proxy.ts';

/** Where the examples' addresses begin. */
const BASES: Readonly<Record<Example, string>> = { root: '/', 'sub-path': '/flightdeck/' };
const EXAMPLES = ['root', 'sub-path'] as const;

/** What somebody can send to be taken for somebody else. */
const FORGED = {
  ...{ 'X-Forwarded-User': 'root', 'x-forwarded-groups': 'admins', 'X-Forwarded-Email': 'root@example.com' },
  ...{ 'X-MS-CLIENT-PRINCIPAL': 'e30=', 'X-MS-CLIENT-PRINCIPAL-ID': 'root', 'X-MS-CLIENT-PRINCIPAL-IDP': 'aad' },
  ...{ 'X-MS-CLIENT-PRINCIPAL-NAME': 'root', Forwarded: 'for=10.9.9.9', 'X-Real-IP': '10.9.9.9' },
};

describe.each(['nginx', 'caddy'] as const)('the examples of %s', (name) => {
  describe.skipIf(findProxy(name) === null)('run', () => {
    let proxy: { close(): Promise<void> };
    let upstream: Server;
    const ports = { root: 0, 'sub-path': 0 };
    let came: IncomingMessage[] = [];

    beforeAll(async () => {
      upstream = createServer((asked, answer) => {
        came.push(asked);
        asked.resume();
        // It never ends: whoever waits for the whole answer has nothing.
        if (asked.url?.endsWith('/stream')) answer.write('first\n');
        else asked.once('end', () => answer.end('all\n'));
      }).listen(0, '127.0.0.1');
      await once(upstream, 'listening');
      for (const example of EXAMPLES) ports[example] = await freePort();
      const { port } = upstream.address() as AddressInfo;
      proxy = await runProxy(
        name,
        EXAMPLES.map((example) => ({ example, port: ports[example], upstream: port })),
      );
    });
    afterAll(async () => {
      upstream?.close();
      upstream?.closeAllConnections();
      await proxy?.close();
    });

    /** Status and place of what comes back; with `untilFirst` as soon as the first bytes are there. */
    function ask(
      example: Example,
      path: string,
      headers: Readonly<Record<string, string>>,
      body: Buffer | null = null,
      untilFirst = false,
    ): Promise<{ readonly status: number; readonly location: string | undefined; readonly text: string }> {
      const host = `${NAMES[example]}:${ports[example]}`;
      const options = {
        host: '127.0.0.1',
        port: ports[example],
        path,
        servername: NAMES[example],
        rejectUnauthorized: false,
        agent: false,
      };
      return new Promise((resolve, reject) => {
        const sent = request({ ...options, method: body ? 'POST' : 'GET', headers: { host, ...headers } }, (answer) => {
          let text = '';
          const end = () => resolve({ status: answer.statusCode ?? 0, location: answer.headers.location, text });
          answer.on('data', (piece) => {
            text += String(piece);
            if (!untilFirst) return;
            end();
            sent.destroy();
          });
          answer.on('end', end);
        });
        sent.once('error', reject).end(body ?? undefined);
      });
    }

    it.each(EXAMPLES)(
      'pass on at %s who asks and what for, and nothing that a stranger says of it',
      async (example) => {
        came = [];
        const forged = {
          ...FORGED,
          'X-Forwarded-For': '10.9.9.9',
          'X-Forwarded-Host': 'evil.example',
          'X-Forwarded-Proto': 'http',
        };
        const path = `${BASES[example]}api/v1/rows?where=team%3Da%26b`;
        expect((await ask(example, path, { ...forged, cookie: 'a=b', authorization: 'Bearer fd_x' })).status).toBe(200);
        const [{ headers, url, httpVersion } = {} as IncomingMessage] = came;
        const host = `${NAMES[example]}:${ports[example]}`;
        expect({ url, httpVersion, host: headers.host }).toEqual({ url: path, httpVersion: '1.1', host });
        for (const header of Object.keys(FORGED)) expect(headers[header.toLowerCase()], header).toBeUndefined();
        expect(headers).toMatchObject({
          ...{ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': host, 'x-forwarded-proto': 'https' },
          ...{ cookie: 'a=b', authorization: 'Bearer fd_x' },
        });
      },
    );

    it.each(EXAMPLES)(
      'pass on at %s addresses as they were sent, so that the server refuses what it refuses',
      async (example) => {
        for (const odd of ['a%2fb', 'a%5Cb', 'a//b', 'a;b']) {
          came = [];
          await ask(example, BASES[example] + odd, {});
          expect(came.map(({ url }) => url)).toEqual([BASES[example] + odd]);
        }
      },
    );

    it.each(EXAMPLES)('let rows through at %s as they come, and files of 100 MB', async (example) => {
      expect((await ask(example, `${BASES[example]}stream`, {}, null, true)).text).toBe('first\n');
      const file = Buffer.alloc(100_000_000);
      expect(await ask(example, `${BASES[example]}api/v1/reconcile/files`, {}, file)).toMatchObject({ status: 200 });
    });

    it('lead from the path without its slash to the one with it, and keep what is not below it', async () => {
      came = [];
      const { status, location = '' } = await ask('sub-path', '/flightdeck', {});
      expect([status, location.replace(/^https:\/\/[^/]+/, '')]).toEqual([308, '/flightdeck/']);
      expect((await ask('sub-path', '/other', {})).status).toBeGreaterThan(400);
      expect(came).toEqual([]);
    });
  });
});

describe.skipIf(findProxy('apache') === null)('the examples of Apache', () => {
  it.each(EXAMPLES)('are taken by its own test of configurations: %s', (example) => {
    const folder = makeCertificate();
    const modules = ['mpm_event', 'authz_core', 'ssl', 'socache_shmcb', 'headers', 'alias', 'proxy', 'proxy_http'];
    const file = join(folder, 'apache.conf');
    const load = modules.map((module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`);
    const own = [
      `ServerRoot ${folder}`,
      `PidFile ${folder}/pid`,
      `ErrorLog ${folder}/log`,
      'Listen 127.0.0.1:65080',
      'ServerName x',
    ];
    const text = readExample('apache', example).replaceAll('/etc/ssl/flightdeck', join(folder, 'flightdeck'));
    writeFileSync(file, [...load, ...own, text].join('\n'));
    expect(() => execFileSync(findProxy('apache') ?? '', ['-t', '-f', file], { stdio: 'pipe' })).not.toThrow();
    rmSync(folder, { recursive: true });
  });
});
