import {
  examineUpgrade,
  openApp,
  ownHome,
  readVersion,
  requireData,
  requireNoServer,
  type UpgradePlan,
} from '@flightdeck/app';
import { formatDigits, printable } from '@flightdeck/query';
import { appEffects } from '../app-effects.ts';
import type { Command } from '../command.ts';

/** `flightdeck migrate`. */
export const migrateCommand: Command = {
  name: 'migrate',
  args: '',
  remote: 'never',
  says: 'bring data folder and database to this version, as the next start would; --check says what that is',
  options: [
    { flags: '--check', says: 'change nothing; ends with 4 if something is to be done, 2 if a newer version wrote it' },
    { flags: '--format <format>', says: 'how to print', choices: ['table', 'json'] },
  ],
  async run(call) {
    const { config, options, terminal } = call;
    requireNoServer(config.dataFolder, 'migrate');
    const plan = await examineUpgrade(config);
    const isCheck = options.check === true;
    terminal.out(options.format === 'json' ? `${JSON.stringify(plan)}\n` : toText(plan, config));
    if (isCheck || !plan.isPending) return plan.isPending ? 4 : 0;
    requireData(ownHome(config));
    const app = await openApp(config, ownHome(config), appEffects(call, 'quiet'));
    await app.close();
    terminal.out(`All of it is of Flightdeck ${readVersion()} now.\n`);
    return 0;
  },
};

function toText(
  { folder, database }: UpgradePlan,
  { dataFolder, dbFile }: { readonly dataFolder: string; readonly dbFile: string },
): string {
  const { noted, to, steps } = folder;
  const by =
    noted === null
      ? 'of a version before formats were noted'
      : `format ${noted.format}, opened last by Flightdeck ${noted.version}`;
  const { header, bytes, freeBytes } = database;
  const mb = (count: number): string => `${formatDigits(count / 1e6, 1, 1)} MB`;
  const engine = header === null ? '' : `DuckDB ${header.library}, storage ${header.storage}, ${mb(bytes)}: `;
  const says = {
    none: 'There is none; the next command fills one from the archive.',
    cluster: 'A cluster holds the data; a newer layout of its indexes is made by the next start.',
    current: 'Nothing to do.',
    older: `It is upgraded in a copy beside it, which takes its place when it is whole (${mb(bytes)} more, ${mb(freeBytes)} are free). The file as it is now stays for a week as ${dbFile}.before-upgrade.`,
    damaged: 'It is damaged: move it away, and the next command fills a new one from the archive.',
  }[database.state];
  const lines = [
    `Data folder ${dataFolder}: ${by}; this version writes format ${to}.`,
    ...(steps.length === 0 ? ['  Nothing to do.'] : steps.map((step) => `  ${step}`)),
    `Database: ${engine}${says}`,
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
