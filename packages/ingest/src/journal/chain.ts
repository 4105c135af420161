import { createHash } from 'node:crypto';

/** Checksum of a line and of every line before it: `before` is that of the line above, empty for the first. */
export function chainOf(before: string, body: string): string {
  return createHash('sha256').update(`${before}\n${body}`).digest('hex');
}

const HEAD = ',"chain":"';
const TAIL = '"}';
const SUM = /^[0-9a-f]{64}$/;
const SUFFIX_LENGTH = HEAD.length + 64 + TAIL.length;

/** The JSON object with its chain as last field, as it is written on a line. */
export function addChain(body: string, chain: string): string {
  return `${body.slice(0, -1)}${HEAD}${chain}${TAIL}`;
}

/** A line and the chain taken off its end. */
interface Split {
  readonly body: string;
  /** Null: it has none, or one that cannot be read. */
  readonly chain: string | null;
  /** False: the line was written before lines had a chain. */
  readonly isChained: boolean;
}

/** Takes the chain off a line; one of which a part was changed is still known to be one. */
export function splitChain(line: string): Split {
  const suffix = line.slice(-SUFFIX_LENGTH);
  const chain = suffix.slice(HEAD.length, -TAIL.length);
  const begins = suffix.startsWith(HEAD);
  const ends = suffix.endsWith(TAIL) && SUM.test(chain);
  if (!begins && !ends) return { body: line, chain: null, isChained: false };
  return { body: `${line.slice(0, -SUFFIX_LENGTH)}}`, chain: begins && ends ? chain : null, isChained: true };
}

/** A line of a chained file. */
export interface ChainedLine {
  /** 1-based. */
  readonly line: number;
  /** JSON text without the chain. */
  readonly body: string;
  /** What the next line's chain is made with. */
  readonly chain: string;
  /** False: written before lines had a chain. */
  readonly isChained: boolean;
  /** True: the line or its chain is not as it was written. */
  readonly isChanged: boolean;
}

/** A chained file as it was read. */
export interface ChainedText {
  readonly lines: readonly ChainedLine[];
  /** Bytes up to the end of the last whole line; what follows was cut off while it was written. */
  readonly wholeBytes: number;
  /** True when something follows the last whole line. */
  readonly isTorn: boolean;
}

/** Splits a chained file into its lines and finds those that are not as they were written. */
export function readChain(text: string): ChainedText {
  const end = text.lastIndexOf('\n') + 1;
  const lines: ChainedLine[] = [];
  const reader = createChainReader((line) => lines.push(line));
  for (const written of text.slice(0, end).split('\n').slice(0, -1)) reader.add(written);
  reader.end();
  return { lines, wholeBytes: Buffer.byteLength(text.slice(0, end)), isTorn: end < text.length };
}

/** Reads a chain line by line. */
interface ChainReader {
  add(written: string): void;
  /** There are no more lines. */
  end(): void;
}

/** A reader that hands over each line once it is known whether it was changed, which the next line may say; from a line on that was sound. */
export function createChainReader(
  take: (line: ChainedLine) => void,
  after: { readonly lines: number; readonly chain: string } = { lines: 0, chain: '' },
): ChainReader {
  // After a line that was changed either its chain or its body may still be right.
  let heads: readonly string[] = [after.chain];
  let isBegun = false;
  let last: ChainedLine | null = null;
  let count = after.lines;
  return {
    add(written) {
      count += 1;
      const { body, chain, isChained } = splitChain(withoutMarks(written, count === 1));
      isBegun ||= isChained;
      const known = heads.map((head) => chainOf(head, body));
      const fits = isBegun ? known.lastIndexOf(chain ?? '') : 0;
      if (last) take(fits === 1 ? { ...last, isChanged: false, chain: heads[1] as string } : last);
      const own = known[fits] ?? chain ?? (known[0] as string);
      last = { line: count, body, chain: own, isChained, isChanged: fits < 0 };
      heads = fits < 0 ? [own, known[0] as string] : [own];
    },
    end() {
      if (last) take(last);
      last = null;
    },
  };
}

/** What git or an editor adds to a line it does not change: a carriage return at its end, a byte order mark before the first. */
function withoutMarks(line: string, isFirst: boolean): string {
  const begun = isFirst && line.startsWith('\uFEFF') ? line.slice(1) : line;
  return begun.endsWith('\r') ? begun.slice(0, -1) : begun;
}
