import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { addDays, type Day, eachDay } from '@flightdeck/catalog';
import { createOrganization } from '@flightdeck/simulator';

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
const RECORDS_A_PERSON = 6;
const PIECE_BYTES = 1024 ** 2;

/** Writes a file of exactly `records` lines, the same every time. */
export async function writeUserFile(path: string, records: number): Promise<UserFile> {
  const people = Math.max(100, Math.ceil(records / RECORDS_A_PERSON));
  const organization = createOrganization({ seed: 11, people, days: 60, lastDay: LAST_DAY });
  const scope = { kind: 'org', slug: organization.organizations[0]?.slug ?? '' } as const;
  const file = createWriteStream(path);
  let written = 0;
  let bytes = 0;
  let piece: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const text = Buffer.from(piece.join(''));
    piece = [];
    length = 0;
    bytes += text.length;
    if (!file.write(text)) await once(file, 'drain');
  };
  for (const record of organization.users28(scope, LAST_DAY)) {
    const line = `${JSON.stringify(record)}\n`;
    if (line.length < LEAST_LINE_BYTES) continue;
    piece.push(line);
    length += line.length;
    if (length > PIECE_BYTES) await flush();
    if (++written === records) break;
  }
  await flush();
  file.end();
  await once(file, 'close');
  if (written < records) throw new Error(`the simulation has only ${written} records`);
  return { path, records: written, bytes };
}
