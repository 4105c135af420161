import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { counted, DataError, formatScope, InputError, pluralOf } from '@flightdeck/catalog';
import type { SeatPage } from '@flightdeck/github';
import { gunzip, isGzip } from '../../archive/gunzip.ts';
import { landReport } from '../../archive/land/land.ts';
import { type Arrival, journalLanding, toLandOptions } from '../../load/landing.ts';
import { discardClean } from '../../load/load-each.ts';
import { notWhole } from '../../load/refuse/not-whole.ts';
import { bomLength, skipSpace } from '../../scan/form.ts';
import { isDeeper } from '../../scan/json/depth.ts';
import { membersOf } from '../../scan/json/json-members.ts';
import { parseJson } from '../../scan/json/parse-json.ts';
import { type SeatCount, toSeatLines } from '../../sync/receive/seat-lines.ts';
import type { Draft } from '../draft/draft.ts';
import type { LoadQueue } from '../load-queue.ts';
import type { ImportOptions } from '../options.ts';

/** A hundred seats are about 200 kB; what is far beyond is no page of them. */
const MOST_BYTES = 64 * 1024 ** 2;
const HEAD_BYTES = 4096;
const MOST_LEVELS = 64;
const OPEN_LIST = 91;

/** True for a file that begins like an answer of GitHub's list of seats, `{"total_seats": …, "seats": […]}`, or a list of such. */
export async function isSeatPage(path: string): Promise<boolean> {
  const head = await readUpTo(path, HEAD_BYTES).catch(() => null);
  return head !== null && beginsLikePage(head.subarray(0, HEAD_BYTES));
}

/** Looks at each byte once: a file may be nothing but blanks. */
function beginsLikePage(head: Buffer): boolean {
  let at = skipSpace(head, bomLength(head));
  if (head[at] === OPEN_LIST) at = skipSpace(head, at + 1);
  return membersOf(head, at, head.length).some(
    ({ name, start }) =>
      (name === 'seats' && head[start] === OPEN_LIST) || (name === 'total_seats' && isDigit(head[start])),
  );
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

/**
 * Loads pages of GitHub's list of seats as the snapshot of a day, all of it or nothing: a page alone would make everybody
 * else lose their seat.
 */
export async function importSeatPages(
  drafts: readonly Draft[],
  options: ImportOptions,
  queue: LoadQueue,
): Promise<void> {
  try {
    const { scope, day, now } = options;
    if (scope === undefined || day === undefined) {
      throw new InputError('A list of seats says neither whose it is nor of which day.', {
        code: 'scope_needed',
        hint: 'Add --scope org:NAME or enterprise:NAME, and --day YYYY-MM-DD, the day it was fetched.',
      });
    }
    const pages = await readPages(drafts.map(({ file }) => file));
    const count: SeatCount = { said: null, found: 0 };
    const days = { from: day, to: day };
    const arrival: Arrival = {
      scope,
      report: 'seats',
      via: 'import',
      now,
      days,
      expect: { kind: 'seats', days },
      fileName: drafts.map(({ file }) => basename(file)).join(', '),
      ...(options.replace === undefined ? {} : { replace: options.replace }),
    };
    const lines = toSeatLines(each(pages), { day, count, onPage: () => undefined, mayChange: false, via: 'import' });
    const landing = await landReport([lines], toLandOptions(options, arrival));
    const fault = notWhole(landing, 'seats', null, 0);
    for (const [index, draft] of drafts.entries()) {
      draft.landed({ scope, notice: null }, index === 0 ? landing : { ...landing, files: [], records: 0 });
      if (fault === null) {
        const held = `${counted(pages.length, 'page')} of ${counted(count.found, 'seat')}`;
        draft.notice(`${held} ${pluralOf(pages.length, 'is', 'are')} the snapshot of ${formatScope(scope)} on ${day}.`);
      }
    }
    if (fault !== null) {
      await discardClean([{ landing }]);
      throw fault;
    }
    await queue.put(drafts, await journalLanding(options, arrival, landing));
  } catch (error) {
    for (const draft of drafts) draft.refuse(error);
  }
}

async function* each(pages: readonly SeatPage[]): AsyncGenerator<SeatPage> {
  yield* pages;
}

/** Pages in the order of the files; the same bytes twice are one page. @throws DataError `not_report`. */
async function readPages(files: readonly string[]): Promise<readonly SeatPage[]> {
  const pages: SeatPage[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    const content = await readUpTo(file, MOST_BYTES + 1);
    const sum = createHash('sha256').update(content).digest('hex');
    if (seen.has(sum)) continue;
    seen.add(sum);
    for (const value of parsePages(content, file)) pages.push(toPage(value, file));
  }
  return pages;
}

function parsePages(content: Buffer, file: string): readonly unknown[] {
  if (content.length > MOST_BYTES || isDeeper(content, MOST_LEVELS)) throw notPage(file);
  try {
    const value = parseJson(content.toString('utf8'), BigInt);
    return Array.isArray(value) ? value : [value];
  } catch (error) {
    throw notPage(file, error);
  }
}

function toPage(value: unknown, file: string): SeatPage {
  const { total_seats, seats } = (value ?? {}) as { readonly total_seats?: unknown; readonly seats?: unknown };
  const isList = Array.isArray(seats) && seats.every((seat) => typeof seat === 'object' && seat !== null);
  if (!isList || !(typeof total_seats === 'number' && Number.isSafeInteger(total_seats))) throw notPage(file);
  return { totalSeats: total_seats, seats } as SeatPage;
}

function notPage(file: string, cause?: unknown): DataError {
  return new DataError(`${basename(file)} is no page of GitHub's list of seats.`, {
    code: 'not_report',
    hint: 'Expected {"total_seats": …, "seats": […]} as GitHub answers it.',
    cause,
  });
}

async function readUpTo(path: string, bytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of await openContent(path)) {
    pieces.push(piece);
    size += piece.length;
    if (size >= bytes) break;
  }
  return Buffer.concat(pieces);
}

async function openContent(path: string): Promise<AsyncIterable<Buffer>> {
  for await (const start of createReadStream(path, { end: 1 })) {
    if (isGzip(start as Buffer)) return gunzip(createReadStream(path));
  }
  return createReadStream(path);
}
