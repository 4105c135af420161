import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger, ownHome, readConfig } from '@flightdeck/app';
import { addDays, type Day, type DayRange, parseScope } from '@flightdeck/catalog';
import { createGithub } from '@flightdeck/github';
import { createReader, journalPath, openJournal, syncOnce } from '@flightdeck/ingest';
import { createOrganization, startSimulator } from '@flightdeck/simulator';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { writeUserFile } from '../world/user-file.ts';

/** How large the world is that the viewers look at. */
export interface WorldSize {
  readonly people: number;
  readonly days: number;
  /** Rows of the file that is imported meanwhile. */
  readonly records: number;
}

/** A data folder that is only copied, and a file to be imported into a copy. */
export interface World {
  readonly data: string;
  readonly file: string;
  readonly range: DayRange;
}

/** After the days of the imported file, so that none of them is kept out by better rows. */
const LAST_DAY: Day = '2027-02-28';
/** The instant to which the clocks of the world's servers are set. */
export const WORLD_NOW = new Date(`${addDays(LAST_DAY, 4)}T12:00:00Z`);
/** An enterprise and its two organizations. */
const SCOPES = ['enterprise:aurora', 'org:aurora-works', 'org:aurora-labs'];
/** Scope the file is imported into. */
export const FILE_SCOPE = 'org:aurora-works';

/** The settings of everything that opens a copy of the world. */
export function worldConfig(data: string): ReturnType<typeof readConfig> {
  const env = { FLIGHTDECK_DATA: data, SYNC_INTERVAL: 'off', LOG_LEVEL: 'error' };
  return readConfig({ flags: {}, env, cwd: data, readFile: () => null });
}

/** The world, made when there is none of this size from these sources yet. */
export async function makeWorld(size: WorldSize): Promise<World> {
  const folder = join(tmpdir(), `flightdeck-load-${hashOf(size)}`);
  const range = { from: addDays(LAST_DAY, 1 - size.days), to: LAST_DAY };
  const world = { data: join(folder, 'data'), file: join(folder, 'users.ndjson'), range };
  if (existsSync(folder)) return world;
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(join(part, 'data'), { recursive: true });
  console.log(`  writing the world once, to ${folder}`);
  await writeUserFile(join(part, 'users.ndjson'), size.records);
  await sync(join(part, 'data'), size, range);
  await writeFile(join(part, 'README'), 'Made by the load run of the bench; may be removed.\n');
  await rename(part, folder);
  return world;
}

async function sync(data: string, { people, days }: WorldSize, range: DayRange): Promise<void> {
  const { dbFile, folder, workFolder } = ownHome(worldConfig(data));
  const company = createOrganization({ seed: 7, people, days, lastDay: LAST_DAY, organizations: 2 });
  const simulator = await startSimulator(company, { now: () => WORLD_NOW, rateLimit: 1_000_000 });
  const github = createGithub({ apiUrl: simulator.url, auth: { kind: 'token', token: 'bench' } });
  const store = await openDuckdbStore({ file: dbFile, readFolders: [workFolder] });
  const journal = await openJournal(journalPath(folder));
  const reader = createReader({ workFolder });
  try {
    const scopes = SCOPES.map(parseScope);
    const tools = { store, journal, reader, archive: folder, workFolder };
    const { result } = await syncOnce({ ...tools, github, scopes, now: WORLD_NOW, since: range.from });
    if (result === 'failed') throw new Error('the world could not be synced');
    await store.catchUp();
  } finally {
    await github.close();
    await simulator.close();
    await reader.close();
    await journal.close();
    await store.close();
  }
}

/** Of everything that decides what the world looks like: sizes, and the sources of what makes it. */
function hashOf(size: WorldSize): string {
  const hash = createHash('sha256').update(JSON.stringify(size));
  const packages = ['catalog', 'simulator', 'ingest', 'store-duckdb'].map((name) => `../../../packages/${name}/src/`);
  for (const place of [...packages, './']) {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    for (const name of names) {
      const isSource = /(?<!\.test)\.tsx?$/.test(name) && (place !== './' || name === 'world.ts');
      if (isSource) hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/** A logger that says what goes wrong on stderr. */
export function worldLog(config: ReturnType<typeof readConfig>): ReturnType<typeof createLogger> {
  return createLogger(config, { write: (line) => void process.stderr.write(line), isTerminal: false });
}
