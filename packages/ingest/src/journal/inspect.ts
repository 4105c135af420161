import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DataError } from '@flightdeck/catalog';
import { isArchiveEmpty } from '../archive/archive.ts';
import { readFileThere } from '../archive/files.ts';
import { type ChainedLine, type ChainedText, readChain } from './chain.ts';
import { type JournalRow, parseRow } from './events.ts';
import { findImplausible } from './plausible.ts';
import { type ReadSeal, readSeal } from './seal-file.ts';

/** Path of the journal of an archive. */
export function journalPath(archive: string): string {
  return join(archive, 'journal.ndjson');
}

/** Rows of the journal that are not what was written. */
export interface JournalFault {
  /** `changed`: not as it was written · `missing`: gone · `unknown`: whole, but of a kind this version does not know. */
  readonly kind: 'changed' | 'missing' | 'unknown';
  /** 1-based, inclusive. */
  readonly from: number;
  readonly to: number;
}

/** A journal as it was found. */
export interface JournalState {
  /** Rows that are as they were written, in order. */
  readonly rows: readonly JournalRow[];
  /** Chain after row n at n − 1. */
  readonly chains: readonly string[];
  readonly faults: readonly JournalFault[];
  /** True: the journal is missing or empty, though something was received here. */
  readonly isGone: boolean;
  /** True: rows have no chain yet; opening the journal for writing seals them. */
  readonly isUnsealed: boolean;
  /** Short checksums of all rows, one behind the other, when they have no chain; else empty. */
  readonly shortSums: string;
  /** Of the file. */
  readonly wholeBytes: number;
  readonly seal: ReadSeal;
}

/** Looks at the journal of an archive, the seal of it and whether there are archived files without one. Never refuses. */
export async function inspectJournal(archive: string): Promise<JournalState> {
  const path = journalPath(archive);
  // The seal first: another process may be adding to both.
  const seal = await readSeal(path);
  const chained = readChain((await readFileThere(path)) ?? '');
  const { rows, faults } = toRows(chained);
  const { lines, wholeBytes } = chained;
  const sealed = seal.state === 'sound' ? seal.seal : null;
  const end = lines.length;
  if (sealed !== null && sealed.seq > end) faults.push({ kind: 'missing', from: end + 1, to: sealed.seq });
  const isUnsealed = end > 0 && !lines.some(({ isChained }) => isChained);
  if (sealed !== null && sealed.seq > 0 && sealed.seq <= end && lines[sealed.seq - 1]?.chain !== sealed.chain) {
    // A journal without any chain cannot say which of its rows it is.
    if (faults.length === 0) faults.push({ kind: 'changed', from: isUnsealed ? 1 : sealed.seq, to: sealed.seq });
  }
  const hadRows = sealed !== null && sealed.seq > 0;
  // A first file may have been received just before a crash; opening the journal had made a seal by then.
  const isGone = end === 0 && (hadRows || (sealed === null && !(await isArchiveEmpty(archive))));
  const chains = lines.map(({ chain }) => chain);
  const shortSums = isUnsealed ? lines.map(({ body }) => shortSum(body)).join('') : '';
  return { rows, chains, faults, isGone, isUnsealed, shortSums, wholeBytes, seal };
}

/** @throws DataError `journal_missing`, `journal_damaged`, `journal_newer` with the first row concerned and what to do. */
export function requireSound(archive: string, { isGone, faults }: Pick<JournalState, 'isGone' | 'faults'>): void {
  const path = journalPath(archive);
  if (isGone) {
    throw new DataError(`The journal ${path} is missing or empty, but reports were received here.`, {
      code: 'journal_missing',
      path,
      hint: `Restore it from a backup. Without one, rename ${archive} and load its reports into a new folder: flightdeck import RENAMED/raw/HOST/SCOPE --scope SCOPE --data ${archive}`,
    });
  }
  const [first] = faults;
  if (first === undefined) return;
  if (first.kind === 'unknown') {
    throw new DataError(`Row ${first.from} of the journal ${path} was written by a newer version of Flightdeck.`, {
      code: 'journal_newer',
      line: first.from,
      path,
      hint: 'Run the version that wrote it.',
    });
  }
  const more = faults.length > 1 ? ` ${describeFaults(faults.slice(1))}.` : '';
  throw new DataError(`${describeFaults([first])} in the journal ${path}.${more}`, {
    code: 'journal_damaged',
    line: first.from,
    path,
    hint: 'Restore journal.ndjson from a backup. Without one, "flightdeck rebuild --skip-damaged" goes on with the rows that are sound and lists what it leaves out; the archived reports are not touched.',
  });
}

/** `Row 7 was changed after it was written, rows 9 to 12 are missing`. */
export function describeFaults(faults: readonly JournalFault[]): string {
  const texts = faults.map(({ kind, from, to }) => {
    const rows = from === to ? `row ${from}` : `rows ${from} to ${to}`;
    const verb = from === to ? ['was', 'is'] : ['were', 'are'];
    if (kind === 'changed') return `${rows} ${verb[0]} changed after ${from === to ? 'it was' : 'they were'} written`;
    return kind === 'missing' ? `${rows} ${verb[1]} missing` : `${rows} ${verb[1]} of a newer version`;
  });
  const text = texts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function toRows({ lines }: ChainedText): { rows: JournalRow[]; faults: JournalFault[] } {
  const changed = new Set(lines.filter(({ isChanged }) => isChanged).map(({ line }) => line));
  blameEarlier(lines, changed);
  const rows: JournalRow[] = [];
  const faults: JournalFault[] = [];
  const note = (kind: JournalFault['kind'], line: number): void => {
    const last = faults.at(-1);
    if (last?.kind === kind && last.to === line - 1) faults[faults.length - 1] = { ...last, to: line };
    else faults.push({ kind, from: line, to: line });
  };
  for (const { line, body, isChained } of lines) {
    const row = parseRow(body);
    if (changed.has(line)) note('changed', line);
    else if (row === null) note(isChained && isOfNewerKind(body, line) ? 'unknown' : 'changed', line);
    else if (row.seq !== line) note('changed', line);
    else rows.push(row);
  }
  const isUnsealed = !lines.some(({ isChained }) => isChained);
  if (isUnsealed && faults.length === 0) for (const line of findImplausible(rows)) note('changed', line);
  const bad = new Set(faults.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)));
  return { rows: rows.filter(({ seq }) => !bad.has(seq)), faults };
}

/** The row that closed rows without a chain knows the checksum of each: they are to blame, not it. */
function blameEarlier(lines: readonly ChainedLine[], changed: Set<number>): void {
  const sealed = lines.find(({ isChained }) => isChained);
  const row = sealed && changed.has(sealed.line) ? parseRow(sealed.body) : null;
  if (sealed === undefined || row?.kind !== 'sealed' || row.seq !== sealed.line) return;
  const guilty = lines.slice(0, sealed.line - 1).filter(({ body, line }) => {
    return row.sums.slice((line - 1) * SHORT, line * SHORT) !== shortSum(body);
  });
  if (guilty.length === 0) return;
  changed.delete(sealed.line);
  for (const { line } of guilty) changed.add(line);
}

const SHORT = 8;

/** Enough of a row's checksum to know which of several rows was changed. */
function shortSum(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, SHORT);
}

function isOfNewerKind(body: string, line: number): boolean {
  try {
    const row: unknown = JSON.parse(body);
    return typeof row === 'object' && row !== null && 'seq' in row && row.seq === line && 'kind' in row;
  } catch {
    return false;
  }
}
