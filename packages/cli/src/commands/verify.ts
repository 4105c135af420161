import { resolve } from 'node:path';
import {
  type BackupVerification,
  type Config,
  compareDatabase,
  type DatabaseCheck,
  describeGap,
  findServer,
  ownHome,
  rangeText,
  type Verification,
  verifyBackup,
  verifyHome,
} from '@flightdeck/app';
import { counted, pluralOf } from '@flightdeck/catalog';
import { formatDigits, printable, toJson } from '@flightdeck/query';
import { type Command, optionText } from '../command.ts';
import { reportStopped } from '../output/stopped.ts';
import { createServerClient } from '../server/server-client.ts';
import { localTarget } from '../server/target.ts';

/** `flightdeck verify`. */
export const verifyCommand: Command = {
  name: 'verify',
  args: '',
  remote: 'never',
  says: 'compare archive, journal and database, or a backup with its manifest: what is missing, changed or extra',
  options: [
    { flags: '--deep', says: 'also unpack every file and compare its checksum, not only its size' },
    { flags: '--backup <folder>', says: 'compare this backup, or the newest in a folder of backups, instead' },
    { flags: '--format <format>', says: 'how to print', choices: ['table', 'json'] },
  ],
  async run({ config, options, terminal }) {
    const stopper = new AbortController();
    const stopListening = terminal.onStop(() => stopper.abort());
    try {
      const how = { isDeep: options.deep === true, signal: stopper.signal };
      const backup = optionText(options, 'backup');
      if (backup !== undefined) {
        const found = await verifyBackup(resolve(terminal.cwd, backup), how);
        terminal.out(options.format === 'json' ? `${toJson(found)}\n` : backupToText(found));
        return found.isSound ? 0 : 3;
      }
      const folder = await verifyHome(ownHome(config), how);
      const database = await checkDatabase(config, { isDeep: how.isDeep, now: terminal.now });
      const found = { ...folder, isSound: folder.isSound && database.faults.length === 0, database };
      terminal.out(options.format === 'json' ? `${toJson(found)}\n` : toText(found));
      return found.isSound ? 0 : 3;
    } catch (error) {
      return reportStopped(error, stopper.signal, 'Stopped before all files were compared.', terminal);
    } finally {
      stopListening();
    }
  },
};

/** Nobody else can open a database that a server holds, so that one says what it found. */
async function checkDatabase(config: Config, how: Parameters<typeof compareDatabase>[2]): Promise<DatabaseCheck> {
  const server = findServer(config.dataFolder);
  if (server === null) return compareDatabase(config, ownHome(config), how);
  const { integrity, demo } = await createServerClient(localTarget(server)).status();
  const faults = demo ? [] : integrity.gaps.filter(({ isAccepted }) => !isAccepted).map(describeGap);
  const says = `The server that runs (pid ${server.pid}) compared it when it started.`;
  return { state: 'compared', says, faults, hint: null };
}

function toText({
  journal,
  archive,
  otherFiles,
  database,
}: Verification & { readonly database: DatabaseCheck }): string {
  const { rows, fault, hint, notice, lostRows } = journal;
  const { files, bytes, isDeep, faults } = archive;
  const counts = (['missing', 'changed', 'extra'] as const).flatMap((state) => {
    const count = faults.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const lines = [
    `Journal: ${counted(rows, 'row')}, ${fault === null ? 'all as they were written' : `damaged. ${fault}`}`,
    ...(hint === null ? [] : [`  → ${hint}`]),
    ...(notice === null ? [] : [`  ${notice}`]),
    ...(lostRows === 0
      ? []
      : [`  ${lostRows} of them ${pluralOf(lostRows, 'was', 'were')} lost and left out on purpose.`]),
    `Archive: ${counted(files, 'file')}, ${formatDigits(bytes / 1e6, 1, 1)} MB, ${isDeep ? 'checksums' : 'sizes'} compared: ${counts.join(', ') || 'all as they were received'}`,
    ...faults.map(({ state, file, scope, report, days, message, isAccepted }) => {
      const of = days === null ? '' : `: ${report} of ${scope}, ${rangeText(days)}`;
      return `  ${state.padEnd(7)} ${file}${of}. ${message}${isAccepted ? ' Left out on purpose.' : ''}`;
    }),
    ...(faults.some(({ state }) => state !== 'extra')
      ? ['  → Restore the files from a backup; what GitHub still has, "flightdeck sync" fetches again.']
      : []),
    ...otherFiles.map(({ message }) => message),
    `Database: ${database.says}`,
    ...database.faults.map((fault) => `  ${fault}`),
    ...(database.hint === null ? [] : [`  → ${database.hint}`]),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function backupToText({ folder, at, version, files, bytes, ...found }: BackupVerification): string {
  const { faults, journalFault, changed, lacking } = found;
  const deep = changed === null ? '' : ', and what archived files hold with the journal';
  const lines = [
    `${folder}: as of ${at}, by Flightdeck ${version}`,
    `${counted(files, 'file')}, ${formatDigits(bytes / 1e6, 1, 1)} MB, checksums compared${deep}: ${found.isSound ? 'all as they were written' : 'not whole'}`,
    ...faults.map(({ state, path }) => `  ${state} ${path}`),
    ...(journalFault === null ? [] : [`  ${journalFault}`]),
    ...(changed ?? []).map((path) => `  changed before it was taken: ${path}`),
    ...lacking.map(({ path, why }) => `  lacking ${path}: ${why}`),
    ...(faults.length > 0 || journalFault !== null ? ['  → It cannot be restored: take another one.'] : []),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
