import type { Day, DayRange, ReportKind, Scope } from '@flightdeck/catalog';
import { allLeftOut, type LeftOut, leftOutQueries } from '../derived.ts';
import type { FoundIndex, SlugScope } from '../slugs.ts';
import type { MovedIndex } from './documents.ts';
import type { Elastic } from './elastic.ts';
import { groupsOf } from './fields.ts';

/** An index that is read, with what its fields are called. */
export interface ReadIndex extends FoundIndex {
  readonly index: MovedIndex;
}

/** Days of one report of one organization that are read together. */
export interface MoveWindow {
  readonly scope: Scope;
  readonly report: ReportKind;
  readonly indexes: readonly ReadIndex[];
  /** How the cluster calls the organization. */
  readonly slug: string;
  readonly range: DayRange;
  /** Days that have documents. */
  readonly days: readonly Day[];
}

/** Documents of an organization that are no history of the older API, and why. */
export interface LeftOutDocuments {
  readonly scope: Scope;
  readonly slug: string;
  readonly why: LeftOut;
  readonly documents: number;
  readonly days: readonly Day[];
  /** Days on which an index has such documents and no others. */
  readonly alone: readonly Day[];
}

/** What is read from the indexes, and what is not. */
export interface MovePlan {
  readonly windows: readonly MoveWindow[];
  readonly leftOut: readonly LeftOutDocuments[];
}

/** Reports of which a month is read at once; of the others, with rows of people, a day. */
const BY_MONTH: ReadonlySet<ReportKind> = new Set(['legacy-dashboard', 'ai-credit-usage']);

/** Documents of a window, without those that are left out. */
export function queryOf({ fields, index }: ReadIndex, slug: string, range?: DayRange): object {
  return {
    bool: {
      filter: [
        { term: { [fields.by('organization_slug')]: slug } },
        ...(range === undefined ? [] : [{ range: { [fields.by('day')]: { gte: range.from, lte: range.to } } }]),
      ],
      must_not: index.kind === 'usage' ? allLeftOut(fields.by('day')) : [],
    },
  };
}

interface LeftOutSet {
  readonly scope: Scope;
  readonly slug: string;
  readonly why: LeftOut;
  documents: number;
  readonly days: Set<Day>;
  readonly alone: Set<Day>;
}

/** The days of each report of each organization, oldest first. @throws UpstreamError */
export async function planMove(
  elastic: Elastic,
  indexes: readonly ReadIndex[],
  slugs: ReadonlyMap<string, SlugScope>,
): Promise<MovePlan> {
  const windows = new Map<string, { of: SlugScope; report: ReportKind; indexes: ReadIndex[]; days: Set<Day> }>();
  const leftOut = new Map<string, LeftOutSet>();
  for (const of of slugs.values()) {
    for (const read of indexes) {
      const { report, kind } = read.index;
      const days = await daysOf(elastic, read, queryOf(read, of.slug));
      if (days.size > 0) {
        const key = `${of.slug}|${report}`;
        const entry = windows.get(key) ?? { of, report, indexes: [], days: new Set<Day>() };
        windows.set(key, entry);
        entry.indexes.push(read);
        for (const day of days.keys()) entry.days.add(day);
      }
      if (kind !== 'usage') continue;
      for (const [why, conditions] of Object.entries(leftOutQueries(read.fields.by('day'))) as [LeftOut, object][]) {
        const filter = [{ term: { [read.fields.by('organization_slug')]: of.slug } }];
        const found = await daysOf(elastic, read, { bool: { filter, ...conditions, minimum_should_match: 1 } });
        if (found.size === 0) continue;
        const { slug, scope } = of;
        const none = { scope, slug, why, documents: 0, days: new Set<Day>(), alone: new Set<Day>() };
        const entry = leftOut.get(`${slug}|${why}`) ?? none;
        leftOut.set(`${slug}|${why}`, entry);
        for (const [day, documents] of found) {
          entry.days.add(day);
          if (!days.has(day)) entry.alone.add(day);
          entry.documents += documents;
        }
      }
    }
  }
  return {
    windows: [...windows.values()].flatMap(toWindows),
    leftOut: [...leftOut.values()].map((entry) => ({
      ...entry,
      days: [...entry.days].sort(),
      alone: [...entry.alone].sort(),
    })),
  };
}

async function daysOf(elastic: Elastic, { name, fields }: FoundIndex, query: object): Promise<Map<Day, number>> {
  const days = new Map<Day, number>();
  for (const { keys, count } of await groupsOf(elastic, name, [fields.by('day')], query)) {
    const day = keys[0] ?? '';
    if (/^\d{4}-\d{2}-\d{2}/.test(day)) days.set(day.slice(0, 10), (days.get(day.slice(0, 10)) ?? 0) + count);
  }
  return days;
}

function toWindows(entry: {
  readonly of: SlugScope;
  readonly report: ReportKind;
  readonly indexes: readonly ReadIndex[];
  readonly days: ReadonlySet<Day>;
}): MoveWindow[] {
  const { of, report, indexes, days } = entry;
  const span = BY_MONTH.has(report) ? 7 : 10;
  const groups = new Map<string, Day[]>();
  for (const day of [...days].sort()) groups.set(day.slice(0, span), [...(groups.get(day.slice(0, span)) ?? []), day]);
  return [...groups.values()].map((group) => ({
    scope: of.scope,
    report,
    indexes,
    slug: of.slug,
    range: { from: group[0] ?? '', to: group.at(-1) ?? '' },
    days: group,
  }));
}
