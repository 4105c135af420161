import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePackage, type Packed } from '../../scripts/package.mjs';

const top = mkdtempSync(join(tmpdir(), 'flightdeck-package-'));
const home = join(top, 'home');
const installed = join(top, 'installed');
const json = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'));

/** Processes of the command as npx starts it, in an empty home with no setting but these. */
function start(settings: Readonly<Record<string, string>>) {
  const child = spawn('npx', ['flightdeck', 'start'], {
    cwd: installed,
    env: { PATH: process.env.PATH, HOME: home, PORT: '0', ...settings },
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    said: () => said,
    async stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
  };
}

/** What `probe` gives, once it gives something. @throws Error with the text after four minutes. */
async function until<T>(probe: () => Promise<T | null> | T | null, why: () => string): Promise<T> {
  for (let tries = 0; tries < 480; tries += 1) {
    const found = await probe();
    if (found !== null) return found;
    await sleep(500);
  }
  throw new Error(why());
}

describe('the published package', () => {
  let packed: Packed;

  beforeAll(async () => {
    for (const folder of [home, installed]) mkdirSync(folder);
    packed = await makePackage(top);
    // What it depends on stands in npm's cache since the checkout was installed.
    const args = ['install', packed.filename, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', args, { cwd: installed, stdio: 'pipe' });
  }, 300_000);
  afterAll(() => rmSync(top, { recursive: true, force: true }));

  it('is called flightdeck, needs nothing but DuckDB, and compiles nothing when it is installed', () => {
    const description = json(join(installed, 'node_modules', 'flightdeck', 'package.json'));
    expect(description).toMatchObject({ name: 'flightdeck', bin: { flightdeck: 'bin/flightdeck.mjs' } });
    expect(Object.keys(description.dependencies as object)).toEqual(['@duckdb/node-api']);
    expect(description).not.toHaveProperty('private');
    const scripts = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter(({ name }) => name === 'package.json')
      .flatMap(({ parentPath, name }) => Object.keys((json(join(parentPath, name)).scripts as object) ?? {}))
      .filter((name) => /^(?:pre|post)?install$/.test(name));
    expect(scripts).toEqual([]);
  });

  it('holds the command, what it starts as processes, the web app, and no test', () => {
    const paths = packed.files.map(({ path }) => path);
    const node = ['demo-simulator', 'flightdeck', 'reader-process', 'reconcile-upload-process'];
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['LICENSE', 'NOTICES', 'README.md', 'bin/flightdeck.mjs', 'dist/web/index.html', 'package.json'],
        ...node.map((name) => `dist/node/${name}.js`),
      ]),
    );
    expect(paths.filter((path) => /test|truth|\.ts$|\.map$/.test(path))).toEqual([]);
  });

  it('names the licence of what it carries of others, on the server and in the browser', () => {
    const notices = readFileSync(join(installed, 'node_modules', 'flightdeck', 'NOTICES'), 'utf8');
    for (const name of ['hono', 'zod', '@octokit/core', 'react-dom', 'd3-scale'])
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((?:MIT|ISC)\\)$`, 'm'));
  });

  it('shows the demo when it is started in an empty folder with an empty home', async () => {
    const server = start({ FLIGHTDECK_DEMO_PEOPLE: '20', FLIGHTDECK_DEMO_DAYS: '7' });
    try {
      const url = await until(() => /http:\/\/127\.0\.0\.1:\d+/.exec(server.said())?.[0] ?? null, server.said);
      const page = await (await fetch(url)).text();
      expect(page).toContain('<title>Flightdeck</title>');
      const files = [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+)"/g)].map(([, path]) => path);
      expect(files.length).toBeGreaterThan(1);
      for (const path of files) expect((await fetch(`${url}/${path}`)).status).toBe(200);
      // The days have come through the stand-in for GitHub and the reader, which are processes of their own.
      await until(async () => ((await fetch(`${url}/readyz`)).ok ? true : null), server.said);
      const status = (await (await fetch(`${url}/api/v1/status`)).json()) as Record<string, unknown>;
      expect(status).toMatchObject({ demo: true, scopes: [{ scope: 'org:aurora-works' }] });
      expect(status.version).toBe(json(fileURLToPath(new URL('../../package.json', import.meta.url))).version);
    } finally {
      await server.stop();
    }
  }, 300_000);
});
