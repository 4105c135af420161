import { resolve } from 'node:path';
import type { App } from '@flightdeck/app';
import { counted, InputError, type Scope } from '@flightdeck/catalog';
import { type Call, type CommandOption, type ExitCode, optionText, optionTexts } from '../command.ts';

type Moved = Awaited<ReturnType<App['moveElastic']>>;
type NoTeamOption = NonNullable<Parameters<App['moveElastic']>[0]['noTeam']>;
type NoTeam = NonNullable<NoTeamOption['unclear']>;

/** The word after `import` that asks for another dashboard's indexes instead of files. */
export const ELASTICSEARCH = 'elasticsearch';

/** Options of `flightdeck import elasticsearch URL`. */
export const MOVE_OPTIONS: readonly CommandOption[] = [
  { flags: '--user <name>', says: 'elasticsearch: user that reads it' },
  { flags: '--password-file <file>', says: 'elasticsearch: file that holds the password' },
  { flags: '--api-key-file <file>', says: 'elasticsearch: file that holds an API key, instead of user and password' },
  { flags: '--ca <file>', says: 'elasticsearch: certificate authority to trust, PEM' },
  { flags: '--index-prefix <text>', says: 'elasticsearch: prefix of copilot_usage_total and the other indexes' },
  {
    flags: '--no-team <meaning>',
    says: 'elasticsearch: meaning of no-team where the documents do not show it, whole (the organization) or rest (people without a team); NAME=whole for one organization',
    repeated: true,
  },
];

/**
 * Imports the indexes at the URL and prints what was imported. @throws InputError for options that do not belong
 * together.
 */
export async function moveIn(
  call: Call,
  app: App,
  url: string | undefined,
  scopes: readonly Scope[],
  end: () => void,
): Promise<ExitCode> {
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
    scopes,
    noTeam: noTeamOf(optionTexts(options, 'noTeam')),
  });
  end();
  if (options.format === 'json') terminal.out(`${JSON.stringify(result)}\n`);
  else terminal.out([...result.reports.map(toText), ...aboutOf(result)].join(''));
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

/** `whole`, `rest`, `acme=rest`. @throws InputError `bad_option`. */
function noTeamOf(texts: readonly string[]): NoTeamOption {
  const bySlug = new Map<string, NoTeam>();
  let unclear: NoTeam | null = null;
  for (const text of texts) {
    const [, slug, meaning] = /^(?:(.+)=)?(whole|rest)$/.exec(text) ?? [];
    if (meaning === undefined) {
      throw new InputError(`--no-team ${text} means nothing.`, {
        code: 'bad_option',
        hint: 'Give whole, rest, or NAME=whole or NAME=rest for one organization.',
      });
    }
    if (slug === undefined) unclear = meaning as NoTeam;
    else bySlug.set(slug, meaning as NoTeam);
  }
  return { unclear, bySlug };
}

const MEANINGS: Readonly<Record<NoTeam, string>> = {
  whole: 'the whole organization; days without it have no total',
  rest: 'the people without a team; totals are all teams with it, people in several teams count in each',
};

/** How the documents were read, what was left out, and which indexes were not read. */
function aboutOf({ noTeam, notices, unread }: Moved): readonly string[] {
  const readings = noTeam.map(({ scope, noTeam: meaning, from, to, by, why }) => {
    const when = from !== null ? ` from ${from}` : to !== null ? ` until ${to}` : '';
    const more = by === 'default' ? `; --no-team ${meaning === 'whole' ? 'rest' : 'whole'} reads it the other way` : '';
    return `${scope}: no-team${when} is read as ${MEANINGS[meaning]} (${why}${more}).\n`;
  });
  return [
    ...readings,
    ...notices.map((notice) => `${notice}\n`),
    ...unread.map(({ index, why }) => `${index} is not read: ${why}.\n`),
  ];
}

function toText(moved: Moved['reports'][number]): string {
  const { scope, report, range, loaded, unchanged, kept, skipped, lines, records, rejected, blank, undated } = moved;
  const days = [
    `${counted(loaded, 'day')} loaded`,
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(kept > 0 ? [`${kept} kept, because better rows stand there`] : []),
    ...(skipped > 0 ? [`${skipped} here already`] : []),
  ].join(', ');
  const when = range === null ? '' : ` ${range.from} to ${range.to}`;
  const read =
    lines === 0 ? '' : `; ${counted(lines, 'line')} = ${records} loaded + ${rejected} rejected + ${blank} blank`;
  const without = undated === 0 ? '' : `; ${counted(undated, 'document')} without a day`;
  return `${scope} ${report}${when}: ${days}${read}${without}\n`;
}
