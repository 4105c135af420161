import { resolve } from 'node:path';
import type { App } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';
import { type Call, type CommandOption, type ExitCode, optionText } from '../command.ts';

type Moved = Awaited<ReturnType<App['moveElastic']>>;

/** The word after `import` that asks for another dashboard's indexes instead of files. */
export const ELASTICSEARCH = 'elasticsearch';

/** Options of `flightdeck import elasticsearch URL`. */
export const MOVE_OPTIONS: readonly CommandOption[] = [
  { flags: '--user <name>', says: 'elasticsearch: who reads it' },
  { flags: '--password-file <file>', says: 'elasticsearch: file that holds the password' },
  { flags: '--api-key-file <file>', says: 'elasticsearch: file that holds an API key, instead of user and password' },
  { flags: '--ca <file>', says: 'elasticsearch: certificate authority to trust, PEM' },
  { flags: '--index-prefix <text>', says: 'elasticsearch: what stands before copilot_usage_total and the like' },
];

/** Reads the indexes at the URL, and prints what was moved. @throws InputError for options that do not belong together. */
export async function moveIn(call: Call, app: App, url: string | undefined, end: () => void): Promise<ExitCode> {
  const { options, terminal } = call;
  if (url === undefined) {
    throw new InputError('Which Elasticsearch?', {
      code: 'bad_url',
      hint: 'Write flightdeck import elasticsearch https://elastic.example:9200.',
    });
  }
  const user = optionText(options, 'user');
  const password = secretOf(call, 'passwordFile');
  if ((user === undefined) !== (password === undefined)) {
    throw new InputError('--user and --password-file go together.', { code: 'bad_option' });
  }
  const result = await app.moveElastic({
    url,
    basic: user === undefined || password === undefined ? undefined : { user, password },
    apiKey: secretOf(call, 'apiKeyFile'),
    ca: contentOf(call, 'ca'),
    prefix: optionText(options, 'indexPrefix'),
  });
  end();
  if (options.format === 'json') terminal.out(`${JSON.stringify(result)}\n`);
  else terminal.out(result.reports.map(toText).join(''));
  for (const { scope, report, range, code, message } of result.failed)
    terminal.err(`${scope} ${report} ${range.from} to ${range.to}: ${message} [${code}]\n`);
  if (result.result === 'ok') return 0;
  if (result.result === 'partial')
    terminal.err('Run the command again for what is missing; the rest is not read twice.\n');
  return 3;
}

function contentOf({ options, terminal }: Call, name: string): string | undefined {
  const file = optionText(options, name);
  if (file === undefined) return undefined;
  const content = terminal.readFile(resolve(terminal.cwd, file));
  if (content !== null) return content;
  throw new InputError(`There is no file ${file}.`, { code: 'not_found' });
}

/** A secret is the first line of its file. */
function secretOf(call: Call, name: string): string | undefined {
  return contentOf(call, name)?.split(/\r?\n/)[0];
}

function toText(moved: Moved['reports'][number]): string {
  const { scope, report, range, loaded, unchanged, kept, skipped, lines, records, rejected, blank, undated } = moved;
  const days = [
    `${loaded} days loaded`,
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(kept > 0 ? [`${kept} kept, because better rows stand there`] : []),
    ...(skipped > 0 ? [`${skipped} here already`] : []),
  ].join(', ');
  const when = range === null ? '' : ` ${range.from} to ${range.to}`;
  const read = lines === 0 ? '' : `; ${lines} lines = ${records} loaded + ${rejected} rejected + ${blank} blank`;
  const without = undated === 0 ? '' : `; ${undated} documents without a day`;
  return `${scope} ${report}${when}: ${days}${read}${without}\n`;
}
