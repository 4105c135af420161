import type { ScanMeasure, ScanRow, Value } from '@flightdeck/query';
import { fromNano } from '@flightdeck/store/reference';
import { columnNamed, type Key, type Question, toValue } from '@flightdeck/store/shared';
import { exactParts, ofTable, productField, type Table } from '../layout/layout.ts';
import { findCount, type Rollup } from '../layout/rollup.ts';
import type { Reading } from '../load/annotate.ts';
import { readComposite } from '../wire/composite.ts';
import type { Bucket } from '../wire/send.ts';
import { type BucketKeys, needsScope } from './bucket-keys.ts';
import { compileKnown, compileTests, indexesIn } from './reach.ts';

/** A question put to one table as an aggregation. */
export interface Asking {
  readonly question: Question;
  readonly measures: readonly ScanMeasure[];
  readonly table: Table;
  /** Clauses of the documents asked. */
  readonly filter: readonly object[];
  readonly bucketKeys: BucketKeys;
  /** True: groups are made of people first, so that they can be counted. */
  readonly byPerson: boolean;
}

/** A sum too great for a double, which must be read from the rows. */
export class Inexact extends Error {}

/** Values of a group while its buckets are put together. */
interface Gathering {
  readonly keys: readonly (string | null)[];
  readonly parts: Part[];
}

/** The values of buckets for one measure. */
interface Part {
  /** Whole units or float, and billionths of decimals. */
  sum: number;
  nano: number;
  count: number;
  known: number;
  least: number | null;
}

/**
 * Groups and values of the measures, from the cluster's aggregations.
 * @throws Inexact when a sum of whole numbers is too great for a double.
 */
export async function aggregate(reading: Reading, asking: Asking, signal?: AbortSignal): Promise<ScanRow[]> {
  const { question, measures, table, filter, bucketKeys, byPerson } = asking;
  const indexes = indexesIn(reading, table, question.scan.range);
  const hasScope =
    needsScope(question) || (question.scopes.length > 1 && question.by.some(({ kind }) => kind === 'team'));
  const sources = [
    ...question.by.flatMap(compileSource),
    ...(hasScope && !question.by.some(({ kind }) => kind === 'scope') ? [SCOPE] : []),
    ...(byPerson && !question.by.some(({ kind }) => kind === 'person') ? [PERSON] : []),
  ];
  const aggs = Object.assign(
    {},
    ...measures.map((measure, index) => compileMeasure(question, measure, index, table.rollup)),
  );
  const groups = new Map<string, Gathering>();
  for await (const buckets of readComposite(
    reading.cluster,
    indexes,
    { filter: [ofTable(table, reading.commit.past), ...filter], sources, aggs },
    signal,
  )) {
    for (const bucket of buckets) {
      const keys = bucketKeys(question.by, bucket.key as Readonly<Record<string, unknown>>);
      if (!keys) continue;
      const id = keys.length === 1 ? String(keys[0]) + (keys[0] === null ? '\0' : '') : JSON.stringify(keys);
      let group = groups.get(id);
      if (!group) {
        group = { keys, parts: measures.map(() => ({ sum: 0, nano: 0, count: 0, known: 0, least: null })) };
        groups.set(id, group);
      }
      measures.forEach((measure, index) => {
        const part = group.parts[index];
        if (part) gather(part, measure, index, bucket, table.rollup);
      });
    }
  }
  if (question.by.length === 0 && groups.size === 0) {
    groups.set('', { keys: [], parts: measures.map(() => ({ sum: 0, nano: 0, count: 0, known: 0, least: null })) });
  }
  return [...groups.values()].map(({ keys, parts }) => ({
    keys,
    values: measures.map((measure, index) => toAnswer(question, measure, parts[index])),
  }));
}

const SCOPE = { scope: { terms: { field: 'scope' } } } as const;
const PERSON = { user: { terms: { field: 'user_id', missing_bucket: true } } } as const;

function compileSource({ name, kind }: Key): object[] {
  switch (kind) {
    case 'time':
      return [{ [name]: { date_histogram: { field: 'day', calendar_interval: name } } }];
    case 'scope':
      return [SCOPE];
    case 'team':
      return [{ team: { terms: { field: 'team_id' } } }];
    case 'person':
      return [PERSON];
    case 'repository':
      return [{ repository: { terms: { field: 'repo_id' } } }];
    case 'journey':
      return [];
    case 'attribute':
      return [{ [name]: { terms: { field: columnNamed(name), missing_bucket: true } } }];
  }
}

function compileMeasure(
  question: Question,
  measure: ScanMeasure,
  index: number,
  rollup: Rollup | null,
): Record<string, object> {
  const { aggregate: kind, column, weight, when } = measure;
  const name = `m${index}`;
  const within = (aggs: object): object => {
    const tests = compileTests(when);
    return tests.length === 0 ? { filter: { match_all: {} }, aggs } : { filter: { bool: { filter: tests } }, aggs };
  };
  switch (kind) {
    case 'sum': {
      if (weight !== undefined) return { [name]: within(summed(productField(column ?? '', weight))) };
      const isDecimal = question.fact.columns.some((known) => known.name === column && known.type === 'decimal');
      return { [name]: within(isDecimal ? summedExactly(column ?? '') : summed(column ?? '')) };
    }
    case 'min':
      return { [name]: within({ s: { min: { field: column ?? '' } } }) };
    case 'people_in_several':
      return {
        [name]: {
          filter: { match_all: {} },
          aggs: { s: { min: { field: column ?? '' } }, n: { max: { field: column ?? '' } } },
        },
      };
    default: {
      const count = rollup && findCount(rollup, when);
      if (count) {
        return {
          [name]: { sum: { field: count.rows } },
          [`k${index}`]: { sum: { field: count.known } },
        };
      }
      const known = compileKnown(when);
      return {
        ...(when.length > 0 ? { [name]: { filter: { bool: { filter: compileTests(when) } } } } : {}),
        ...(known.length > 0 ? { [`k${index}`]: { filter: { bool: { filter: known } } } } : {}),
      };
    }
  }
}

const summed = (field: string): object => ({ s: { sum: { field } }, c: { value_count: { field } } });

/** A decimal is summed in its two exact parts. */
function summedExactly(column: string): object {
  const [whole, nano] = exactParts(column);
  return { s: { sum: { field: whole } }, n: { sum: { field: nano } }, c: { value_count: { field: whole } } };
}

interface Answered {
  readonly value?: number | null;
  readonly doc_count?: number;
  readonly s?: { readonly value: number | null };
  readonly n?: { readonly value: number | null };
  readonly c?: { readonly value: number };
}

function gather(
  part: Part,
  { aggregate: kind }: ScanMeasure,
  index: number,
  bucket: Bucket,
  rollup: Rollup | null,
): void {
  const answer = bucket[`m${index}`] as Answered | undefined;
  const known = bucket[`k${index}`] as Answered | undefined;
  switch (kind) {
    case 'sum':
      part.sum += answer?.s?.value ?? 0;
      part.nano += answer?.n?.value ?? 0;
      part.count += answer?.c?.value ?? 0;
      return;
    case 'min': {
      const value = answer?.s?.value ?? null;
      if (value !== null) part.least = part.least === null ? value : Math.min(part.least, value);
      return;
    }
    case 'people_in_several': {
      const [least, most] = [answer?.s?.value ?? null, answer?.n?.value ?? null];
      part.known += bucket.doc_count;
      if (least !== null && most !== null && least < most) part.count += 1;
      return;
    }
    default: {
      const rows = answer ? (answer.value ?? answer.doc_count ?? 0) : rollup ? 0 : bucket.doc_count;
      const decided = known ? (known.value ?? known.doc_count ?? 0) : bucket.doc_count;
      part.known += decided;
      part.count += kind === 'people' ? (rows > 0 ? 1 : 0) : rows;
    }
  }
}

function toAnswer({ fact }: Question, { aggregate: kind, column, weight }: ScanMeasure, part: Part | undefined): Value {
  if (!part) return null;
  switch (kind) {
    case 'sum': {
      if (part.count === 0) return null;
      const type = fact.columns.find(({ name }) => name === column)?.type;
      if (weight !== undefined || type === 'number') return part.sum;
      if (!Number.isSafeInteger(part.sum) || !Number.isSafeInteger(part.nano)) throw new Inexact();
      return type === 'decimal'
        ? fromNano(BigInt(part.sum) * 1_000_000_000n + BigInt(part.nano))
        : toValue(BigInt(part.sum));
    }
    case 'min':
      return part.least;
    default:
      return part.known > 0 ? part.count : null;
  }
}
