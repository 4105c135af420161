import { basename, resolve } from 'node:path';
import { type App, openApp, ownHome, requireNoServer, toScope } from '@flightdeck/app';
import { counted, InputError, parseDay } from '@flightdeck/catalog';
import { printable } from '@flightdeck/query';
import { appEffects } from '../app-effects.ts';
import { type Command, type ExitCode, optionText, optionTexts } from '../command.ts';
import { createProgressView } from '../output/progress.ts';
import { ELASTICSEARCH, MOVE_OPTIONS, moveIn } from './move.ts';

type Imported = Awaited<ReturnType<App['importFiles']>>;
type ImportedFile = Imported['files'][number];

const REJECTS_SHOWN = 5;

/** `flightdeck import`. */
export const importCommand: Command = {
  name: 'import',
  args: '<paths...>',
  remote: 'never',
  says: 'load files: reports, older APIs, bills (CSV), folders; or "elasticsearch URL" to import from another dashboard',
  options: [
    {
      flags: '--scope <scope>',
      says: 'whose reports they are: org:NAME or enterprise:NAME; elasticsearch: the kind of each name there, once for each',
      repeated: true,
    },
    { flags: '--id <id>', says: "for a file of several organizations or enterprises: GitHub's id of the one to load" },
    {
      flags: '--team <slug>',
      says: 'the team of all files: responses of copilot/metrics or copilot/usage for one team',
    },
    { flags: '--day <day>', says: 'for a list of seats: the day it was fetched, YYYY-MM-DD' },
    { flags: '--strict', says: 'load nothing of a file with a line that cannot be loaded' },
    { flags: '--replace', says: "also replace days that GitHub's API or a newer export gave" },
    ...MOVE_OPTIONS,
    { flags: '--format <format>', says: 'how to print', choices: ['table', 'json'] },
  ],
  async run(call) {
    const { args, config, options, terminal } = call;
    const scopes = optionTexts(options, 'scope').map((text) => toScope(config, text));
    const isMove = args[0] === ELASTICSEARCH;
    if (scopes.length > 1 && !isMove) {
      throw new InputError('Files are loaded for one scope at a time.', {
        code: 'bad_option',
        hint: 'Give --scope once, and import the files of each scope on their own.',
      });
    }
    const [scope] = scopes;
    const entityId = optionText(options, 'id');
    if (entityId !== undefined && !/^[1-9]\d{0,18}$/.test(entityId)) {
      throw new InputError(`"${entityId}" is not an id of GitHub.`, {
        code: 'bad_option',
        hint: 'Give the number that the rows have as organization_id or enterprise_id; without --id all their ids are named.',
      });
    }
    requireNoServer(config.dataFolder, 'import');
    const app = await openApp(config, ownHome(config), appEffects(call, 'quiet'));
    const view = createProgressView(terminal);
    const stopWatching = app.onProgress(view.show);
    const stopListening = terminal.onStop(() => void app.close());
    try {
      if (isMove) return await moveIn(call, app, args[1], scopes, view.end);
      const paths = args.map((path) => resolve(terminal.cwd, path));
      const strict = options.strict === true;
      const dayText = optionText(options, 'day');
      const day = dayText === undefined ? undefined : parseDay(dayText);
      const result = await app.importFiles(paths, {
        scope,
        entityId,
        team: optionText(options, 'team'),
        day,
        strict,
        replace: options.replace === true,
      });
      view.end();
      if (options.format === 'json') terminal.out(`${JSON.stringify(result)}\n`);
      else terminal.out(result.files.map(toText).join(''));
      for (const file of result.files) terminal.err(toMessages(file, result.files.length > 1));
      if (day !== undefined && !result.files.some(({ report }) => report === 'seats')) {
        terminal.err(
          '--day is for lists of seats, and none of these files is one: each row stands under its own day.\n',
        );
      }
      return exitCodeOf(result);
    } finally {
      view.end();
      stopWatching();
      stopListening();
      await app.close();
    }
  },
};

function exitCodeOf({ result }: Imported): ExitCode {
  if (result === 'ok') return 0;
  return result === 'partial' ? 3 : 2;
}

function toText(imported: ImportedFile): string {
  const { file, outcome, report, scopes, range, days, daysBy, lines, records, rejected, elsewhere, blank } = imported;
  const of = report === null ? '' : ` ${report} of ${scopes.join(', ')}`;
  const name = printable(basename(file));
  if (lines === 0) return `${name}: ${outcome.replace('_', ' ')}\n`;
  const when =
    range === null
      ? ''
      : range.from === range.to
        ? `, ${range.from}`
        : `, ${counted(days, 'day')} ${range.from} to ${range.to}`;
  const isKept = outcome === 'kept';
  const verdict = isKept ? `loaded 0 days, kept ${daysBy.kept}` : outcome.replace('_', ' ');
  const split = daysBy.kept > 0 && !isKept ? ` (${daysBy.loaded + daysBy.unchanged} loaded, ${daysBy.kept} kept)` : '';
  const others = elsewhere > 0 ? ` + ${elsewhere} of another organization or enterprise` : '';
  const counts = `${counted(lines, 'line')} = ${records} ${isKept ? 'read' : 'loaded'}${others} + ${rejected} rejected + ${blank} blank`;
  return `${name}: ${verdict}${of}${when}${split}; ${counts}\n`;
}

function toMessages(imported: ImportedFile, areSeveral: boolean): string {
  const { file, code, message, notices, rejected, rejectedLines } = imported;
  const about = areSeveral ? `${file}: ` : '';
  const lines = rejectedLines
    .slice(0, REJECTS_SHOWN)
    .map((line) => `${file}:${line.line} ${line.code}${line.path ? ` at ${line.path}` : ''}: ${line.message}`);
  const more = rejected - lines.length;
  return [
    ...(message === null ? [] : [`${file}: ${message} [${code}]`]),
    ...notices.map((notice) => `${about}${notice}`),
    ...lines,
    ...(more > 0 && lines.length > 0 ? [`and ${more} more; "flightdeck status" lists them.`] : []),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}
