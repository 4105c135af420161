import type { Day } from '@flightdeck/catalog';
import { leftOutOf } from '../derived.ts';
import type { NoTeam } from '../no-team.ts';
import { type Document, isNoTeam, textOf, type UsageTable } from '../read/documents.ts';
import type { MoveLines } from './move-lines.ts';

/** What names a row of a table, beside its day and team. */
const KEYS: Readonly<Record<UsageTable, readonly string[]>> = {
  total: [],
  completion: ['language', 'editor', 'model'],
  chat: ['editor', 'model'],
  dotcom_chat: ['model'],
  pull_request: ['repository', 'model'],
};

const NO_TEAM = 'no-team';
type Counts = Record<string, number>;

/**
 * Turns documents of usage into lines of a scope and of its teams. Where `no-team` is the whole, it becomes the scope; where
 * it is the rest, the scope is the sum over all teams with it, so people in several teams count in each.
 */
export function usageLines(noTeamOn: (day: Day) => NoTeam): MoveLines {
  const sums = new Map<
    string,
    { readonly table: UsageTable; readonly day: Day; readonly keys: Counts | object; readonly counts: Counts }
  >();
  const summaries = new Map<string, Document[]>();
  const totals = new Map<string, number>();

  const lineOf = (table: UsageTable, document: Document, day: Day): object => {
    if (noTeamOn(day) === 'whole')
      return { day, moved: { [`${isNoTeam(document) ? 'scope' : 'team'}_${table}`]: document } };
    add(table, document, day);
    return { day, moved: { [`team_${table}`]: { ...document, team_slug: textOf(document.team_slug) ?? NO_TEAM } } };
  };
  const add = (table: UsageTable, document: Document, day: Day): void => {
    const keys = Object.fromEntries(KEYS[table].map((key) => [key, String(document[key])]));
    const name = JSON.stringify([table, day, ...Object.values(keys)]);
    const sum = sums.get(name) ?? { table, day, keys, counts: {} };
    sums.set(name, sum);
    for (const [key, value] of Object.entries(document)) {
      if (typeof value === 'number') sum.counts[key] = (sum.counts[key] ?? 0) + value;
    }
  };

  return {
    take({ table }, raw, day) {
      if (table === null || leftOutOf(raw) !== null) return [];
      const document = rowOf(table, raw);
      const group = JSON.stringify([day, raw.team_slug ?? null]);
      if (table === 'total') totals.set(group, Number(raw.total_pr_summaries_created ?? Number.NaN));
      if (table !== 'pull_request') return [lineOf(table, document, day)];
      summaries.set(group, [...(summaries.get(group) ?? []), { ...document, day }]);
      return [];
    },
    end() {
      const pulls = [...summaries].flatMap(([group, rows]) => onceEach(rows, totals.get(group)));
      const lines = pulls.map(({ day, ...row }) => lineOf('pull_request', row, String(day)));
      const scopes = [...sums.values()].map(({ table, day, keys, counts }) => ({
        day,
        moved: { [`scope_${table}`]: { ...keys, ...counts } },
      }));
      return [...lines, ...scopes];
    },
  };
}

/** What a document counts, and what names the row: `unknown` where an older version has no such field. */
function rowOf(table: UsageTable, document: Document): Document {
  const counts = Object.entries(document).filter(([, value]) => typeof value === 'number');
  const keys = KEYS[table].map((key) => [key, textOf(document[key]) ?? 'unknown'] as const);
  const team = textOf(document.team_slug);
  return { ...Object.fromEntries(counts), ...Object.fromEntries(keys), ...(team === null ? {} : { team_slug: team }) };
}

/** The dashboard repeats a repository's total for each model without a count of its own: such a total is taken once. */
function onceEach(rows: readonly Document[], total: number | undefined): readonly Document[] {
  const countOf = ({ pr_summaries_created }: Document): number => Number(pr_summaries_created ?? 0);
  const byRepository = new Map(rows.map((row) => [row.repository, row]));
  const added = rows.reduce((sum, row) => sum + countOf(row), 0);
  const once = [...byRepository.values()].reduce((sum, row) => sum + countOf(row), 0);
  if (total === undefined || Number.isNaN(total) || added <= total || once !== total) return rows;
  return [...byRepository.values()].map((row) => ({ ...row, model: 'unknown' }));
}
