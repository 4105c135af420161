/** Why one line was not loaded. Stable: shown to people, counted, asserted in tests. */
export type LineCode =
  | 'json_syntax'
  | 'not_object'
  | 'trailing_content'
  | 'truncated_line'
  | 'bad_utf8'
  | 'duplicate_key'
  | 'missing_key'
  | 'bad_id'
  | 'not_integer'
  | 'negative'
  | 'overflow'
  | 'wrong_type'
  | 'too_many_fields'
  | 'too_deep'
  | 'line_too_long'
  | 'bad_day'
  | 'bad_time'
  | 'future_day'
  | 'after_end'
  | 'other_day'
  | 'other_kind'
  | 'other_unit'
  | 'unknown_unit'
  | 'other_scope'
  | 'duplicate_line'
  | 'csv_quotes'
  | 'csv_columns'
  | 'csv_field_too_long'
  | 'not_number';

/** Why a whole file or report was refused; the `code` of the DataError thrown. */
export type FileCode =
  | 'not_report'
  | 'duplicate_grain'
  | 'other_scope'
  | 'bomb'
  | 'gzip_damaged'
  | 'json_too_large'
  | 'rejected_lines';

/** One line that was left out: where it stands, why, and a bounded, escaped piece of it. */
export interface Rejection {
  /** 1-based. */
  readonly line: number;
  /** Bytes before the line in the unpacked content. */
  readonly offset: number;
  readonly code: LineCode;
  /** Where inside the record, as `totals_by_ide[0].ide`; null when the line as a whole is meant. */
  readonly path: string | null;
  readonly message: string;
  /** At most 200 characters, control and direction marks escaped. */
  readonly sample: string;
}

/** One sentence a reader understands for each reason. */
export const LINE_MESSAGES: Readonly<Record<LineCode, string>> = Object.freeze({
  json_syntax: 'The line is not valid JSON.',
  not_object: 'The line is valid JSON, but not an object.',
  trailing_content: 'Something follows the object on the same line.',
  truncated_line: 'The last line is cut off; the file is not complete. Download or export it again.',
  bad_utf8: 'The line holds bytes or escapes that are not valid Unicode text, or a raw NUL.',
  duplicate_key: 'A key stands twice in one object; parsers disagree on which one counts.',
  missing_key: 'A key this report requires is missing or null.',
  bad_id: 'An id must be a whole number from 1 to 9007199254740991.',
  not_integer: 'A count must be a whole number.',
  negative: 'A count cannot be negative.',
  overflow: 'The number does not fit; counts end at 9223372036854775807.',
  wrong_type: 'The value does not have the type of this field.',
  too_many_fields: 'The line has more than 5000 different names.',
  too_deep: 'The line is nested more than 64 levels deep.',
  line_too_long: 'The line is longer than allowed.',
  bad_day: 'A day must be an existing calendar day since 2021, written YYYY-MM-DD.',
  bad_time:
    'A time must exist and be written YYYY-MM-DDTHH:MM:SSZ, with an offset in place of the Z, or as a day alone.',
  future_day: 'The day lies in the future.',
  after_end: 'GitHub closed this API before the day, so the row is no report of it; another tool wrote it.',
  other_day: 'The row belongs to another day than the report.',
  other_kind:
    'The row belongs to another kind of report than the rest of the file; import such rows in a file of their own.',
  other_unit: 'The line has another unit than the rest; it is loaded into the report of that unit.',
  unknown_unit: 'The line is counted in a unit that is neither AI credits nor requests, so no total counts it.',
  other_scope: 'The row belongs to another organization or enterprise than the one selected.',
  duplicate_line: 'The same row stands earlier in the report; it was counted once.',
  csv_quotes: 'A quote of the line does not close, or stands where none may.',
  csv_columns: 'The line has more or fewer fields than the header.',
  csv_field_too_long: 'A field is longer than 10000 characters.',
  not_number: 'The field must be a number, with a point before its decimals.',
});

const AGAIN =
  'Fetch or export the report again; a file that another tool wrote must keep the values as GitHub gives them.';
const JSON_LINES = 'Write one JSON object a line (NDJSON), or a list of objects, as GitHub does.';
const NOT_GITHUBS = 'GitHub writes no such line; fetch or export the report again.';

/** What to do about a file of which every line was left out for the reason. */
export const LINE_HINTS: Readonly<Record<LineCode, string>> = Object.freeze({
  json_syntax: JSON_LINES,
  not_object: JSON_LINES,
  trailing_content: JSON_LINES,
  truncated_line: 'Nothing of it is loaded.',
  bad_utf8: 'Save the file as UTF-8.',
  duplicate_key: AGAIN,
  missing_key: AGAIN,
  bad_id: AGAIN,
  not_integer: AGAIN,
  negative: AGAIN,
  overflow: AGAIN,
  wrong_type: AGAIN,
  too_many_fields: NOT_GITHUBS,
  too_deep: NOT_GITHUBS,
  line_too_long: JSON_LINES,
  bad_day: AGAIN,
  bad_time: AGAIN,
  future_day: 'Check the clock of this machine, or fetch the report again.',
  after_end: "Take GitHub's reports of today for such days: import their export, or let Flightdeck sync.",
  other_day: 'Import the file under the days of its rows.',
  other_kind: 'Import the rows of each kind in a file of their own.',
  other_unit: 'Import the whole file; such lines are loaded where they belong.',
  unknown_unit: 'GitHub bills in a unit that this version does not know; update Flightdeck, and import the file again.',
  other_scope: 'Import it with --scope of the organization or enterprise its rows name.',
  duplicate_line: 'The same rows were loaded already.',
  csv_quotes: 'Export it again and import the file as GitHub gives it.',
  csv_columns: 'Export it again and import the file as GitHub gives it.',
  csv_field_too_long: 'Export it again and import the file as GitHub gives it.',
  not_number: 'Export it again and import the file as GitHub gives it, not as a spreadsheet saves it.',
});

// C0, DEL, C1, zero-width and direction marks, line and paragraph separators, BOM.
const UNSHOWN = /[\p{Cc}\p{Cf}\u2028\u2029\ufffd]/gu;

/** At most 200 characters of the text, with control and direction marks as `\uXXXX`, safe to print in a terminal. */
export function toSample(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 400)).toString('utf8');
  const escaped = text.replace(UNSHOWN, (mark) => `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
  return Array.from(escaped).slice(0, 200).join('');
}
