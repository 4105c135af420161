import { resolve } from 'node:path';
import { type DayRange, InputError } from '@flightdeck/catalog';
import { csvText, formatChange, formatExact, formatSize, toJson } from '@flightdeck/query';
import { exceeds, type Reconciliation, wayRows } from '@flightdeck/reconcile';
import { type Command, optionText } from '../command.ts';
import { completeRange } from '../input/query-input.ts';
import { toReconcileInput } from '../input/reconcile-input.ts';
import { openSource } from '../input/source.ts';
import { reportLacking } from '../output/lacking.ts';
import { formatTable } from '../output/table.ts';

/** `flightdeck reconcile`. */
export const reconcileCommand: Command = {
  name: 'reconcile',
  args: '',
  remote: 'asks',
  says: "explain step by step why another number is not Flightdeck's",
  options: [
    { flags: '--metric <name>', says: 'the metric ("flightdeck metrics" lists them)' },
    { flags: '--scope <scope>', says: 'org:NAME or enterprise:NAME; several organizations with commas' },
    { flags: '--from <day>', says: 'first day, YYYY-MM-DD' },
    { flags: '--to <day>', says: 'last day, YYYY-MM-DD' },
    {
      flags: '--against <source>',
      says: 'dashboard=31.2%, file:PATH, aggregate, teams, organizations=a,b, languages, editors, models, seats, …',
    },
    { flags: '--read-at <instant>', says: 'when the other number was read or exported: 2026-11-02T09:00:00Z' },
    { flags: '--window <window>', says: 'days the other number covers: 28, month or FROM..TO' },
    { flags: '--their-scope <scope>', says: 'scope of the other number, if it is not ours: enterprise:NAME' },
    {
      flags: '--people <who>',
      says: 'who counts as active in it: who sent a prompt, or everyone GitHub reports (default: whichever leaves less unexplained)',
      choices: ['prompts', 'reported'],
    },
    { flags: '--where <dim=value>', says: 'narrow both numbers: language=go', repeated: true },
    { flags: '--share <dim=value>', says: "one value's share of the whole, in percent: language=python" },
    { flags: '--as-of <instant>', says: 'our number as it was known then' },
    {
      flags: '--tolerance <amount>',
      says: 'unexplained remainder to accept: 2; for a rate 0.005, half a point; or 0.1% of our number (default 0)',
    },
    { flags: '--format <format>', says: 'how to print', choices: ['table', 'json', 'csv'] },
  ],
  async run(call) {
    const { options, terminal } = call;
    const source = await openSource(call, true);
    try {
      if (source.demo) terminal.err('Demo data: a made-up organization.\n');
      const range = toRange(optionText(options, 'from'), optionText(options, 'to'), await source.loadedRange());
      const { scopes } = await source.status();
      const { request, file, scopeKey } = toReconcileInput(
        options,
        range,
        scopes.map(({ scope }) => scope),
      );
      const received = file === null ? null : await source.receive(resolve(terminal.cwd, file), scopeKey);
      for (const notice of received?.notices ?? []) terminal.err(`${notice}\n`);
      const against = received ? { ...request.against, file: received.id } : request.against;
      const answer = await source.reconcile({ ...request, against });
      const tolerance = toTolerance(optionText(options, 'tolerance') ?? '0', answer);
      if (options.format === 'json') terminal.out(`${toJson(answer)}\n`);
      else terminal.out(options.format === 'csv' ? toCsv(answer) : toText(answer));
      for (const note of answer.notes) terminal.err(`${note}\n`);
      const lacking = await reportLacking(source, terminal);
      if (!exceeds(answer, tolerance)) return lacking;
      terminal.err(
        answer.unexplained === null
          ? 'The remainder is not known: one of the numbers is missing.\n'
          : `The unexplained remainder exceeds the tolerance of ${formatSize(tolerance, answer.unit)}.\n`,
      );
      return 4;
    } finally {
      await source.close();
    }
  },
};

const toRange = (from: string | undefined, to: string | undefined, loaded: DayRange | null): DayRange =>
  completeRange(from, to, loaded).range;

/** `2`, `0.001` or `0.1%` of our number. */
function toTolerance(text: string, { ours }: Reconciliation): number {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  if (digits === undefined) {
    throw new InputError(`"${text}" is not a tolerance.`, {
      code: 'bad_tolerance',
      hint: 'Write --tolerance 2, --tolerance 0.001 or --tolerance 0.1%.',
    });
  }
  return percent ? (Number(digits) / 100) * Math.abs(ours.value ?? 0) : Number(digits);
}

/** The sign and the unit of an amount. */
const SIGNS = {
  count: 'Amounts are what a step adds to their number: theirs + all amounts = ours.',
  rate: 'Amounts are percentage points that a step adds to their number: theirs + all amounts = ours.',
} as const;

function toText(answer: Reconciliation): string {
  const { unit, label, theirs, ours } = answer;
  const rows = wayRows(answer).map(({ label: name, amount, running, sentence }) => [
    name,
    amount === null ? '' : formatChange(amount, unit),
    running === null ? '' : formatExact(running, unit),
    sentence,
  ]);
  const table = formatTable(
    [
      { title: 'cause', align: 'left' },
      { title: 'amount', align: 'right' },
      { title: 'number', align: 'right' },
      { title: 'why', align: 'left' },
    ],
    rows,
  );
  const title = `${label} of ${ours.scope.names.join(', ')}: ${theirs.label} against Flightdeck`;
  return `${title}\n${SIGNS[unit === 'ratio' ? 'rate' : 'count']}\n\n${table}`;
}

function toCsv(answer: Reconciliation): string {
  const rows = wayRows(answer).map(({ step, label, amount, running, sentence }) => [
    step,
    label,
    amount,
    running,
    sentence,
  ]);
  return csvText([['step', 'label', 'amount', 'number', 'why'], ...rows]);
}
