import { type Day, UpstreamError } from '@flightdeck/catalog';
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
}

const LIST_CHANGED = 'list_changed';

/**
 * A list of seats as NDJSON. A seat of GitHub tells neither its day nor its place in the list, so each line wraps GitHub's
 * object, untouched: `{"day":…,"line":1,"seat":{…}}`. Line 0 holds what stands beside the list, so that also an empty list
 * is a snapshot.
 * @throws UpstreamError `list_changed`; what the pages throw: what came before is no snapshot.
 */
export async function* toSeatLines(pages: AsyncIterable<SeatPage>, options: SeatLineOptions): AsyncGenerator<Buffer> {
  const { day, count, onPage, mayChange } = options;
  const people = new Set<unknown>();
  let line = 0;
  for await (const { totalSeats, seats } of pages) {
    onPage();
    if (line === 0) {
      count.said = totalSeats;
      yield toLine({ day, line, list: { total_seats: totalSeats } });
      line = 1;
    } else if (totalSeats !== count.said && !mayChange) throw listChanged();
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
}

/** The billing object of an organization as one line of NDJSON, with the day it was asked for. */
export async function* toSummaryLines(
  billing: Promise<Readonly<Record<string, unknown>>>,
  day: Day,
): AsyncGenerator<Buffer> {
  yield toLine({ day, billing: await billing });
}

/** True for a list that changed while it was read. */
export function isListChanged(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === LIST_CHANGED;
}

function toLine(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

function personOf({ assignee }: Readonly<Record<string, unknown>>): unknown {
  return typeof assignee === 'object' && assignee !== null && 'id' in assignee && 'login' in assignee
    ? assignee.id
    : undefined;
}

function listChanged(): UpstreamError {
  return new UpstreamError('The list of seats changed while it was read.', {
    code: LIST_CHANGED,
    retryable: true,
    hint: 'Nothing of it is kept; it is read again.',
  });
}
