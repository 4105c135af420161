import type { Day, ReportKind } from '@flightdeck/catalog';
import type { Answer } from '../answer.ts';

/** A field that GitHub begins to send on a day, at a place of a report where nobody expects it. */
export interface NewField {
  readonly report: ReportKind;
  readonly from: Day;
  /** Where it stands: `''` = the record itself, `totals_by_ide[]` = each element, `totals_by_cli` = the object when it is there. */
  readonly at: string;
  readonly name: string;
  readonly value: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** The record of a report of the day with the fields that have begun by then; fields it has itself stay. */
export function withNewFields<Record extends object>(
  record: Record,
  report: ReportKind,
  day: Day,
  fields: readonly NewField[],
): Record {
  return fields
    .filter((field) => field.report === report && field.from <= day)
    .reduce<object>(
      (result, { at, name, value }) => addAt(result as Json, at.split('.'), name, value),
      record,
    ) as Record;
}

/** An answer about seats with the fields that have begun by the day; any other answer as it is. */
export function answerWithNewFields(path: string, answer: Answer, day: Day, fields: readonly NewField[]): Answer {
  const body = answer.body;
  if (fields.length === 0 || typeof body !== 'object' || body === null) return answer;
  if (path === '/copilot/billing') return { ...answer, body: withNewFields(body, 'seat-summary', day, fields) };
  if (path !== '/copilot/billing/seats' || !('seats' in body) || !Array.isArray(body.seats)) return answer;
  return { ...answer, body: { ...body, seats: body.seats.map((seat) => withNewFields(seat, 'seats', day, fields)) } };
}

function addAt(object: Json, [step = '', ...rest]: readonly string[], name: string, value: unknown): Json {
  if (step === '') return name in object ? object : { ...object, [name]: value };
  const key = step.replace('[]', '');
  const inner = object[key];
  const below = rest.length > 0 ? rest : [''];
  if (Array.isArray(inner)) return { ...object, [key]: inner.map((item) => addAt(item as Json, below, name, value)) };
  return typeof inner === 'object' && inner !== null
    ? { ...object, [key]: addAt(inner as Json, below, name, value) }
    : object;
}
