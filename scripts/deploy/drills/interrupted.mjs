// Ends one and the same sync again and again, and compares what is there in the end with a sync that nobody disturbed.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../../setup.mjs';
import { until } from '../checks.mjs';

/** Times the process is killed while it syncs. */
const KILLS = 20;
/** Seconds within which a process that is asked to ends. */
const GRACE = 10;
const COMMAND = join(root, 'packages', 'cli', 'bin', 'flightdeck.mjs');
const DIGESTS = join(root, 'tests', 'src', 'deploy', 'digests.ts');

/** A port nobody listens on. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A stand-in for GitHub with a small organization, in a process of its own. */
async function startGithub() {
  // Nothing of our own environment is a setting of it.
  const env = { PATH: process.env.PATH, HOME: process.env.HOME };
  const child = spawn(process.execPath, [COMMAND, 'simulate', '--people', '30', '--days', '40'], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const url = await until(
    () => /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0],
    () => `the stand-in for GitHub was not started: ${said}`,
  );
  return { url, stop: () => child.kill('SIGTERM') };
}

/** Lines of the journal: each is a report that was asked for or has arrived. */
function journalLines(data) {
  const file = join(data, 'journal.ndjson');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
}

/** Digests of what the database of a folder holds; no process may have it open. */
function digestsOf(data) {
  const args = ['--import', 'tsx', '--conditions=flightdeck-source', DIGESTS, data];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
}

/** True once no sync runs and one has ended. */
async function isSettled(url) {
  try {
    const { freshness, lastRun } = await (await fetch(`${url}/api/v1/status`)).json();
    return freshness.running === null && lastRun !== null;
  } catch {
    return false;
  }
}

/** Asks without pause until nobody answers; `stop` resolves with how many answers were whole, and which were not. */
function putUnderLoad(url) {
  let answers = 0;
  const broken = [];
  const ask = async () => {
    for (;;) {
      try {
        const answer = await fetch(`${url}/api/v1/status`);
        try {
          JSON.parse(await answer.text());
          answers += 1;
        } catch (error) {
          broken.push(error.message);
        }
      } catch {
        return;
      }
    }
  };
  const askers = Array.from({ length: 8 }, ask);
  return { stop: () => Promise.all(askers).then(() => ({ answers, broken })) };
}

/** Asks a process under load to end. @throws Error when it takes too long, or ends with another code than 0. */
async function endUnderLoad(running, url) {
  const load = putUnderLoad(url);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const began = Date.now();
  running.signal('SIGTERM');
  const code = await running.ended;
  const seconds = (Date.now() - began) / 1000;
  const { answers, broken } = await load.stop();
  if (code !== 0 || seconds > GRACE) throw new Error(`it ended with ${code} after ${seconds} s: ${running.said()}`);
  if (answers === 0 || broken.length > 0) throw new Error(`${answers} whole answers, broken: ${broken.join(', ')}`);
  console.log(`        ended ${seconds} s after SIGTERM, ${answers} answers given`);
}

/**
 * The drill: an undisturbed sync, then one on another folder that is killed and, in the middle and under load, asked to end.
 * `launch(data, settings)` starts Flightdeck; each gives `signal`, `ended` (its exit code) and `said`.
 */
export async function drillInterruptions({ check }, { launch, makeFolder }) {
  const github = await startGithub();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...{ PORT: String(port), GITHUB_API_URL: github.url, GITHUB_TOKEN: 'any-token', SYNC_INTERVAL: '1d' },
    ...{ FLIGHTDECK_SCOPES: 'org:aurora-works', MIN_FREE_SPACE: '0' },
  };
  const settle = (running) =>
    until(
      () => isSettled(url),
      () => `the sync did not end: ${running.said()}`,
      300,
    );
  try {
    const whole = makeFolder('undisturbed');
    let lines = 0;
    const isWhole = await check(
      'a sync that nobody disturbs ends complete, and SIGTERM under load ends it within 10 seconds',
      async () => {
        const running = await launch(whole, settings);
        await settle(running);
        lines = journalLines(whole);
        await endUnderLoad(running, url);
      },
    );
    if (!isWhole) return;
    const data = makeFolder('disturbed');
    /** Starts it and resolves when it has come so many lines further in the same sync. */
    const runFurther = async (more) => {
      const running = await launch(data, settings);
      const from = journalLines(data);
      let hasEnded = false;
      void running.ended.then(() => (hasEnded = true));
      await until(
        () => journalLines(data) >= from + more || hasEnded,
        () => `it came no further than ${journalLines(data)} lines: ${running.said()}`,
      );
      if (hasEnded || journalLines(data) >= lines) throw new Error(`the sync was over: ${running.said()}`);
      return running;
    };
    const step = Math.floor(lines / (KILLS + 3));
    await check(`it was killed ${KILLS} times while it synced ${lines} lines of journal`, async () => {
      for (let kills = 0; kills < KILLS; kills += 1) {
        // Somewhere within the step, not always behind the same report.
        const running = await runFurther(1 + ((kills * 7) % step));
        running.signal('SIGKILL');
        await running.ended;
      }
    });
    await check('asked to end in the middle of the sync and under load, it does so within 10 seconds', async () => {
      const running = await runFurther(1);
      await until(
        () =>
          fetch(`${url}/healthz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        running.said,
      );
      await endUnderLoad(running, url);
    });
    await check(
      'after all of that the sync ends complete, and every table has the digest of the undisturbed one',
      async () => {
        const running = await launch(data, settings);
        await settle(running);
        running.signal('SIGTERM');
        await running.ended;
        const [found, right] = [digestsOf(data), digestsOf(whole)];
        if (found !== right) throw new Error(`${found} instead of ${right}`);
      },
    );
  } finally {
    github.stop();
  }
}
