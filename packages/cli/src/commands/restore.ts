import { resolve } from 'node:path';
import { describeGap, lacksDays, openApp, ownHome, readVersion, requireNoServer, restoreBackup } from '@flightdeck/app';
import { counted } from '@flightdeck/catalog';
import { printable } from '@flightdeck/query';
import { appEffects } from '../app-effects.ts';
import type { Call, Command, ExitCode } from '../command.ts';
import { createProgressView } from '../output/progress.ts';
import { reportStopped } from '../output/stopped.ts';

/** `flightdeck restore SRC`. */
export const restoreCommand: Command = {
  name: 'restore',
  args: '<folder>',
  remote: 'never',
  says: 'put a backup (or the newest in a folder of backups) into an empty data folder, and fill the database from it',
  options: [],
  async run(call) {
    const { args, config, terminal } = call;
    requireNoServer(config.dataFolder, 'restore');
    const view = createProgressView(terminal);
    const stopper = new AbortController();
    const stopListening = terminal.onStop(() => stopper.abort());
    try {
      const { folder, manifest } = await restoreBackup(config, resolve(terminal.cwd, args[0] ?? ''), {
        signal: stopper.signal,
        onProgress: (done, total) => view.show({ done, total, message: 'copying and comparing' }),
      });
      view.end();
      terminal.out(
        `Restored ${counted(manifest.files.length, 'file')} of ${folder}, as of ${manifest.at} (Flightdeck ${manifest.version}).\n`,
      );
      if (manifest.version !== readVersion()) terminal.err(`This is Flightdeck ${readVersion()}.\n`);
      for (const { path, why } of manifest.lacking) terminal.err(`${printable(`The backup lacks ${path}: ${why}`)}\n`);
      terminal.err(
        `Tokens and grants are those of ${manifest.at}: what was revoked since is valid again. People sign in anew.\n`,
      );
    } catch (error) {
      view.end();
      return reportStopped(error, stopper.signal, 'Stopped: nothing was put in place.', terminal);
    } finally {
      stopListening();
    }
    return fill(call);
  },
};

/** Fills the database, or the cluster, from the archive that is there now. */
async function fill(call: Call): Promise<ExitCode> {
  const { config, terminal } = call;
  const app = await openApp(config, ownHome(config), appEffects(call, 'quiet'));
  try {
    const [{ integrity }, { days }] = [await app.status(), await app.ledger()];
    const loaded = days.filter(({ state }) => state === 'present' || state === 'provisional');
    terminal.out(`${counted(loaded.length, 'day')} of reports are loaded.\n`);
    for (const gap of integrity.gaps) if (!gap.isAccepted) terminal.err(`${printable(describeGap(gap))}\n`);
    return lacksDays(integrity) ? 3 : 0;
  } finally {
    await app.close();
  }
}
