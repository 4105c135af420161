import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, type Grant, LOCAL, type Principal, parseGrantScope, type Role } from '@flightdeck/access';
import { type App, createLogger, openApp, ownHome, readConfig } from '@flightdeck/app';
import { eachDay, parseScope } from '@flightdeck/catalog';
import { parseQuery } from '@flightdeck/query';
import { createOrganization } from '@flightdeck/simulator';

/** Two organizations; people of one can belong to the other as well. */
const COMPANY = createOrganization({
  seed: 7,
  people: 90,
  days: 8,
  lastDay: '2026-10-31',
  organizations: 2,
  enterprise: 'aurora',
});
export const RANGE = { from: '2026-10-24', to: '2026-10-31' };
/** Where whoever asks belongs, and where not. */
export const OWN = 'aurora-works';
export const FOREIGN = 'aurora-labs';

/** When it is, and when one's own organization was received, an hour before the other one. */
const NOW = '2026-11-05T08:00:00Z';
const EARLIER = '2026-11-05T07:00:00Z';

/** Names of the teams of an organization that there are on every day. */
export function teamsOf(organization: string): readonly string[] {
  const scope = parseScope(`org:${organization}`);
  return [...new Set([...COMPANY.teamRecords(scope, RANGE.from)].map(({ slug }) => slug))].sort();
}

/** Logins of the people of an organization who were in its teams, or in these of them, on any day. */
export function loginsOf(organization: string, teams: readonly string[] | null = null): readonly string[] {
  const scope = parseScope(`org:${organization}`);
  const ofDay = (day: string) =>
    teams === null
      ? [...COMPANY.userRecords(scope, day)]
      : [...COMPANY.teamRecords(scope, day)].filter(({ slug }) => teams.includes(slug));
  return [...new Set(eachDay(RANGE).flatMap((day) => ofDay(day).map(({ user_login }) => user_login)))].sort();
}

/** A person with one role in one scope, as grants are written. */
export function personWith(role: Role | null, of: string): Principal {
  const grants: readonly Grant[] = role === null ? [] : [{ role, of: parseGrantScope(of) }];
  return { kind: 'person', id: `test ${role} ${of}`, name: 'Ada', grants, account: null };
}

/** The account of somebody in a team of an organization who is in no other one, where one is named, and has rows. */
export async function accountIn(app: App, organization: string, team: string, besides?: string): Promise<Account> {
  const loginsIn = async (of: string, more: object[] = []): Promise<ReadonlySet<unknown>> => {
    const where = [{ dimension: 'organization', values: [of] }, ...more];
    const query = parseQuery({ metrics: ['reported_users'], by: ['user'], range: RANGE, where });
    return new Set((await app.answer(query, LOCAL)).rows.map(({ user }) => user));
  };
  const others = besides === undefined ? new Set<unknown>() : await loginsIn(besides);
  const [login] = [...(await loginsIn(organization, [{ dimension: 'team', values: [team] }]))].filter(
    (name) => !others.has(name),
  );
  const account = await app.mine.accountOf(String(login));
  if (account === null) throw new Error(`Nobody is in ${team} of ${organization} alone.`);
  return account;
}

/** An opened installation, and its end. */
export interface Installation {
  readonly app: App;
  readonly folder: string;
  close(): Promise<void>;
}

/** What of the company an installation has received; all of it when left out. */
interface Received {
  readonly organizations?: readonly string[];
  /** Only rows of their people, day by day. */
  readonly teams?: readonly string[];
  /** True: GitHub's own totals of the organizations too. */
  readonly totals?: boolean;
  /** Further settings. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** An installation that has received the reports of people and teams. */
export async function install({
  organizations = [OWN, FOREIGN],
  teams,
  totals = false,
  settings = {},
}: Received = {}): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-access-'));
  const env = { FLIGHTDECK_DATA: folder, LOG_LEVEL: 'error', ...settings };
  const config = readConfig({ flags: {}, env, cwd: folder, readFile: () => null });
  const log = createLogger(config, { write: () => undefined, isTerminal: false });
  const clock = { now: NOW };
  const app = await openApp(config, ownHome(config), { now: () => new Date(clock.now), log });
  for (const organization of organizations) {
    clock.now = organization === OWN ? EARLIER : NOW;
    const scope = parseScope(`org:${organization}`);
    const users: object[] = [];
    const members: object[] = [];
    for (const day of eachDay(RANGE)) {
      const ofDay = [...COMPANY.teamRecords(scope, day)].filter(({ slug }) => teams?.includes(slug) ?? true);
      const people = new Set(ofDay.map(({ user_id }) => user_id));
      users.push(...[...COMPANY.userRecords(scope, day)].filter(({ user_id }) => !teams || people.has(user_id)));
      members.push(...ofDay.map((row) => ({ ...row, day })));
    }
    const ofScope = totals ? eachDay(RANGE).map((day) => COMPANY.aggregateRecord(scope, day)) : [];
    const files = Object.entries({ users, members, ...(totals ? { totals: ofScope } : {}) }).map(([name, rows]) => {
      const file = join(folder, `${organization}-${name}.ndjson`);
      writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      return file;
    });
    await app.importFiles(files, { scope, strict: true, replace: false });
  }
  clock.now = NOW;
  return {
    app,
    folder,
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
