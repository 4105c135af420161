import { DataError, type DayRange, REPORTS } from '@flightdeck/catalog';
import type { LineCode } from './codes.ts';
import { GrainTable } from './grain-table.ts';
import { LineScanner } from './json/line-scanner.ts';
import { decideKind } from './kind.ts';
import { createDayCheck, createFastDayCheck, type DayVerdict } from './record/day-check.ts';
import type { Row } from './record/row.ts';
import type { RecordKind, RoleKey, ScanSchema } from './schema.ts';
import { belongsTo, Entities } from './seen/entities.ts';
import { UnknownFields } from './seen/unknown-fields.ts';

/** What the caller already knows of a report; what is left out is found from the content. */
export interface Expectation {
  readonly kind?: RecordKind;
  /** Days the rows may have. */
  readonly days?: DayRange;
  /** Entity ids the rows may have; another one refuses the report. */
  readonly entityIds?: readonly string[];
  /** Loads only this entity's rows of a file that holds several; the others are rejected line by line. */
  readonly entityId?: string;
  /** What the scope they are loaded under is; rows may name both. */
  readonly of?: 'organization' | 'enterprise';
  /** Loads only this organization's records of a CSV, whose records name it, and those that name none. */
  readonly organization?: string;
}

/** Where a loaded row was written: `shard` × 2^34 + byte offset in that shard's clean file. */
export type RowPlace = number;
/** Bytes a clean file can have, as a power of two that keeps places exact. */
export const SHARD_SPAN = 2 ** 34;

/** What admitting a row decided: loaded, left out for a reason, or the same grain as an earlier row. */
export type Admission =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'rejected'; readonly code: LineCode; readonly path: string | null }
  | { readonly kind: 'repeated'; readonly place: RowPlace };

const LOADED: Admission = { kind: 'loaded' };

/** The state shared by all shards of one report: its kind, days, entities, grains already seen and unknown fields. */
export class ReportScan {
  readonly schema: ScanSchema;
  readonly scanner: LineScanner;
  readonly judgeDay: (day: string) => DayVerdict;
  readonly unknown = new UnknownFields();
  readonly entities: Entities;
  /** True when rows of several organizations of the one enterprise are loaded as the enterprise's. */
  readonly isOfEnterprise: boolean;
  readonly days = new Map<string, number>();
  kind: RecordKind | null;
  /** The days a 28-day report says it covers. */
  window: DayRange | null = null;
  /** True once a row showed a kind we know, even if it was rejected; `judged` counts all sound records. */
  recognised = false;
  judged = 0;
  records = 0;

  readonly #expect: Expectation;
  readonly #grains = new GrainTable();
  /** What the keys of the row before said: those of the next are mostly the same. */
  #decided: {
    readonly names: ReadonlySet<string>;
    readonly expected: RecordKind | null;
    readonly found: RecordKind | null;
  } | null = null;

  constructor(schema: ScanSchema, now: Date, expect: Expectation) {
    this.schema = schema;
    this.scanner = new LineScanner(schema, createFastDayCheck(now));
    this.judgeDay = createDayCheck(now);
    this.kind = expect.kind ?? null;
    this.#expect = expect;
    this.isOfEnterprise = expect.of === 'enterprise';
    this.entities = new Entities(expect.of);
  }

  /**
   * Decides over a sound record that would be written at `place`.
   * @throws DataError `other_scope` when the row belongs to none of the expected ids.
   */
  admit(row: Row, place: RowPlace, line: number): Admission {
    this.judged++;
    const found = this.kindOf(row);
    if (found !== null) this.recognised = true;
    const kind = this.kind ?? found;
    if (kind === null || (found !== null && found !== kind)) {
      return rejected(found !== null && isOtherUnit(found, kind) ? 'other_unit' : 'other_kind', null);
    }
    const rule = REPORTS[kind].record;
    const missing = missingKey(row, kind);
    if (missing !== undefined) return rejected('missing_key', missing);
    const day = row.text(rule.dayKey);
    if (day !== null && day > (REPORTS[kind].lastDay ?? day)) return rejected('after_end', rule.dayKey);
    const range = this.#expect.days;
    if (range !== undefined && day !== null && (day < range.from || day > range.to)) {
      return rejected('other_day', rule.dayKey);
    }
    const known = this.schema[kind].keys;
    // The same name as a new field of another kind says nothing.
    const ids = known.has('organization_id') ? this.entities.idsOf(row) : [];
    if (!this.#isWanted(ids, kind, line)) return rejected('other_scope', ids[0] ? `${ids[0].kind}_id` : null);
    const earlier = this.#grains.note(grainOf(row, rule.grain, ids[0]?.id ?? ''), place);
    if (earlier !== null) return { kind: 'repeated', place: earlier };
    this.entities.note(ids, kind);
    this.kind = kind;
    this.records++;
    if (known.has('report_end_day')) this.#noteWindow(row);
    for (const present of kind === 'aggregate-28-day' ? row.totalsDays() : day === null ? [] : [day]) {
      this.days.set(present, (this.days.get(present) ?? 0) + 1);
    }
    return LOADED;
  }

  /** The kind the row is; that of the report when nothing speaks against it. */
  kindOf(row: Row): RecordKind | null {
    const { kind } = this;
    if (kind !== null && !row.strange && missingKey(row, kind) === undefined) return kind;
    const names = row.names();
    if (this.#decided?.names !== names || this.#decided.expected !== kind) {
      this.#decided = { names, expected: kind, found: decideKind(names, this.schema, kind) };
    }
    return this.#decided.found;
  }

  #noteWindow(row: Row): void {
    if (!row.has('report_start_day') || !row.has('report_end_day')) return;
    const from = row.text('report_start_day') ?? '';
    const to = row.text('report_end_day') ?? '';
    const known = this.window ?? { from, to };
    if (this.window !== null && known.from <= from && known.to >= to) return;
    this.window = { from: from < known.from ? from : known.from, to: to > known.to ? to : known.to };
  }

  #isWanted(ids: ReturnType<Entities['idsOf']>, kind: RecordKind, line: number): boolean {
    const { entityId, entityIds } = this.#expect;
    if (entityIds !== undefined && !belongsTo(ids, kind, entityIds)) {
      throw new DataError(`Line ${line} belongs to ${ids.map((entity) => `${entity.kind} ${entity.id}`).join(', ')}.`, {
        code: 'other_scope',
        line,
        hint: `Expected ${entityIds.join(' or ')}. Load the file under the scope it was made for.`,
      });
    }
    return entityId === undefined || belongsTo(ids, kind, [entityId]);
  }
}

const BY_UNIT: ReadonlySet<RecordKind> = new Set(['ai-credit-usage', 'premium-request-usage']);

/** The report that lines of the other unit in a file of this one belong to; null for reports of one unit. */
export function otherUnit(kind: RecordKind): RecordKind | null {
  if (!BY_UNIT.has(kind)) return null;
  return kind === 'ai-credit-usage' ? 'premium-request-usage' : 'ai-credit-usage';
}

function isOtherUnit(found: RecordKind, kind: RecordKind | null): boolean {
  return kind !== null && otherUnit(kind) === found;
}

function missingKey(row: Row, kind: RecordKind): RoleKey | undefined {
  return REPORTS[kind].record.required.find((key) => !row.has(key));
}

function rejected(code: LineCode, path: string | null): Admission {
  return { kind: 'rejected', code, path };
}

function grainOf(row: Row, keys: readonly RoleKey[], entity: string): string {
  let grain = entity;
  for (const key of keys) grain += `|${row.text(key) ?? ''}`;
  return grain;
}
