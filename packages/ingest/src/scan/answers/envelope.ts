import { dayReportOf, REPORTS } from '@flightdeck/catalog';
import { itemsOf, type Member, membersOf } from '../json/json-members.ts';
import { decideKind } from '../kind.ts';
import type { RecordKind, ScanSchema } from '../schema.ts';

/** Rows that stand inside an object of another tool's, or of GitHub's as other tools keep it. */
export interface Envelope {
  /** Each row as a line of its own, without a line feed. */
  readonly rows: Iterable<Buffer>;
}

const OPEN = 123;
const OPEN_LIST = 91;
const NULL = 110;
/** Said once beside the rows, where rows say it themselves. */
const SHARED: ReadonlySet<string> = new Set(['organization_id', 'enterprise_id', 'day']);
const WINDOW = ['report_start_day', 'report_end_day'] as const;

interface Held extends Omit<Member, 'name'> {
  readonly isList: boolean;
  readonly kind: RecordKind;
}

/**
 * The rows of an object that is no record itself: what its lists and objects hold decides, whatever they are called
 * (`day_totals` of people, `records`, `data`, a key for each day …). Null when none of them begins with a record.
 * @source public consumers of the reports keep them as `{"report_start_day": …, "records": […]}` and alike.
 */
export function openEnvelope(buffer: Buffer, start: number, end: number, schema: ScanSchema): Envelope | null {
  const members = membersOf(buffer, start, end);
  const isWindow = WINDOW.every((name) => members.some((member) => member.name === name));
  const held: Held[] = [];
  for (const { name, start: from, end: to } of members) {
    if (to < 0) continue;
    const isList = buffer[from] === OPEN_LIST;
    const first = isList ? itemsOf(buffer, from, to).next().value : { start: from, end: to };
    const kind = first === undefined ? null : kindAt(buffer, first, schema);
    // The 28-day report of a scope is such an object, and a record.
    if (kind === 'aggregate-1-day' && name === 'day_totals' && isWindow && isAllOf(buffer, from, to, kind, schema)) {
      return null;
    }
    if (kind !== null) held.push({ start: from, end: to, isList, kind });
  }
  return held.length === 0 ? null : { rows: rowsOf(buffer, held, members) };
}

function* rowsOf(buffer: Buffer, held: readonly Held[], around: readonly Member[]): Generator<Buffer> {
  for (const { start, end, isList, kind } of held) {
    yield* withShared(buffer, isList ? itemsOf(buffer, start, end) : [{ start, end }], around, kind);
  }
}

function kindAt(
  buffer: Buffer,
  { start, end }: Omit<Member, 'name'>,
  schema: ScanSchema,
  expected: RecordKind | null = null,
): RecordKind | null {
  const valued = membersOf(buffer, start, end).filter((member) => buffer[member.start] !== NULL);
  return decideKind(new Set(valued.map(({ name }) => name)), schema, expected);
}

/** True when no element of the list is a record of another kind: a person's row among totals would be read as a total. */
function isAllOf(buffer: Buffer, start: number, end: number, kind: RecordKind, schema: ScanSchema): boolean {
  for (const item of itemsOf(buffer, start, end)) {
    const own = kindAt(buffer, item, schema, kind);
    if (own !== null && own !== kind) return false;
  }
  return true;
}

function* withShared(
  buffer: Buffer,
  rows: Iterable<Omit<Member, 'name'>>,
  around: readonly Member[],
  kind: RecordKind,
): Generator<Buffer> {
  const shared = sharedOf(buffer, around, kind);
  for (const { start, end } of rows) {
    const row = buffer.subarray(start, end);
    const own =
      shared.length === 0 || row[0] !== OPEN ? null : new Set(membersOf(row, 0, row.length).map(({ name }) => name));
    const added = own === null ? [] : shared.filter(([name]) => !own.has(name));
    if (added.length === 0) yield row;
    else {
      const text = added.map(([name, value]) => `"${name}":${value}`).join(',');
      yield Buffer.concat([Buffer.from(`{${text}${(own?.size ?? 0) > 0 ? ',' : ''}`), row.subarray(1)]);
    }
  }
}

/** What stands beside the list and is true of each row. A window of one day is that day. */
function sharedOf(buffer: Buffer, around: readonly Member[], kind: RecordKind): readonly (readonly [string, string])[] {
  const texts = new Map(
    around.flatMap(({ name, start, end }) =>
      buffer[start] === 34 && end > 0 ? [[name, buffer.toString('utf8', start, end)] as const] : [],
    ),
  );
  const [from, to] = WINDOW.map((name) => texts.get(name));
  const oneDay = from !== undefined && from === to ? from : (texts.get('report_day') ?? texts.get('day'));
  const shared = [...texts].filter(([name]) => SHARED.has(name) && name !== 'day');
  if (oneDay !== undefined) shared.push(['day', oneDay]);
  else if (from !== undefined && to !== undefined && isWindowRow(kind)) shared.push([WINDOW[0], from], [WINDOW[1], to]);
  return shared;
}

/** Reports with one row a day or one for a window of days: whose window it is stands beside the rows. */
const WINDOW_ROWS = new Set(
  Object.values(REPORTS).flatMap(({ kind, contains }) => (contains?.at === '' ? [kind, dayReportOf(kind)] : [])),
);

const isWindowRow = (kind: RecordKind): boolean => WINDOW_ROWS.has(kind);
