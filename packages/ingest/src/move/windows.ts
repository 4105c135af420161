import { type Day, type DayRange, parseScope, type ReportKind, type Scope, UpstreamError } from '@flightdeck/catalog';
import type { MovedIndex } from './documents.ts';
import type { Elastic } from './elastic.ts';

/** Days of one report of one organization that are read together. */
export interface MoveWindow {
  readonly scope: Scope;
  readonly report: ReportKind;
  readonly indexes: readonly MovedIndex[];
  /** How the cluster calls the organization. */
  readonly slug: string;
  readonly range: DayRange;
  /** Days that have documents. */
  readonly days: readonly Day[];
}

interface Field {
  readonly type?: string;
  readonly fields?: Readonly<Record<string, { readonly type?: string }>>;
}
interface Bucket {
  readonly key: string | number;
  readonly key_as_string?: string;
}

const MOST_ORGANIZATIONS = 1000;
const MOST_DAYS = 10_000;

/** Days of people's rows and seats are read one by one, of totals a month at a time; oldest first. */
export async function planMove(
  elastic: Elastic,
  indexes: readonly MovedIndex[],
  prefix: string,
  host: string,
): Promise<readonly MoveWindow[]> {
  const found = new Map<string, { slug: string; report: ReportKind; indexes: MovedIndex[]; days: Set<Day> }>();
  for (const index of indexes) {
    const name = `${prefix}${index.name}`;
    const fields = await fieldsOf(elastic, name);
    if (fields === null) continue;
    for (const slug of await termsOf(elastic, name, fields('organization_slug'), MOST_ORGANIZATIONS, {
      match_all: {},
    })) {
      const key = `${slug}|${index.report}`;
      const entry = found.get(key) ?? { slug, report: index.report, indexes: [], days: new Set<Day>() };
      found.set(key, entry);
      entry.indexes.push(index);
      const query = { term: { [fields('organization_slug')]: slug } };
      for (const day of await termsOf(elastic, name, fields('day'), MOST_DAYS, query)) {
        if (/^\d{4}-\d{2}-\d{2}/.test(day)) entry.days.add(day.slice(0, 10));
      }
    }
  }
  return [...found.values()].flatMap(({ slug, report, indexes: own, days }) => {
    const span = report === 'legacy-dashboard' ? 7 : 10;
    const groups = new Map<string, Day[]>();
    for (const day of [...days].sort()) {
      const group = groups.get(day.slice(0, span)) ?? [];
      groups.set(day.slice(0, span), group);
      group.push(day);
    }
    return [...groups.values()].map(
      (group): MoveWindow => ({
        scope: scopeOf(slug, host),
        report,
        indexes: own,
        slug,
        range: { from: group[0] ?? '', to: group.at(-1) ?? '' },
        days: group,
      }),
    );
  });
}

/** A slug that begins with `standalone:` is an enterprise. @throws InputError `bad_scope` for one GitHub could not have. */
function scopeOf(slug: string, host: string): Scope {
  const enterprise = /^standalone:(.+)$/.exec(slug)?.[1];
  return parseScope(enterprise === undefined ? `org:${slug}@${host}` : `enterprise:${enterprise}@${host}`);
}

/** The name to group and filter a field by; null when there is no such index. */
export async function fieldsOf(elastic: Elastic, index: string): Promise<((field: string) => string) | null> {
  const answer = (await elastic.ask('GET', `${index}/_mapping`)) as Readonly<
    Record<string, { readonly mappings?: { readonly properties?: Readonly<Record<string, Field>> } }>
  > | null;
  if (answer === null) return null;
  const properties = Object.values(answer)[0]?.mappings?.properties ?? {};
  return (name) => {
    const field = properties[name];
    const keyword = Object.entries(field?.fields ?? {}).find(([, { type }]) => type === 'keyword')?.[0];
    return field?.type === 'text' && keyword !== undefined ? `${name}.${keyword}` : name;
  };
}

async function termsOf(elastic: Elastic, index: string, field: string, size: number, query: object): Promise<string[]> {
  const answer = (await elastic.ask('POST', `${index}/_search`, {
    size: 0,
    query,
    aggs: { values: { terms: { field, size } } },
  })) as {
    readonly timed_out?: boolean;
    readonly _shards?: { readonly failed?: number };
    readonly aggregations?: {
      readonly values?: { readonly buckets?: Bucket[]; readonly sum_other_doc_count?: number };
    };
  } | null;
  const values = answer?.aggregations?.values;
  if (answer?.timed_out || (answer?._shards?.failed ?? 0) > 0 || (values?.sum_other_doc_count ?? 0) > 0) {
    throw new UpstreamError(`${index} did not tell all values of ${field}.`, {
      code: 'elastic_partial',
      retryable: true,
    });
  }
  return (values?.buckets ?? []).map(({ key, key_as_string }) => key_as_string ?? dayOrText(key));
}

/** A day as a number is its instant. */
function dayOrText(key: string | number): string {
  return typeof key === 'number' ? new Date(key).toISOString().slice(0, 10) : key;
}
