// The process whose disk fails: does one command after the other, each on a fresh copy of a folder, and says how it ended.
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type App, type Config, createLogger, openApp, ownHome, readConfig, rebuildDatabase } from '@flightdeck/app';
import { parseScope } from '@flightdeck/catalog';
import { reportError } from '@flightdeck/cli';
import { createReader, type Reader } from '@flightdeck/ingest';
import { createOrganization, startSimulator } from '@flightdeck/simulator';
import { openControl } from './control.ts';
import type { CommandName, Ended, Ran, Request } from './requests.ts';

const [root = '', controlFile = ''] = process.argv.slice(2);
const control = openControl(controlFile);
const data = join(root, 'disk', 'data');
const DAY = '2026-10-31';
const NOW = new Date('2026-11-02T08:00:00Z');
const COMPANY = createOrganization({ seed: 4, people: 4, days: 2, lastDay: DAY });
const SCOPE = 'org:aurora-works';
const DROPPED = join(root, 'users.ndjson');

const only = [
  { fault: 'no-content', match: /aggregate-1-day|repos-1-day|28-day|user-teams/, maxConsecutive: 1000 },
] as const;
const simulator = await startSimulator(COMPANY, { faults: { seed: 1, rules: only } });
simulator.clock.set(NOW);
const config: Config = readConfig({
  flags: { FLIGHTDECK_DATA: data },
  env: {
    GITHUB_API_URL: simulator.url,
    GITHUB_TOKEN: 'ghp_planted0123456789',
    FLIGHTDECK_SCOPES: SCOPE,
    MIN_FREE_SPACE: '0',
  },
  cwd: root,
  readFile: () => null,
});
const home = ownHome(config);
let logged: string[] = [];
const log = createLogger(
  { ...config, logLevel: 'error', logFormat: 'json' },
  { write: (line) => void logged.push(line), isTerminal: false },
);
let reader: Reader = newReader();
/** True: what the store holds is read before it is closed. */
let isRead = false;
let content: string | null = null;

function newReader(): Reader {
  return createReader({ workFolder: home.workFolder, memoryLimitMb: 400, threads: 1 });
}

const effects = () => ({ now: () => NOW, log, reader });

async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(config, home, effects());
  try {
    const answer = await work(app);
    if (isRead) content = await readContent(app);
    return answer;
  } finally {
    await app.close();
  }
}

/** What a command says of itself: nothing when all is well. */
const DO: Readonly<Record<CommandName | 'look', () => Promise<readonly string[]>>> = {
  look: () => withApp(async () => []),
  start: () =>
    withApp(async (app) => (await app.integrity.read()).gaps.map(({ code, message }) => `${code}: ${message}`)),
  sync: () =>
    withApp(async (app) => {
      const { result, failed } = await app.syncNow({ from: DAY, to: DAY });
      return result === 'ok' ? [] : failed.map(({ code, message }) => `${code}: ${message}`);
    }),
  import: () =>
    withApp(async (app) => {
      const { files } = await app.importFiles([DROPPED], { scope: parseScope(SCOPE) });
      return files.flatMap(({ outcome, code, message }) =>
        outcome === 'refused' || outcome === 'not_done' ? [`${code}: ${message}`] : [],
      );
    }),
  async rebuild() {
    const { failed } = await rebuildDatabase(home, effects(), {});
    return failed.map(({ code, message }) => `${code}: ${message}`);
  },
};

/** Makes the folders that the commands begin with. */
async function prepare(): Promise<void> {
  const organization = COMPANY.organizations[0]?.id;
  const row = { user_id: 5, day: '2026-10-29', organization_id: organization };
  writeFileSync(DROPPED, `${JSON.stringify(row)}\n{"user_id":\n`);
  await withApp((app) => app.syncNow({ from: '2026-10-30', to: '2026-10-30' }));
  const keep = (name: CommandName) => cpSync(data, join(root, name), { recursive: true });
  keep('sync');
  keep('import');
  await DO.import();
  keep('rebuild');
  for (const file of [home.dbFile, `${home.dbFile}.wal`]) rmSync(file, { force: true });
  keep('start');
}

async function run(name: CommandName | 'look'): Promise<Ended> {
  try {
    return { says: await DO[name](), error: null };
  } catch (thrown) {
    let text = '';
    const exitCode = reportError(thrown, { err: (part) => (text += part) });
    return { says: [], error: { exitCode, text } };
  }
}

/** Everything of the store that two runs must agree on. */
async function readContent({ store }: App): Promise<string> {
  const landings = await store.ledger.landings();
  const days = await store.ledger.days();
  const rejected = await store.ledger.rejectedLines();
  return JSON.stringify({
    digests: [...(await store.digests())],
    days: days.map(({ report, day, state, records, restated }) => [report, day, state, records, restated].join(' ')),
    landings: landings.map(({ archivePath, lines, records }) => [archivePath, lines, records].join(' ')).sort(),
    rejected: rejected.map(({ sha256, line, code }) => [sha256, line, code].join(' ')).sort(),
  });
}

/** The command on its folder, with the fault; then once more without, as the next run. */
async function answer({ command, fault, goesOn }: Request): Promise<Ran> {
  if (!goesOn) {
    rmSync(data, { recursive: true, force: true });
    cpSync(join(root, command), data, { recursive: true });
  }
  // From here on calls count: those that made the folder do not.
  control.disarm();
  if (fault === null) return { ...(await runAndRead(command)), counted: control.read(), next: null };
  logged = [];
  control.arm(fault);
  const first = await run(command);
  const counted = control.read();
  control.disarm();
  const log = logged;
  const isWhole = first.error === null && first.says.length === 0 && log.length === 0;
  const whole = isWhole ? (await runAndRead('look')).content : null;
  return {
    ...first,
    says: [...first.says, ...log],
    counted,
    content: whole,
    next: await runAndRead(command),
  };
}

/** The command on a sound disk, and what the store holds after it. */
async function runAndRead(command: CommandName | 'look'): Promise<Ended & { readonly content: string | null }> {
  [isRead, content, logged] = [true, null, []];
  try {
    const ended = await run(command);
    // A rebuild has the app open nowhere.
    if (command === 'rebuild' && ended.error === null) await run('look');
    return { ...ended, says: [...ended.says, ...logged], content };
  } finally {
    isRead = false;
  }
}

if (!existsSync(join(root, 'start'))) await prepare();
// The reader's own start is among what fails only where it is new.
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  if (request.isNewReader) {
    await reader.close();
    reader = newReader();
  }
  const ran: Ran | { readonly broken: string } = await answer(request).catch((error: unknown) => ({
    broken: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  process.stdout.write(`${JSON.stringify(ran)}\n`);
}
await reader.close();
await simulator.close();
