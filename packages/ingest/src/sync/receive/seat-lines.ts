import { counted, type Day, UpstreamError } from '@flightdeck/catalog';
import type { SeatPage } from '@flightdeck/github';

/** What GitHub says beside its list of seats, and what the list holds: people once, and each seat without one. */
export interface SeatCount {
  said: number | null;
  found: number;
}

/** How to write a list of seats down. */
export interface SeatLineOptions {
  readonly day: Day;
  /** Filled while the list is read. */
  readonly count: SeatCount;
  /** Called before each page is used. */
  readonly onPage: () => void;
  /** False: a count that changes from one page to the next ends the list with `list_changed`. */
  readonly mayChange: boolean;
  /** How the list came, which decides what to do about one that is not whole. */
  readonly via: 'sync' | 'import';
}

const LIST_CHANGED = 'list_changed';

const HINTS = {
  sync: {
    missing:
      'No snapshot is taken of a part; the next sync reads the list again. A proxy may remove the Link header of answers.',
    changed: 'Nothing of it is kept; it is read again.',
  },
  import: {
    missing: 'Give the files of all pages in one command; nothing is loaded of a part.',
    changed: 'The pages are of different times: fetch all of them again, and give them in one command.',
  },
} as const;

/**
 * The error of a list that names fewer people than GitHub counts: pages are missing, so it is no snapshot. A list that
 * names more is whole: GitHub counts a little later than it lists.
 */
function pagesMissing({ said, found }: SeatCount, hint: string): UpstreamError | null {
  if (said === null || found >= said) return null;
  return new UpstreamError(`GitHub says ${counted(said, 'seat')}, its list names ${found}: pages of it are missing.`, {
    code: 'pages_missing',
    retryable: true,
    hint,
  });
}

/**
 * A list of seats as NDJSON. A seat of GitHub has neither its day nor its place in the list, so each line wraps
 * GitHub's object, untouched: `{"day":…,"line":1,"seat":{…}}`. Line 0 holds what stands beside the list, so that also
 * an empty list is a snapshot.
 * @throws UpstreamError `list_changed`, `pages_missing`; what the pages throw: what came before is no snapshot.
 */
export async function* toSeatLines(pages: AsyncIterable<SeatPage>, options: SeatLineOptions): AsyncGenerator<Buffer> {
  const { day, count, onPage, mayChange, via } = options;
  const people = new Set<unknown>();
  let line = 0;
  for await (const { totalSeats, seats } of pages) {
    onPage();
    if (line === 0) {
      count.said = totalSeats;
      yield toLine({ day, line, list: { total_seats: totalSeats } });
      line = 1;
    } else if (totalSeats !== count.said && !mayChange) throw listChanged(HINTS[via].changed);
    count.said = totalSeats;
    const lines: Buffer[] = [];
    for (const seat of seats) {
      people.add(personOf(seat) ?? `line ${line}`);
      lines.push(toLine({ day, line, seat }));
      line += 1;
    }
    count.found = people.size;
    if (lines.length > 0) yield Buffer.concat(lines);
  }
  const missing = pagesMissing(count, HINTS[via].missing);
  if (missing !== null) throw missing;
}

/** The billing object of an organization as one line of NDJSON, with the day it was asked for. */
export async function* toSummaryLines(
  billing: () => Promise<Readonly<Record<string, unknown>>>,
  day: Day,
): AsyncGenerator<Buffer> {
  yield toLine({ day, billing: await billing() });
}

/** True for a list that changed while it was read. */
export function isListChanged(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === LIST_CHANGED;
}

function toLine(value: object): Buffer {
  return Buffer.from(`${formatJson(value)}\n`);
}

/** JSON with every whole number digit for digit; the client gives those beyond 2^53 as bigint and bounds the depth. */
function formatJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(formatJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${formatJson(item)}`)
    .join(',')}}`;
}

/** Id and login together, as an import counts: GitHub's own example names two people by one id. */
function personOf({ assignee }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof assignee !== 'object' || assignee === null || !('id' in assignee) || !('login' in assignee))
    return undefined;
  const { id, login } = assignee;
  return ['number', 'bigint', 'string'].includes(typeof id) && typeof login === 'string' ? `${id} ${login}` : undefined;
}

function listChanged(hint: string): UpstreamError {
  return new UpstreamError('The list of seats changed while it was read.', {
    code: LIST_CHANGED,
    retryable: true,
    hint,
  });
}
