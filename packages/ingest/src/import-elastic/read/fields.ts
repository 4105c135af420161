import { type Day, UpstreamError } from '@flightdeck/catalog';
import type { Elastic } from './elastic.ts';

/** The name to group and filter a field of an index by; null for one its mapping does not have. */
export interface IndexFields {
  readonly by: (field: string) => string;
  readonly has: (field: string) => boolean;
  /** Names of the indexes behind the name asked for, more than one behind an alias. */
  readonly behind: readonly string[];
}

interface Field {
  readonly type?: string;
  readonly fields?: Readonly<Record<string, { readonly type?: string }>>;
}
type Mappings = Readonly<
  Record<string, { readonly mappings?: { readonly properties?: Readonly<Record<string, Field>> } }>
>;

/** Fields of an index; null when there is no such index. @throws UpstreamError */
export async function fieldsOf(elastic: Elastic, index: string): Promise<IndexFields | null> {
  const answer = (await elastic.ask('GET', `${index}/_mapping`)) as Mappings | null;
  if (answer === null) return null;
  const properties = new Map(Object.entries(Object.values(answer)[0]?.mappings?.properties ?? {}));
  return {
    behind: Object.keys(answer),
    has: (name) => properties.has(name),
    by(name) {
      const field = properties.get(name);
      const keyword = Object.entries(field?.fields ?? {}).find(([, { type }]) => type === 'keyword')?.[0];
      return field?.type === 'text' && keyword !== undefined ? `${name}.${keyword}` : name;
    },
  };
}

/** Names of all indexes that begin with the text, in order. @throws UpstreamError */
export async function indexesNamed(elastic: Elastic, start: string): Promise<readonly string[]> {
  const answer = (await elastic.ask('GET', `${start}*/_mapping`)) as Mappings | null;
  return Object.keys(answer ?? {}).sort();
}

/** A group of documents: the values it is grouped by, and the sums or maxima asked for. */
export interface Bucket {
  readonly keys: readonly (string | null)[];
  readonly values: Readonly<Record<string, number | null>>;
  readonly count: number;
}

/** What is worked out over each group: a name, how, and over which field. */
export type Figures = Readonly<Record<string, { readonly [way in 'sum' | 'max']?: { readonly field: string } }>>;

interface CompositeAnswer {
  readonly timed_out?: boolean;
  readonly _shards?: { readonly failed?: number };
  readonly aggregations?: {
    readonly groups?: {
      readonly after_key?: object;
      readonly buckets?: readonly Readonly<Record<string, unknown>>[];
    };
  };
}

const PAGE = 1000;

/**
 * Every group of documents by the fields, a page at a time; a document without a field stands in the group of null.
 * @throws UpstreamError `elastic_partial` when not all shards answered.
 */
export async function groupsOf(
  elastic: Elastic,
  index: string,
  by: readonly string[],
  query: object,
  figures: Figures = {},
): Promise<readonly Bucket[]> {
  const sources = by.map((field, place) => ({ [`k${place}`]: { terms: { field, missing_bucket: true } } }));
  const found: Bucket[] = [];
  let after: object | undefined;
  do {
    const composite = { size: PAGE, sources, ...(after === undefined ? {} : { after }) };
    const answer = (await elastic.ask('POST', `${index}/_search`, {
      size: 0,
      query,
      aggs: { groups: { composite, ...(Object.keys(figures).length === 0 ? {} : { aggs: figures }) } },
    })) as CompositeAnswer | null;
    if (answer?.timed_out || (answer?._shards?.failed ?? 0) > 0) {
      throw new UpstreamError(`${index} did not give all groups by ${by.join(', ')}.`, {
        code: 'elastic_partial',
        retryable: true,
        hint: 'Run the command again; it goes on where it stopped.',
      });
    }
    const groups = answer?.aggregations?.groups;
    for (const bucket of groups?.buckets ?? []) found.push(toBucket(bucket, by, figures));
    after = groups?.buckets?.length === PAGE ? groups.after_key : undefined;
  } while (after !== undefined);
  return found;
}

function toBucket(bucket: Readonly<Record<string, unknown>>, by: readonly string[], figures: Figures): Bucket {
  const key = (bucket.key ?? {}) as Readonly<Record<string, unknown>>;
  return {
    keys: by.map((field, place) => toKey(key[`k${place}`], field)),
    values: Object.fromEntries(
      Object.keys(figures).map((name) => {
        const { value } = (bucket[name] ?? {}) as { readonly value?: unknown };
        return [name, typeof value === 'number' ? value : null];
      }),
    ),
    count: Number(bucket.doc_count ?? 0),
  };
}

/** A day mapped as a date is grouped by its instant. */
function toKey(value: unknown, field: string): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' && /^day(?:\.|$)/.test(field) ? toDay(value) : String(value);
}

const toDay = (instant: number): Day => new Date(instant).toISOString().slice(0, 10);
