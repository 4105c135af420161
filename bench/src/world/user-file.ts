import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { addDays, type Day, eachDay } from '@flightdeck/catalog';
import { createOrganization, type UserRecord } from '@flightdeck/simulator';

const LAST_DAY: Day = '2026-11-18';

/** The days of the user file. */
export const WINDOW: readonly Day[] = eachDay({ from: addDays(LAST_DAY, -27), to: LAST_DAY });

/** A users-28-day file of the simulator's records, one a person and active day. */
export interface UserFile {
  readonly path: string;
  readonly records: number;
  readonly bytes: number;
}

/** Quiet person-days are left out, so that a line has the 4.5 kB it has in GitHub's own files. */
const LEAST_LINE_BYTES = 2500;
/** So many people have the same days each, under ids and logins of their own: simulating takes longer than importing. */
const TWINS = 10;
const RECORDS_A_PERSON = 4;
const PIECE_BYTES = 1024 ** 2;

/** Writes a file of exactly `records` lines, the same every time. */
export async function writeUserFile(path: string, records: number): Promise<UserFile> {
  const originals = simulate(Math.ceil(records / TWINS));
  const file = createWriteStream(path);
  let bytes = 0;
  let piece = '';
  const flush = async (): Promise<void> => {
    const text = Buffer.from(piece);
    piece = '';
    bytes += text.length;
    if (!file.write(text)) await once(file, 'drain');
  };
  for (let written = 0; written < records; written++) {
    piece += toTwin(originals[written % originals.length] ?? '', Math.floor(written / originals.length));
    if (piece.length > PIECE_BYTES) await flush();
  }
  await flush();
  file.end();
  await once(file, 'close');
  return { path, records, bytes };
}

function simulate(records: number): readonly string[] {
  const people = Math.max(100, Math.ceil(records / RECORDS_A_PERSON));
  const organization = createOrganization({ seed: 11, people, days: 60, lastDay: LAST_DAY });
  const scope = { kind: 'org', slug: organization.organizations[0]?.slug ?? '' } as const;
  const lines: string[] = [];
  for (const record of organization.users28(scope, LAST_DAY)) {
    const line = toLine(record);
    if (line.length < LEAST_LINE_BYTES) continue;
    lines.push(line);
    if (lines.length === records) return lines;
  }
  throw new Error(`the simulation has only ${lines.length} records`);
}

function toLine(record: UserRecord): string {
  return `${JSON.stringify(record)}\n`;
}

function toTwin(line: string, twin: number): string {
  if (twin === 0) return line;
  return line.replace(/"user_id":(\d+),"user_login":"([^"]*)"/, (_, id, login) => {
    return `"user_id":${Number(id) + twin * 10_000_000},"user_login":"${login}-${twin}"`;
  });
}
