import { rangeOf } from '@flightdeck/app';
import { type DayRange, findDimension, findMetric, InputError, isSnapshot, tileTitle } from '@flightdeck/catalog';
import { formatValue, printable, type QueryResult, toCsv, toJson } from '@flightdeck/query';
import { type Command, optionWords } from '../command.ts';
import { toQuery } from '../input/query-input.ts';
import { openSource, type Source } from '../input/source.ts';
import { reportLacking } from '../output/lacking.ts';
import { formatTable } from '../output/table.ts';

/** `flightdeck query`. */
export const queryCommand: Command = {
  name: 'query',
  args: '',
  remote: 'asks',
  says: 'answer metrics, grouped and filtered',
  options: [
    { flags: '--metrics <names>', says: 'metrics, separated by commas ("flightdeck metrics" lists them)' },
    {
      flags: '--by <names>',
      says: 'day, week, month, enterprise, organization, team, language, ide, feature, model, user',
    },
    { flags: '--over <names>', says: 'only what GitHub reports by these, without grouping by them' },
    { flags: '--from <day>', says: 'first day, YYYY-MM-DD' },
    { flags: '--to <day>', says: 'last day, YYYY-MM-DD' },
    {
      flags: '--where <dim=value>',
      says: 'only these: team=payments, language=go,rust, team!=payments',
      repeated: true,
    },
    { flags: '--grain <grain>', says: 'time buckets', choices: ['day', 'week', 'month'] },
    { flags: '--order <key>', says: 'order by a metric or dimension, highest first; KEY:asc for lowest' },
    { flags: '--limit <rows>', says: 'rows at most' },
    { flags: '--as-of <instant>', says: 'as it was known then, 2026-11-10T08:00:00Z' },
    { flags: '--format <format>', says: 'how to print', choices: ['table', 'json', 'csv'] },
  ],
  async run(call) {
    const { options, terminal } = call;
    const source = await openSource(call, true);
    try {
      if (source.demo) terminal.err('Demo data: a made-up organization.\n');
      const { query, notes } = toQuery(options, await loadedFor(source, optionWords(options, 'metrics')));
      const answer = await source.query(query);
      const result = { ...answer, notes: [...notes, ...answer.notes] };
      if (options.format === 'json') terminal.out(`${toJson(pick(result))}\n`);
      else {
        terminal.out(options.format === 'csv' ? toCsv(result) : toTable(result, query.over ?? []));
        // What is lacking is named below, with its file.
        const others = result.notes.filter(({ code }) => code !== 'lacking');
        for (const note of others) terminal.err(`${printable(note.message)}\n`);
      }
      return await reportLacking(source, terminal);
    } finally {
      await source.close();
    }
  },
};

function pick({ query, rows, notes }: QueryResult): Pick<QueryResult, 'query' | 'rows' | 'notes'> {
  return { query, rows, notes };
}

/** The rows for people: labels of the catalogue, values with their unit. */
function toTable({ query, rows }: QueryResult, over: readonly string[]): string {
  if (rows.length === 0) return 'No rows.\n';
  const metrics = query.metrics.map((name) => {
    const metric = findMetric(name);
    return { name, unit: metric?.unit ?? 'requests', title: metric ? tileTitle(metric.name, over) : name };
  });
  return formatTable(
    [
      ...query.by.map((name) => ({ title: findDimension(name)?.label ?? name, align: 'left' as const })),
      ...metrics.map(({ title }) => ({ title, align: 'right' as const })),
    ],
    rows.map((row) => [
      ...query.by.map((name) => String(row[name] ?? '')),
      ...metrics.map(({ name, unit }) => {
        const value = row[name] ?? null;
        return typeof value === 'string' ? value : formatValue(value, unit);
      }),
    ]),
  );
}

/** The days there can be an answer of: seats are known up to today, usage up to yesterday. */
async function loadedFor(source: Source, metrics: readonly string[]): Promise<DayRange | null> {
  const found = metrics.map(findMetric);
  if (!found.every((metric) => metric !== undefined && isSnapshot(metric))) return source.loadedRange();
  return (await snapshotsOf(source)) ?? source.loadedRange();
}

/** The days that seats are known of; null for none, and for a token that may not read the ledger. */
async function snapshotsOf(source: Source): Promise<DayRange | null> {
  try {
    return rangeOf((await source.ledger()).days, 'snapshots');
  } catch (error) {
    if (error instanceof InputError && error.code === 'not_allowed') return null;
    throw error;
  }
}
