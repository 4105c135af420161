import { resolve } from 'node:path';
import { describeLacking, ownHome, type RunBackup, readVersion, runBackup } from '@flightdeck/app';
import { counted, InputError } from '@flightdeck/catalog';
import { formatDigits, printable } from '@flightdeck/query';
import { type Command, type Options, optionText } from '../command.ts';
import { createProgressView } from '../output/progress.ts';
import { reportStopped } from '../output/stopped.ts';

/** `flightdeck backup DEST`. */
export const backupCommand: Command = {
  name: 'backup',
  args: '[folder]',
  remote: 'never',
  says: 'copy everything that cannot be made again into a folder of backups, also while a server runs (BACKUP_DIR)',
  options: [
    { flags: '--keep <count>', says: 'then remove all but the newest so many; all are kept without it' },
    { flags: '--format <format>', says: 'how to print', choices: ['table', 'json'] },
  ],
  async run({ args, config, options, terminal }) {
    const to = args[0] ?? config.backup.folder;
    if (to === null)
      throw new InputError('A backup needs a folder to write to.', {
        code: 'no_backup_folder',
        hint: 'Write flightdeck backup FOLDER, or set BACKUP_DIR.',
      });
    const home = ownHome(config);
    const view = createProgressView(terminal);
    const stopper = new AbortController();
    const stopListening = terminal.onStop(() => stopper.abort());
    try {
      const made = await runBackup(home, {
        to: resolve(terminal.cwd, to),
        now: terminal.now,
        version: readVersion(),
        keep: readKeep(options),
        signal: stopper.signal,
        onProgress: (done, total) => view.show({ done, total, message: 'copying the archive' }),
      });
      view.end();
      terminal.out(options.format === 'json' ? `${JSON.stringify(toJson(made))}\n` : toText(made));
      if (made.manifest.lacking.length > 0) terminal.err(`${printable(describeLacking(made.manifest.lacking))}\n`);
      return made.manifest.lacking.length === 0 ? 0 : 3;
    } catch (error) {
      view.end();
      return reportStopped(error, stopper.signal, 'Stopped: no backup was made.', terminal);
    } finally {
      stopListening();
    }
  },
};

function readKeep(options: Options): number | null {
  const text = optionText(options, 'keep');
  if (text === undefined) return null;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InputError(`"${text}" is not a number of backups.`, { code: 'bad_keep', hint: 'Write --keep 7.' });
}

const toJson = ({ folder, manifest, bytes, linked, removed }: RunBackup) => ({
  ...{ folder, at: manifest.at, files: manifest.files.length, bytes, linked, removed },
  lacking: manifest.lacking,
});

function toText({ folder, manifest, bytes, linked, removed }: RunBackup): string {
  const already = linked === 0 ? '' : `, ${linked} of them linked to an earlier backup`;
  const lines = [
    `Backed up ${counted(manifest.files.length, 'file')}, ${formatDigits(bytes / 1e6, 1, 1)} MB${already}: ${folder}`,
    ...removed.map((name) => `Removed ${name}`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
