import { isUtf8 } from 'node:buffer';
import { quoteReport, REPORTS } from '@flightdeck/catalog';
import { openEnvelope } from './answers/envelope.ts';
import { linesOfAnswer } from './answers/usage-answer.ts';
import { LINE_MESSAGES, type LineCode, type Rejection, toSample } from './codes.ts';
import { endOfItem } from './form.ts';
import type { LineScanner } from './json/line-scanner.ts';
import type { LinePlace, LineSink } from './json/lines.ts';
import { checkRecord, EXPECTED, type Fault, type RecordCheck } from './record/check-record.ts';
import { expandDay } from './record/day-check.ts';
import { ExactError, type ExactValue, formatExact, parseExact } from './record/exact.ts';
import { exactRow, FastRow, type Row } from './record/row.ts';
import { DEEP, DUPLICATE, FIELDS, NOT_OBJECT, OK, SLOW, SURROGATE, TRAILING } from './record/verdict.ts';
import { type ReportScan, type RowPlace, SHARD_SPAN } from './report-scan.ts';
import type { ReportPlace } from './schema.ts';
import { BilledSums } from './seen/billed-sums.ts';
import { UnknownUnits } from './seen/unknown-units.ts';

/** A row whose grain stands earlier: its text, where it stood, and where the earlier one was written. */
export interface Repeat {
  readonly place: LinePlace;
  readonly bytes: Buffer;
  readonly earlier: RowPlace;
}

const CODE_OF: Readonly<Record<number, LineCode>> = {
  [TRAILING]: 'trailing_content',
  [NOT_OBJECT]: 'not_object',
  [DUPLICATE]: 'duplicate_key',
  [DEEP]: 'too_deep',
  [FIELDS]: 'too_many_fields',
  [SURROGATE]: 'bad_utf8',
};

const MAX_REJECTIONS = 1000;
/** Objects around a row, one in the other. */
const MOST_INSIDE = 3;
const LINE_FEED = Buffer.from('\n');
const NOTHING_KNOWN: ReportPlace = { keys: new Map(), open: false };

/** Judges every line of one file: what is sound is collected for the clean file, the rest counted with its reason. */
export class FileScan implements LineSink {
  lines = 0;
  blank = 0;
  records = 0;
  /** The first thousand. */
  readonly rejected: Rejection[] = [];
  readonly rejectedByCode = new Map<LineCode, number>();
  /** Units of an AI bill in which no total counts. */
  readonly unknownUnits = new UnknownUnits();
  /** What a bill adds up to. */
  readonly billed = new BilledSums();
  /** What the file looks like when nothing in it was loaded. */
  sawObject = false;
  sawBareString = false;
  /** Keys of the first object of no kind we know; null when there was none. */
  stranger: ReadonlySet<string> | null = null;
  /** Organizations that records of bills name, lower case; the first hundred. */
  readonly organizations = new Set<string>();
  /** Only this organization's records of a bill, and those that name none; null for all. */
  readonly organization: string | null;

  readonly #report: ReportScan;
  readonly #scanner: LineScanner;
  readonly #fastRow: FastRow;
  readonly #shard: number;
  #segments: Buffer[] = [];
  #repeats: Repeat[] = [];
  #cleanBytes = 0;
  #inside = 0;
  #answered = 0;
  #run: { buffer: Buffer; start: number; end: number } | null = null;

  constructor(report: ReportScan, shard: number, organization: string | null = null) {
    this.organization = organization;
    this.#report = report;
    this.#scanner = report.scanner;
    this.#fastRow = new FastRow(report.scanner, expandDay);
    this.#shard = shard;
  }

  get isOfEnterprise(): boolean {
    return this.#report.isOfEnterprise;
  }

  /** Clean bytes since the last call, in order. Views of the chunks scanned: write them before the chunks are reused. */
  takeClean(): Buffer[] {
    this.#endRun();
    const segments = this.#segments;
    this.#segments = [];
    return segments;
  }

  /** Rows since the last call whose grain had been seen. Decide them with `rejectRepeat` once earlier rows can be read. */
  takeRepeats(): Repeat[] {
    const repeats = this.#repeats;
    this.#repeats = [];
    return repeats;
  }

  /** Counts a repeat that says the same as the earlier row. */
  rejectRepeat(repeat: Repeat): void {
    this.#reject('duplicate_line', null, repeat.bytes, repeat.place);
  }

  /** Counts a line that could not even be made an object. */
  refuse(code: LineCode, path: string | null, bytes: Uint8Array, place: LinePlace): void {
    this.lines++;
    this.#reject(code, path, bytes, place);
  }

  tooLong(beginning: Buffer, place: LinePlace): void {
    this.lines++;
    this.#reject('line_too_long', null, beginning, place);
  }

  line(buffer: Buffer, start: number, end: number, place: LinePlace, sound: boolean, last: boolean): void {
    this.lines++;
    const first = firstByte(buffer, start, end);
    if (first < 0) {
      this.blank++;
      return;
    }
    if (first === 123) this.sawObject = true;
    if (!sound && !isUtf8(buffer.subarray(start, end))) {
      const cut = last && endsInsideCharacter(buffer.subarray(start, end));
      this.#reject(cut ? 'truncated_line' : 'bad_utf8', null, buffer.subarray(start, end), place);
      return;
    }
    const verdict = this.#scan(buffer, start, end);
    if ((verdict === OK || verdict === SLOW) && this.#unpack(buffer, start, end, place)) return;
    if (verdict === OK) {
      const row = this.#fastRow.moveTo(buffer);
      if (this.#admit(row, buffer, start, end, place)) this.#noteUnknown(buffer, row);
    } else if (verdict === SLOW) this.#readExactly(buffer, start, end, place);
    else {
      if (verdict === NOT_OBJECT && first === 34) this.sawBareString = true;
      const path = verdict === DUPLICATE ? this.#scanner.errorPath() : null;
      this.#reject(this.#codeOf(verdict, buffer, end, last), path, buffer.subarray(start, end), place);
    }
  }

  /** Reads the line as a record of the report's kind; the first one is read twice, as its keys say of which kind it is. */
  #scan(buffer: Buffer, start: number, end: number): number {
    const { kind } = this.#report;
    const { places } = this.#scanner;
    const verdict = this.#scanner.scan(buffer, start, end, places.rootOf(kind));
    if (kind !== null || verdict !== OK) return verdict;
    const found = this.#report.kindOf(this.#fastRow.moveTo(buffer));
    return found === null ? verdict : this.#scanner.scan(buffer, start, end, places.rootOf(found));
  }

  /** Reads what stands inside an object that is no record itself, each row as a line of its own; false when it is one. */
  #unpack(buffer: Buffer, start: number, end: number, place: LinePlace): boolean {
    const row = this.#fastRow.moveTo(buffer);
    const kind = this.#report.kindOf(row);
    if ((kind !== null && kind !== 'aggregate-28-day') || this.#inside >= MOST_INSIDE) return false;
    if (kind === null && row.names().has('usageItems')) return this.#readAnswer(buffer.subarray(start, end), place);
    const envelope = openEnvelope(buffer, start, end, this.#report.schema);
    if (envelope === null) {
      if (kind === null) this.stranger ??= row.names();
      return false;
    }
    this.lines--;
    this.#inside++;
    for (const item of envelope.rows) this.#readInside(item, place);
    this.#inside--;
    return true;
  }

  /** An answer of the billing API; its items become the lines that the CSV of the same bill has. */
  #readAnswer(bytes: Buffer, place: LinePlace): boolean {
    let answer: ExactValue;
    try {
      answer = parseExact(bytes.toString('utf8'));
    } catch (error) {
      if (error instanceof ExactError) return false;
      throw error;
    }
    if (!(answer instanceof Map) || !Array.isArray(answer.get('usageItems'))) return false;
    this.lines--;
    this.#inside++;
    this.billed.isAnswer = true;
    for (const { text, organization, unknown, key, day, gross } of linesOfAnswer(answer, this.#answered + 1)) {
      this.#answered++;
      if (!this.names(organization)) this.refuse('other_scope', 'organization', Buffer.from(text), place);
      else if (unknown !== null) {
        this.unknownUnits.note(...unknown);
        this.refuse('unknown_unit', 'unitType', Buffer.from(text), place);
      } else {
        this.billed.add(key, day, gross);
        this.#readInside(Buffer.from(text), place);
      }
    }
    this.#inside--;
    return true;
  }

  #readInside(item: Buffer, place: LinePlace): void {
    this.line(Buffer.concat([item, LINE_FEED]), 0, item.length, place, false, false);
  }

  /** Notes an organization that a record of a bill names; false when the record is another one's than was asked for. */
  names(organization: string): boolean {
    if (organization !== '' && this.organizations.size < 100) this.organizations.add(organization);
    return this.organization === null || organization === '' || organization === this.organization;
  }

  #codeOf(verdict: number, buffer: Buffer, end: number, last: boolean): LineCode {
    const known = CODE_OF[verdict];
    const at = this.#scanner.errorAt;
    if (last && at === end && (known === undefined || known === 'bad_utf8')) return 'truncated_line';
    return known ?? (buffer[at] === 0 ? 'bad_utf8' : 'json_syntax');
  }

  #readExactly(buffer: Buffer, start: number, end: number, place: LinePlace): void {
    const bytes = buffer.subarray(start, end);
    let record: ExactValue;
    try {
      record = parseExact(bytes.toString('utf8'));
    } catch (error) {
      if (!(error instanceof ExactError)) throw error;
      this.#reject(error.code, error.key === '' ? null : error.key, bytes, place);
      return;
    }
    if (!(record instanceof Map)) throw new Error('the scanner let a line through that is not an object');
    const { schema, kind: known } = this.#report;
    const found = this.#report.kindOf(exactRow(record, known === null ? null : schema[known]));
    const kind = found ?? known;
    const keys = kind === null ? NOTHING_KNOWN : schema[kind];
    const check = checkRecord(record, keys, this.#report.judgeDay);
    // A row of another kind is refused as that, whatever else is wrong with it.
    if (check.fault !== null && (known === null || kind === known)) {
      this.#reject(check.fault.code, check.fault.path, bytes, place, messageOf(check.fault));
      return;
    }
    const escaped = this.#scanner.escapedKeys;
    const text = check.changed || escaped ? Buffer.from(`${formatExact(record)}\n`) : null;
    const row = exactRow(record, keys);
    const loaded =
      text === null ? this.#admit(row, buffer, start, end, place) : this.#admit(row, text, 0, text.length - 1, place);
    if (!loaded) return;
    if (!escaped) this.#noteUnknown(buffer, row);
    else this.#noteValues(check.unknown, row);
  }

  /** True when the row was loaded. */
  #admit(row: Row, buffer: Buffer, start: number, end: number, place: LinePlace): boolean {
    const at = this.#shard * SHARD_SPAN + this.#cleanBytes;
    const admission = this.#report.admit(row, at, place.line);
    if (admission.kind === 'rejected') {
      this.#reject(admission.code, admission.path, buffer.subarray(start, end), place);
      return false;
    }
    if (admission.kind === 'repeated') {
      this.#repeats.push({ place, bytes: Buffer.from(buffer.subarray(start, end)), earlier: admission.place });
      return false;
    }
    this.records++;
    this.#emit(buffer, start, end);
    return true;
  }

  #noteUnknown(buffer: Buffer, row: Row): void {
    const { paths, keys, unknown } = this.#scanner;
    if (unknown.length === 0) return;
    const day = this.#dayOf(row);
    for (const { node, key, name, valueStart, inNew } of unknown) {
      const path = name === null ? paths.field(node, key, keys.names) : paths.render(node, keys.names, name);
      this.#report.unknown.note(path, () => exampleAt(buffer, valueStart), day, inNew);
    }
  }

  #noteValues(values: RecordCheck['unknown'], row: Row): void {
    const day = this.#dayOf(row);
    for (const { path, value, inNew } of values) {
      this.#report.unknown.note(path, () => exampleOf(value), day, inNew);
    }
  }

  /** The day of a loaded row; a window stands under its last. */
  #dayOf(row: Row): string | null {
    const { kind } = this.#report;
    return kind === null ? null : (row.text(REPORTS[kind].record.dayKey) ?? row.text('report_end_day'));
  }

  #emit(buffer: Buffer, start: number, end: number): void {
    this.#cleanBytes += end + 1 - start;
    if (this.#run !== null && this.#run.buffer === buffer && this.#run.end === start) {
      this.#run.end = end + 1;
      return;
    }
    this.#endRun();
    this.#run = { buffer, start, end: end + 1 };
  }

  #endRun(): void {
    if (this.#run !== null) this.#segments.push(this.#run.buffer.subarray(this.#run.start, this.#run.end));
    this.#run = null;
  }

  #reject(
    code: LineCode,
    path: string | null,
    bytes: Uint8Array,
    place: LinePlace,
    message = LINE_MESSAGES[code],
  ): void {
    this.rejectedByCode.set(code, (this.rejectedByCode.get(code) ?? 0) + 1);
    if (this.rejected.length >= MAX_REJECTIONS) return;
    this.rejected.push({ ...place, code, path, message, sample: toSample(bytes) });
  }
}

function firstByte(buffer: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const byte = buffer[at] as number;
    if (byte !== 32 && byte !== 9 && byte !== 13) return byte;
  }
  return -1;
}

/** True when only the last one to three bytes are wrong: a character cut in the middle. */
function endsInsideCharacter(bytes: Buffer): boolean {
  return [1, 2, 3].some((count) => (bytes.at(-count) ?? 0) >= 0xc0 && isUtf8(bytes.subarray(0, -count)));
}

/** The scalar standing there, or the beginning of a list or object; at most 80 characters. */
function exampleAt(buffer: Buffer, start: number): string {
  const feed = buffer.indexOf(10, start);
  const limit = Math.min(start + 160, feed < 0 ? buffer.length : feed);
  const close = buffer[start] === 123 || buffer[start] === 91 ? endOfItem(buffer, start, limit) : -1;
  const sample = toSample(buffer.subarray(start, close < 0 ? limit : close));
  const scalar = /^(?:"(?:[^"\\]|\\.)*"|[^",{}[\]\s]+)/.exec(sample)?.[0];
  return (scalar ?? sample).slice(0, 80);
}

/** What stands there and what was expected, where a kind is; else the sentence of the code. */
function messageOf({ code, expected, value }: Fault): string {
  if (expected === undefined || value === undefined) return LINE_MESSAGES[code];
  const found = quoteReport(exampleOf(value));
  return code === 'wrong_type'
    ? `The value is ${found}; expected is ${EXPECTED[expected]}.`
    : `${LINE_MESSAGES[code]} This one is ${found}.`;
}

function exampleOf(value: ExactValue): string {
  return toSample(Buffer.from(formatExact(value))).slice(0, 80);
}
