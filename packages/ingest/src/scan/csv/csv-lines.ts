import { isUtf8 } from 'node:buffer';
import { DataError, pluralOf } from '@flightdeck/catalog';
import type { LineCode } from '../codes.ts';
import type { FileScan } from '../file-scan.ts';
import { bomLength } from '../form.ts';
import type { LinePlace, LineSink } from '../json/lines.ts';
import { type UnitKind, unitKind } from '../record/units.ts';
import {
  type CsvColumn,
  type CsvKind,
  columnsAt,
  detectCsv,
  detectNearly,
  idOfLogin,
  type NearlyCsv,
  toHeaderName,
} from './csv-kinds.ts';
import { DELIMITERS, splitCsv } from './split-csv.ts';

/** Longest header looked at, longest field loaded, most columns. */
const MAX_HEADER_BYTES = 65_536;
const MAX_FIELD_LENGTH = 10_000;
const MAX_COLUMNS = 500;
const BATCH = 1000;
const NUMBER = /^[+-]?\d{1,18}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,2})?$/;
/** Units as GitHub's reports write them. */
const UNIT_NAMES = { ai_credit: 'ai-credits', premium_request: 'requests' } as const;
const NOTHING = new Set(['', 'none', 'never', 'null', 'n/a', '-']);

interface Header {
  readonly kind: CsvKind;
  readonly delimiter: string;
  readonly width: number;
  readonly dayAt: number;
  readonly organizationAt: number;
  readonly columns: readonly { readonly column: CsvColumn; readonly at: number }[];
  /** Columns that nobody reads, by their name. */
  readonly others: readonly { readonly name: string; readonly at: number }[];
}

/**
 * The header at the beginning of a file; null when it is none we know, undefined when more of the file must be seen first.
 * @throws DataError `not_report` for a header that lacks columns of one we know.
 */
export function findCsvHeader(head: Buffer, ended: boolean): Header | null | undefined {
  const start = bomLength(head);
  const end = head.indexOf(10, start);
  if (end < 0 && !ended && head.length < MAX_HEADER_BYTES) return undefined;
  const bytes = head.subarray(start, end < 0 ? head.length : end);
  if (bytes.length > MAX_HEADER_BYTES || !isUtf8(bytes)) return null;
  const line = bytes.toString('utf8').replace(/\r$/, '');
  const readings = DELIMITERS.flatMap((delimiter) => {
    const names = splitCsv(line, delimiter);
    return names === null || names.length > MAX_COLUMNS ? [] : [{ delimiter, names }];
  });
  const reading = readings.find(({ names }) => detectCsv(names) !== null);
  const kind = reading === undefined ? null : detectCsv(reading.names);
  if (reading === undefined || kind === null) {
    const [nearly] = readings.flatMap(({ names }) => detectNearly(names) ?? []);
    if (nearly !== undefined) throw columnsMissing(nearly);
    return null;
  }
  const { delimiter, names } = reading;
  const known = names.map(toHeaderName);
  const columns = kind.columns.flatMap((column) => {
    const at = known.indexOf(column.header);
    return at < 0 ? [] : [{ column, at }];
  });
  return {
    kind,
    delimiter,
    width: names.length,
    dayAt: known.indexOf(kind.dayHeader),
    organizationAt: kind.organizationHeader === null ? -1 : known.indexOf(kind.organizationHeader),
    columns,
    others: known.flatMap((name, at) =>
      name === '' || name === kind.dayHeader || columns.some((column) => column.at === at) ? [] : [{ name, at }],
    ),
  };
}

function columnsMissing({ is, missing }: NearlyCsv): DataError {
  const named = `the ${pluralOf(missing.length, 'column')} ${missing.join(', ')}`;
  return new DataError(`This looks like the ${is}, but ${named} ${pluralOf(missing.length, 'is', 'are')} missing.`, {
    code: 'not_report',
    hint: 'Export it again and import the file as GitHub gives it, with its header and all columns.',
  });
}

/**
 * Hands each record of a CSV to the scan as the line of JSON it means, so that it is judged like every other line. Text
 * stays text, whatever it begins with; decimals keep their digits. The header is no line of it.
 */
export class CsvLines implements LineSink {
  readonly #file: FileScan;
  readonly #header: Header;
  #lines: { readonly text: string; readonly place: LinePlace }[] = [];
  #headerSeen = false;

  constructor(file: FileScan, header: Header) {
    this.#file = file;
    this.#header = header;
    file.sawObject = true;
  }

  tooLong(beginning: Buffer, place: LinePlace): void {
    this.flush();
    this.#file.tooLong(beginning, place);
  }

  line(buffer: Buffer, start: number, end: number, place: LinePlace, sound: boolean, last: boolean): void {
    if (!this.#headerSeen) {
      this.#headerSeen = true;
      return;
    }
    const bytes = buffer.subarray(start, buffer[end - 1] === 13 && end > start ? end - 1 : end);
    if (!sound && !isUtf8(bytes)) this.#refuse('bad_utf8', null, bytes, place);
    else this.#read(bytes, place, last);
  }

  /** Hands over what was collected; call when a chunk ends. */
  flush(): void {
    const lines = this.#lines;
    this.#lines = [];
    const buffer = Buffer.from(lines.map(({ text }) => text).join(''));
    let start = 0;
    for (const { place } of lines) {
      const end = buffer.indexOf(10, start);
      this.#file.line(buffer, start, end, place, true, false);
      start = end + 1;
    }
  }

  #read(bytes: Buffer, place: LinePlace, last: boolean): void {
    const { delimiter, width, organizationAt } = this.#header;
    const line = bytes.toString('utf8');
    if (line.trim() === '') {
      this.#give('\n', place);
      return;
    }
    const fields = splitCsv(line, delimiter);
    const isCut = last && (fields === null || fields.length < width);
    if (fields === null) {
      this.#refuse(isCut ? 'truncated_line' : 'csv_quotes', null, bytes, place);
      return;
    }
    if (fields.length !== width) {
      this.#refuse(isCut ? 'truncated_line' : 'csv_columns', null, bytes, place);
      return;
    }
    const organization = (fields[organizationAt] ?? '').trim().toLowerCase();
    if (!this.#file.names(organization)) {
      this.#refuse('other_scope', 'organization', bytes, place);
      return;
    }
    const unit = this.#unitOf(fields);
    if (unit === 'unknown') {
      this.#file.unknownUnits.note(...this.#amountsOf(fields));
      this.#refuse('unknown_unit', 'unit_type', bytes, place);
      return;
    }
    const fault = this.#faultOf(fields);
    if (fault !== null) this.#refuse(fault.code, fault.path, bytes, place);
    else {
      const [, , gross] = this.#amountsOf(fields);
      const { kind, dayAt } = this.#header;
      if (kind.kind !== 'seats') this.#file.billed.add(unit ?? kind.at, toDayText(fields[dayAt] ?? ''), gross);
      this.#give(`${this.#toJson(fields, unit, place.line)}\n`, place);
    }
  }

  #faultOf(fields: readonly string[]): { readonly code: LineCode; readonly path: string } | null {
    for (const { column, at } of this.#header.columns) {
      const field = fields[at] ?? '';
      if (field.length > MAX_FIELD_LENGTH) return { code: 'csv_field_too_long', path: column.header };
      if (column.type === 'decimal' && field.trim() !== '' && !NUMBER.test(field.trim()))
        return { code: 'not_number', path: column.header };
    }
    return null;
  }

  #toJson(fields: readonly string[], unit: UnitKind | null, line: number): string {
    const { kind, dayAt, columns, others } = this.#header;
    const at = unit ?? kind.at;
    // Of a record that belongs elsewhere by its unit, what lines there have.
    const read = new Set(columnsAt(at).map(({ key }) => key));
    const values = new Map(
      columns.flatMap(({ column, at: index }) => {
        const value = !read.has(column.key) ? null : toValue(fields[index] ?? '', column);
        return value === null ? [] : [[column.key, value] as const];
      }),
    );
    if (unit !== null) values.set('unit_type', JSON.stringify(UNIT_NAMES[unit]));
    for (const { name, at: index } of others) {
      const field = (fields[index] ?? '').trim();
      if (field !== '' && field.length <= MAX_FIELD_LENGTH && !values.has(name))
        values.set(name, JSON.stringify(field));
    }
    const record = kind.kind === 'seats' ? toSeat(values) : [...values];
    const inner = record.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',');
    return `{"day":${JSON.stringify(toDayText(fields[dayAt] ?? ''))},"line":${line},"${at}":{${inner}}}`;
  }

  /** What the record is counted in, of a report that may hold both; null where only the header can tell. */
  #unitOf(fields: readonly string[]): ReturnType<typeof unitKind> {
    if (!Object.hasOwn(UNIT_NAMES, this.#header.kind.at)) return null;
    return unitKind(this.#fieldOf(fields, 'unit_type'), this.#fieldOf(fields, 'sku'));
  }

  /** Unit, quantity and gross amount. */
  #amountsOf(fields: readonly string[]): readonly [string, string, string] {
    const of = (key: string): string => this.#fieldOf(fields, key);
    return [of('unit_type'), of('quantity'), of('gross_amount')];
  }

  #fieldOf(fields: readonly string[], key: string): string {
    const found = this.#header.columns.find(({ column }) => column.key === key);
    return found === undefined ? '' : (fields[found.at] ?? '');
  }

  #give(text: string, place: LinePlace): void {
    this.#lines.push({ text, place });
    if (this.#lines.length >= BATCH) this.flush();
  }

  #refuse(code: LineCode, path: string | null, bytes: Uint8Array, place: LinePlace): void {
    this.flush();
    this.#file.refuse(code, path, bytes, place);
  }
}

/** JSON of a field; null where it is empty. Decimals go as text: a number of JSON would pass through a double. */
function toValue(field: string, { type }: CsvColumn): string | null {
  if (field === '') return null;
  const trimmed = field.trim();
  switch (type) {
    case 'text':
      return JSON.stringify(field);
    case 'instant':
      return NOTHING.has(trimmed.toLowerCase()) ? null : JSON.stringify(trimmed);
    case 'decimal':
      return trimmed === '' ? null : JSON.stringify(trimmed.replace(/^\+/, ''));
    case 'number or none':
      return NUMBER.test(trimmed) ? JSON.stringify(trimmed) : null;
    case 'count':
      return /^\d{1,19}$/.test(trimmed) ? trimmed.replace(/^0+(?=\d)/, '') : JSON.stringify(trimmed);
  }
}

/** A seat as GitHub's API writes one; the export has only the login of its person. */
function toSeat(values: ReadonlyMap<string, string>): [string, string][] {
  const { login, ...rest } = Object.fromEntries(values);
  const name: unknown = login === undefined ? null : JSON.parse(login);
  if (typeof name !== 'string') return Object.entries(rest);
  const assignee = `{"login":${JSON.stringify(name)},"id":${idOfLogin(name)},"type":"User"}`;
  return [['assignee', assignee], ...Object.entries(rest)];
}

/** The UTC day of a day or an instant; anything else as it is, for the scan to refuse. */
function toDayText(field: string): string {
  const text = field.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const zoned = /(?:Z|UTC|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
  const instant = Date.parse(zoned.replace(' UTC', 'Z'));
  return Number.isNaN(instant) || !/^\d{4}-\d{2}-\d{2}[T ]/.test(text)
    ? text
    : new Date(instant).toISOString().slice(0, 10);
}
