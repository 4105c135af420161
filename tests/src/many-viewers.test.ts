import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createLogger, openApp, ownHome, readConfig } from '@flightdeck/app';
import { type DayRange, eachDay, PANELS, parseScope } from '@flightdeck/catalog';
import { type Asked, mergeQueries, panelQueries } from '@flightdeck/query';
import { type RunningServer, startServer } from '@flightdeck/server';
import { createOrganization } from '@flightdeck/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';

const VIEWERS = 50;
const COMPANY = createOrganization({ seed: 5, people: 12, days: 16, lastDay: '2026-10-31' });
const SCOPE = parseScope('org:aurora-works');
const RANGE = { from: '2026-10-16', to: '2026-10-23' };
const LATER = { from: '2026-10-24', to: '2026-10-31' };

const root = mkdtempSync(join(tmpdir(), 'flightdeck-viewers-'));
let app: App;
let server: RunningServer;

async function open(): Promise<void> {
  const env = { FLIGHTDECK_DATA: join(root, 'data'), LOG_LEVEL: 'error' };
  const config = readConfig({ flags: {}, env, cwd: root, readFile: () => null });
  const log = createLogger(config, { write: () => undefined, isTerminal: false });
  app = await openApp(config, ownHome(config), { now: () => new Date('2026-11-05T08:00:00Z'), log });
  server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: root, version: app.version });
}

async function close(): Promise<void> {
  await server?.close();
  await app?.close();
}

beforeAll(async () => {
  await open();
  await app.importFiles([writeRows('users.ndjson', RANGE)], { scope: SCOPE });
});
afterAll(async () => {
  await close();
  rmSync(root, { recursive: true, force: true });
});

function writeRows(name: string, range: DayRange): string {
  const lines = eachDay(range).flatMap((day) =>
    [...COMPANY.userRecords(SCOPE, day)].map((row) => `${JSON.stringify(row)}\n`),
  );
  writeFileSync(join(root, name), lines.join(''));
  return join(root, name);
}

/** What each page asks, by grain. */
const BODIES: readonly string[] = (['day', 'week'] as const).flatMap((grain) =>
  [...new Set(PANELS.map(({ page }) => page))].flatMap((page) => {
    const range = { from: '2026-10-20', to: '2026-10-23' };
    const asked: Asked = { range, grain, compare: 'previous', where: [] };
    const panels = PANELS.filter((panel) => panel.page === page);
    const { queries } = mergeQueries(panels.flatMap((panel) => panelQueries(panel, asked, { by: null, metric: null })));
    return queries.length === 0 ? [] : [JSON.stringify({ queries })];
  }),
);

interface Answer {
  /** `closed` when the connection ended before the answer was whole. */
  readonly status: number | 'closed';
  readonly retryAfter: string | null;
  readonly text: string;
}

/** Asks from an address of the viewer's own; a viewer that goes away ends its connection once it has asked. */
function ask(viewer: number, body: string, agent: Agent | false, goesAway = false): Promise<Answer> {
  return new Promise((resolve) => {
    const end = (status: Answer['status'], retryAfter: string | null, text: string): void =>
      resolve({ status, retryAfter, text });
    const sent = request(`${server.url}/api/v1/queries`, {
      method: 'POST',
      agent,
      localAddress: `127.0.0.${2 + viewer}`,
      headers: { 'Content-Type': 'application/json' },
    });
    sent.on('error', () => end('closed', null, ''));
    sent.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => {
        text += piece;
      });
      answer.on('close', () => {
        const status = answer.complete ? (answer.statusCode ?? 0) : 'closed';
        end(status, answer.headers['retry-after'] ?? null, text);
      });
    });
    sent.end(body, () => {
      if (goesAway) setImmediate(() => sent.destroy());
    });
  });
}

/** Each viewer opens pages one after the other, beginning at another one; every fifth leaves each page at once. */
async function crowd(pages: number): Promise<readonly { readonly body: string; readonly answer: Answer }[]> {
  const all = Array.from({ length: VIEWERS }, async (_, viewer) => {
    const agent = viewer % 2 === 0 ? new Agent({ keepAlive: true }) : (false as const);
    const goesAway = viewer % 5 === 4;
    const answers: { readonly body: string; readonly answer: Answer }[] = [];
    for (let at = 0; at < pages; at++) {
      const body = BODIES[(viewer * 7 + at) % BODIES.length] as string;
      const answer = await ask(viewer, body, goesAway ? false : agent, goesAway);
      if (!goesAway) answers.push({ body, answer });
    }
    if (agent) agent.destroy();
    return answers;
  });
  return (await Promise.all(all)).flat();
}

const isRefused = ({ status, retryAfter }: Answer): boolean => status === 503 && retryAfter === '5';

test('fifty viewers all get the answers that a single one gets, though others leave meanwhile', async () => {
  const answers = await crowd(3);
  expect(answers).toHaveLength(40 * 3);
  const answered = answers.filter(({ answer }) => answer.status === 200);
  expect(answers.filter(({ answer }) => answer.status !== 200 && !isRefused(answer))).toEqual([]);
  expect(answered.length).toBeGreaterThan(40);
  // A server just started remembers no answer.
  await close();
  await open();
  const alone = new Map<string, string>();
  for (const body of new Set(answered.map((each) => each.body))) {
    const answer = await ask(0, body, false);
    expect(answer.status).toBe(200);
    alone.set(body, answer.text);
  }
  expect([...alone.values()].filter((text) => text.includes('"rows":[{')).length).toBeGreaterThan(10);
  expect(answered.filter(({ body, answer }) => alone.get(body) !== answer.text)).toEqual([]);
});

test('an import at the same time closes no connection and fails no question', async () => {
  const [imported, answers] = await Promise.all([
    app.importFiles([writeRows('later.ndjson', LATER)], { scope: SCOPE }),
    crowd(2),
  ]);
  expect(imported.result).toBe('ok');
  expect(answers.filter(({ answer }) => answer.status !== 200 && !isRefused(answer))).toEqual([]);
  expect((await app.loadedRange())?.to).toBe('2026-10-31');
});

test('a connection stays open for longer than anybody looks at a page', async () => {
  const agent = new Agent({ keepAlive: true });
  const header = await new Promise((resolve) => {
    request(`${server.url}/healthz`, { agent }, (answer) => {
      answer.resume();
      resolve(answer.headers['keep-alive']);
    }).end();
  });
  agent.destroy();
  expect(header).toBe('timeout=75');
});
