import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  type App,
  type Config,
  createLogger,
  type Gap,
  LOCAL,
  type NewSignOff,
  openApp,
  ownHome,
  readConfig,
} from '@flightdeck/app';
import { FlightdeckError, parseScope } from '@flightdeck/catalog';
import { createGithub } from '@flightdeck/github';
import { createReader, journalPath, openJournal, type Reader, syncOnce } from '@flightdeck/ingest';
import { parseQuery } from '@flightdeck/query';
import { createOrganization, startSimulator } from '@flightdeck/simulator';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** 4 people on one day that is received twice: users, totals and seats; an import with a bad line, two sign-offs. */
const COMPANY = createOrganization({ seed: 4, people: 4, days: 1, lastDay: '2026-10-31' });
const SCOPE = parseScope('org:aurora-works');
const NOW = new Date('2026-11-02T08:00:00Z');

let root: string;
let config: Config;
let reader: Reader;
/** What the app says of the whole folder. */
let whole: Answers;

const data = (): string => join(root, 'data');
const home = () => ownHome(config);
const effects = () => ({
  now: () => NOW,
  log: createLogger({ ...config, logLevel: 'error' }, { write: () => undefined, isTerminal: false }),
  reader,
});

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'flightdeck-damage-'));
  config = readConfig({ flags: { FLIGHTDECK_DATA: data() }, env: {}, cwd: root, readFile: () => null });
  reader = createReader({ workFolder: home().workFolder, memoryLimitMb: 400, threads: 1 });
  await fill();
  whole = await withApp(readAnswers);
}, 120_000);

afterAll(async () => {
  await reader.close();
  rmSync(root, { recursive: true, force: true });
});

/** Fills the data folder, and keeps a copy of how it was half-way as `older`. */
async function fill(): Promise<void> {
  const only = [{ fault: 'no-content', match: /aggregate-1-day|repos-1-day|28-day/, maxConsecutive: 1000 }] as const;
  const simulator = await startSimulator(COMPANY, { faults: { seed: 1, rules: only } });
  const github = createGithub({ apiUrl: simulator.url, auth: { kind: 'token', token: 'test' }, retries: 0 });
  for (const [index, instant] of ['2026-11-01T02:00:00Z', '2026-11-02T02:00:00Z'].entries()) {
    const { dbFile, folder, workFolder } = home();
    simulator.clock.set(new Date(instant));
    const store = await openDuckdbStore({ file: dbFile, readFolders: [workFolder] });
    const journal = await openJournal(journalPath(folder));
    const tools = { store, journal, reader, archive: folder, workFolder, limits: { minFreeBytes: 0 } };
    const now = new Date(instant);
    await syncOnce({ ...tools, github, scopes: [SCOPE], now, since: '2026-10-31', seats: index === 1 });
    await journal.close();
    await store.close();
    await withApp((app) => app.signOffs.add(signOff(index)));
    if (index === 0) cpSync(data(), join(root, 'older'), { recursive: true });
  }
  await github.close();
  await simulator.close();
  const row = { user_id: 5, day: '2026-10-29', organization_id: COMPANY.organizations[0]?.id };
  writeFileSync(join(root, 'users.ndjson'), `${JSON.stringify(row)}\n{"user_id":\n`);
  await withApp(async (app) => {
    await app.importFiles([join(root, 'users.ndjson')], { scope: SCOPE });
    // As a crash would leave it: the newest commits stand in the write-ahead log only.
    cpSync(data(), join(root, 'whole'), { recursive: true });
  });
}

function signOff(index: number): NewSignOff {
  const reconciliation = { metric: 'active_users', unit: 'people', unexplained: 0 } as NewSignOff['reconciliation'];
  const request = { metric: 'active_users' } as NewSignOff['request'];
  return { by: 'local', month: '2026-10', comment: `No. ${index}`, tolerance: 0, request, reconciliation };
}

async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(config, home(), effects());
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Everything people ask an app for. */
interface Answers {
  /** `scope report day` → what the ledger says of it. */
  readonly days: ReadonlyMap<string, string>;
  /** The rest, by what it is. */
  readonly rest: Readonly<Record<string, unknown>>;
  readonly gaps: readonly Gap[];
  readonly faults: readonly string[];
}

async function readAnswers(app: App): Promise<Answers> {
  const ask = async (query: object) => (await app.answer(parseQuery(query), LOCAL)).rows;
  const range = { from: '2026-10-29', to: '2026-10-31' };
  const { integrity } = await app.status();
  const ledger = await app.ledger();
  return {
    days: new Map(
      ledger.days.map(({ scope, report, day, state, records }) => [`${scope} ${report} ${day}`, `${state} ${records}`]),
    ),
    rest: {
      usage: await ask({ metrics: ['reported_users', 'accepted', 'loc_added'], by: ['day', 'team'], range }),
      people: await ask({ metrics: ['interactions'], by: ['day', 'user'], range }),
      seats: await ask({ metrics: ['seats'], by: ['day'], range: { from: '2026-10-29', to: '2026-11-02' } }),
      earlier: await ask({ metrics: ['reported_users', 'accepted'], by: ['day'], range, asOf: '2026-11-01T12:00:00Z' }),
      digests: [...(await app.store.digests())],
      restatements: ledger.restatements.map(({ day, measure, before, after }) => [day, measure, before, after]),
      rejected: ledger.rejectedLines.map(({ line, code }) => [line, code]),
      counts: ledger.counts,
      runs: ledger.runs.map(({ id, kind, result }) => [id, kind, result]),
      signOffs: await app.signOffs.list().catch((error: Error) => error.message),
    },
    gaps: integrity.gaps,
    faults: [
      ...(integrity.archive?.faults ?? []).map(({ file }) => file),
      ...integrity.otherFiles.map(({ file }) => relative(data(), file)),
    ],
  };
}

/** What may happen to a file. `other`: another file of the folder; `older`: the same one as it was earlier, if it was. */
type Damage = (path: string, files: { readonly other: string; readonly older: string }) => void;

const DAMAGES: Readonly<Record<string, Damage>> = {
  missing: (path) => rmSync(path),
  empty: (path) => writeFileSync(path, ''),
  cut: (path) => writeFileSync(path, readFileSync(path).subarray(0, Math.floor(statSync(path).size * 0.6))),
  flipped: (path) => {
    const bytes = readFileSync(path);
    const at = Math.floor(bytes.length * 0.55);
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    writeFileSync(path, bytes);
  },
  zeroed: (path) => writeFileSync(path, Buffer.alloc(statSync(path).size)),
  swapped: (path, { other }) => {
    const [mine, theirs] = [readFileSync(path), readFileSync(other)];
    writeFileSync(path, theirs);
    writeFileSync(other, mine);
  },
  older: (path, { older }) => cpSync(older, path),
};

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Brings the data folder back to what it was, damages it, and says what an app makes of it. */
async function tryDamage(file: string, other: string, name: string, isDatabaseGone: boolean): Promise<string> {
  rmSync(data(), { recursive: true, force: true });
  cpSync(join(root, 'whole'), data(), { recursive: true });
  DAMAGES[name]?.(join(data(), file), { other: join(data(), other), older: join(root, 'older', file) });
  if (isDatabaseGone) for (const suffix of ['', '.wal']) rmSync(`${home().dbFile}${suffix}`, { force: true });
  const verdict = await judge();
  if (!isDatabaseGone || !(verdict.startsWith('refused') || name === 'missing')) return verdict;
  // What was said is said again: nothing was made meanwhile that answers in its place.
  const again = await judge();
  return verdict === again ? verdict : `silent: first ${verdict}, then ${again}`;
}

async function judge(): Promise<string> {
  let answers: Answers;
  try {
    answers = await withApp(readAnswers);
  } catch (error) {
    if (!(error instanceof FlightdeckError) || !error.hint) return `silent: ${String(error)}`;
    return `refused ${error.code}`;
  }
  const named = new Set(
    answers.gaps.flatMap(({ scope, report, days }) => days.map((day) => `${scope} ${report} ${day}`)),
  );
  const keys = new Set([...whole.days.keys(), ...answers.days.keys()]);
  const differing = [...keys].filter((key) => whole.days.get(key) !== answers.days.get(key));
  const unnamed = differing.filter((key) => !named.has(key));
  const needless = [...named].filter((key) => !differing.includes(key));
  if (unnamed.length > 0 || needless.length > 0) return `silent: ${unnamed} lack unnamed, ${needless} named in vain`;
  const rest = Object.keys(whole.rest).filter(
    (name) => JSON.stringify(whole.rest[name]) !== JSON.stringify(answers.rest[name]),
  );
  if (rest.length === 0) return answers.faults.length === 0 ? 'equal' : 'equal, and the file is named';
  return answers.gaps.length > 0 || answers.faults.length > 0 ? 'named' : `silent: ${rest} differ`;
}

test('whatever happens to a file of a data folder, answers are the same, or refused, or say what they lack', async () => {
  const files = listFiles(join(root, 'whole')).filter((file) => !file.includes('.work'));
  const tries: string[] = [];
  for (const isDatabaseGone of [false, true]) {
    for (const [index, file] of files.entries()) {
      if (isDatabaseGone && file.startsWith('flightdeck.duckdb')) continue;
      for (const name of Object.keys(DAMAGES)) {
        const older = join(root, 'older', file);
        const isOlder = existsSync(older) && !readFileSync(older).equals(readFileSync(join(root, 'whole', file)));
        if (name === 'older' && !isOlder) continue;
        const other = files[(index + 1) % files.length] as string;
        const verdict = await tryDamage(file, other, name, isDatabaseGone);
        tries.push(`${verdict} | ${file} ${name}${isDatabaseGone ? ', database gone' : ''}`);
      }
    }
  }
  expect(tries.filter((line) => line.startsWith('silent'))).toEqual([]);
  const verdicts = new Set(tries.map((line) => line.split(' | ')[0]));
  expect([...verdicts].sort()).toEqual([
    'equal',
    'equal, and the file is named',
    'named',
    'refused journal_damaged',
    'refused journal_missing',
    'refused store_damaged',
  ]);
  expect(tries.length).toBeGreaterThan(100);
}, 900_000);
