import type { ReportKind } from '@flightdeck/catalog';
import { markOf, type NoTeamReading, readingOf } from '../no-team.ts';
import { idsOfPeople } from '../people-ids.ts';
import { dayOf } from '../read/documents.ts';
import type { Elastic } from '../read/elastic.ts';
import { type MoveWindow, queryOf, type ReadIndex } from '../read/windows.ts';
import { creditLines } from './credit-lines.ts';
import { type MoveLines, type PeopleIds, personLines, seatLines, summaryLines } from './move-lines.ts';
import { usageLines } from './usage-lines.ts';

/** The lines of windows, read from the cluster. */
export interface LineSource {
  /** NDJSON of a window. @throws UpstreamError while it is read. */
  linesOf(window: MoveWindow, onUndated: () => void): AsyncGenerator<Buffer>;
  /** Where they come from and how they were read, for the ledger. */
  nameOf(window: MoveWindow): string;
}

/** Reports in which two lines can be alike, so that each says its place. */
const NUMBERED: ReadonlySet<ReportKind> = new Set(['legacy-dashboard', 'seats', 'ai-credit-usage']);

/** Reads windows; ids of people are asked for once an organization. */
export function createLineSource(
  elastic: Elastic,
  indexes: readonly ReadIndex[],
  readings: ReadonlyMap<string, readonly NoTeamReading[]>,
): LineSource {
  const people = indexes.find(({ index }) => index.kind === 'person') ?? null;
  const ids = new Map<string, PeopleIds>();
  const idsOf = async (slug: string): Promise<PeopleIds> => {
    const known = ids.get(slug) ?? (await idsOfPeople(elastic, people, slug));
    ids.set(slug, known);
    return known;
  };
  const linesFor = async ({ report, scope, slug }: MoveWindow): Promise<MoveLines> => {
    if (report === 'seats') return seatLines(await idsOf(slug));
    if (report === 'users-28-day') return personLines(await idsOf(slug));
    if (report === 'seat-summary') return summaryLines(scope);
    return report === 'ai-credit-usage' ? creditLines() : usageLines((day) => readingOf(readings.get(slug) ?? [], day));
  };
  return {
    nameOf({ indexes: own, report, slug, range }) {
      const names = own.map(({ name }) => name).join(', ');
      return report === 'legacy-dashboard' ? `${names}${markOf(readings.get(slug) ?? [], range)}` : names;
    },
    async *linesOf(window, onUndated) {
      const lines = await linesFor(window);
      let line = 0;
      const write = (objects: readonly object[]): Buffer => {
        const texts = objects.map((object) => {
          line += 1;
          return `${JSON.stringify(NUMBERED.has(window.report) ? { ...object, line } : object)}\n`;
        });
        return Buffer.from(texts.join(''));
      };
      for (const read of window.indexes) {
        for await (const hits of elastic.documents(read.name, queryOf(read, window.slug, window.range))) {
          const page = write(
            hits.flatMap(({ _source }) => {
              const day = dayOf(_source);
              if (day === null) onUndated();
              return day === null ? [] : lines.take(read.index, _source, day);
            }),
          );
          if (page.length > 0) yield page;
        }
      }
      const rest = write(lines.end());
      if (rest.length > 0) yield rest;
    },
  };
}
