import type { RestatedDay, RestatementCause } from '@flightdeck/app';
import {
  csvText,
  describeTotal,
  formatShareChange,
  formatValue,
  leadingChange,
  nounOf,
  shareOfChange,
  signed,
  toJson,
} from '@flightdeck/query';
import { type Command, optionText } from '../command.ts';
import { openSource, type RestatementsAsked } from '../input/source.ts';
import { reportLacking } from '../output/lacking.ts';
import { formatTable } from '../output/table.ts';

const WHY: Readonly<Record<RestatementCause, string>> = {
  late: 'late telemetry',
  restated: 'GitHub restated',
  seed: 'filled by 28-day report before',
  import: 'imported file',
};

const NAMES = ['scope', 'from', 'to', 'limit'] as const;

/** `flightdeck restatements`. */
export const restatementsCommand: Command = {
  name: 'restatements',
  args: '',
  remote: 'asks',
  says: 'list days that a newer report replaced, and what changed',
  options: [
    { flags: '--scope <scope>', says: 'only org:NAME or enterprise:NAME' },
    { flags: '--from <day>', says: 'first report day, YYYY-MM-DD' },
    { flags: '--to <day>', says: 'last report day, YYYY-MM-DD' },
    { flags: '--limit <number>', says: 'replacements at most (50), up to 200' },
    {
      flags: '--format <format>',
      says: 'how to print; csv has one line for each measure',
      choices: ['table', 'json', 'csv'],
    },
  ],
  async run(call) {
    const { options, terminal } = call;
    const source = await openSource(call, true);
    try {
      const given = NAMES.flatMap((name) => {
        const text = optionText(options, name);
        return text === undefined ? [] : [[name, text] as const];
      });
      const answer = await source.restatements(Object.fromEntries(given) as RestatementsAsked);
      if (options.format === 'json') terminal.out(`${toJson(answer)}\n`);
      else terminal.out(options.format === 'csv' ? toLines(answer.days) : toTable(answer.days));
      if (answer.hasMore) terminal.err('There are earlier ones: narrow with --from and --to, or raise --limit.\n');
      return await reportLacking(source, terminal);
    } finally {
      await source.close();
    }
  },
};

/** One line for each replacement, with its largest change. */
function toTable(days: readonly RestatedDay[]): string {
  if (days.length === 0) return 'No day was replaced.\n';
  return formatTable(
    [
      { title: 'received (UTC)', align: 'left' },
      { title: 'scope', align: 'left' },
      { title: 'report', align: 'left' },
      { title: 'day', align: 'left' },
      { title: 'why', align: 'left' },
      { title: 'change', align: 'right' },
      { title: 'of the day', align: 'right' },
      { title: 'totals changed', align: 'right' },
    ],
    days.map(({ at, scope, report, day, cause, changes }) => {
      const leading = leadingChange(changes);
      const share = leading ? shareOfChange(leading) : null;
      const words = leading ? changeWords(leading) : 'no total';
      return [
        at.slice(0, 16).replace('T', ' '),
        scope,
        report,
        day,
        WHY[cause],
        words,
        share === null ? '' : formatShareChange(share),
        String(changes.length),
      ];
    }),
  );
}

function changeWords(change: RestatedDay['changes'][number]): string {
  const { counts, unit } = describeTotal(change.measure);
  const by = (change.after ?? 0) - (change.before ?? 0);
  return `${signed(by, (size) => formatValue(size, unit ?? 'events'))} ${nounOf(counts, by)}`;
}

function toLines(days: readonly RestatedDay[]): string {
  const head = ['received_at', 'scope', 'report', 'day', 'why', 'measure', 'before', 'after'];
  const lines = days.flatMap(({ at, scope, report, day, cause, changes }) =>
    changes.map(({ measure, before, after }) => [at, scope, report, day, cause, measure, before, after]),
  );
  return csvText([head, ...lines]);
}
