import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type App, type Config, createLogger, LOCAL, openApp, ownHome, readConfig } from '@flightdeck/app';
import { parseQuery } from '@flightdeck/query';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/data-folders/', import.meta.url));

/** Commits whose data folders are kept. */
export type EarlierCommit = '885ebfd' | '243d839';

/** What the commit answered from its folder. */
export interface EarlierAnswers {
  readonly token?: string;
  readonly usage: unknown;
  readonly seats: unknown;
  readonly digests: readonly (readonly [table: string, digest: string])[];
}

/** The answers beside the folder of a commit. */
export const answersOf = (commit: EarlierCommit): EarlierAnswers =>
  JSON.parse(readFileSync(join(FIXTURES, `${commit}.json`), 'utf8'));

export const NOW = new Date('2026-11-03T08:00:00Z');

const ANY = { from: null, to: null, who: null, kind: null, text: null };

/** A fresh folder of its own for a test; `data` in it is the data folder. */
export function makeRoom(): { readonly root: string; readonly data: string; readonly remove: () => void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'flightdeck-backup-')));
  return { root, data: join(root, 'data'), remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Puts the data folder of a commit to a path, with its database unless it is to be lost. */
export function unpack(commit: EarlierCommit, data: string, { withDatabase = true } = {}): void {
  cpSync(join(FIXTURES, commit), data, { recursive: true });
  const packed = join(data, 'flightdeck.duckdb.gz');
  if (withDatabase) writeFileSync(join(data, 'flightdeck.duckdb'), gunzipSync(readFileSync(packed)), { mode: 0o600 });
  rmSync(packed);
}

/** The configuration of a data folder, with the changes made on its settings page. */
export function configOf(data: string, flags: Readonly<Record<string, string>> = {}): Config {
  mkdirSync(join(data, '..'), { recursive: true });
  const readFile = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);
  return readConfig({ flags: { FLIGHTDECK_DATA: data, ...flags }, env: {}, cwd: join(data, '..'), readFile });
}

/** Opens the app of a data folder for some work. */
export async function withApp<T>(data: string, work: (app: App) => Promise<T>): Promise<T> {
  const config = configOf(data);
  const log = createLogger({ ...config, logLevel: 'error' }, { write: () => undefined, isTerminal: false });
  const app = await openApp(config, ownHome(config), { now: () => NOW, log });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Everything a data folder holds that a restore must bring back, in JSON's types. */
export async function readAll(app: App) {
  const ask = async (query: object) => (await app.answer(parseQuery(query), LOCAL)).rows;
  const { integrity } = await app.status();
  const { days } = await app.ledger();
  const { entries: audit } = await app.auditTrail.page(ANY, null, 100);
  return {
    usage: await ask({
      metrics: ['reported_users', 'accepted', 'loc_added'],
      by: ['day'],
      range: { from: '2026-10-29', to: '2026-10-31' },
    }),
    seats: await ask({ metrics: ['seats'], by: ['day'], range: { from: '2026-10-29', to: '2026-11-02' } }),
    digests: [...(await app.store.digests())],
    days: days.map(({ scope, report, day, state, records }) => [scope, report, day, state, records]),
    signOffs: await app.signOffs.list(),
    settings: (await app.settings.view()).filter(({ origin }) => origin === 'kept'),
    secret: app.config.kept.texts.GITHUB_TOKEN ?? null,
    tokens: await app.tokens.all(),
    grants: await app.grants.all(),
    accounts: await app.accounts.list(),
    audit: audit.map(({ line }) => [line.at, line.route, line.asked] as const),
    lacking: [integrity.gaps, integrity.archive?.faults ?? [], integrity.otherFiles],
  };
}

/** Path below a folder → checksum, of every file but those named. */
export function sumsIn(folder: string, leftOut: RegExp = /$^/): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const sums = files
    .map((file) => [relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')] as const)
    .filter(([path]) => !leftOut.test(path));
  return new Map(sums.sort(([one], [other]) => (one < other ? -1 : 1)));
}
