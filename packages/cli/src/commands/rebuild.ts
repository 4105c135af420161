import { chooseHome, describeFaults, rebuildDatabase, requireData, requireNoServer } from '@flightdeck/app';
import { counted } from '@flightdeck/catalog';
import { printable } from '@flightdeck/query';
import { appEffects } from '../app-effects.ts';
import type { Command } from '../command.ts';
import { createProgressView } from '../output/progress.ts';
import { reportStopped } from '../output/stopped.ts';

/** `flightdeck rebuild`. */
export const rebuildCommand: Command = {
  name: 'rebuild',
  args: '',
  remote: 'never',
  says: 'build the database anew from the archive, or fill a cluster from it',
  options: [
    { flags: '--store <url>', says: 'fill this cluster (STORE_URL) instead of the database file' },
    { flags: '--skip-damaged', says: 'go on without what is damaged in journal and archive, and list it' },
  ],
  async run(call) {
    const { config, terminal } = call;
    requireNoServer(config.dataFolder, 'rebuild');
    const home = chooseHome(config);
    requireData(home);
    const view = createProgressView(terminal);
    const stopper = new AbortController();
    const stopListening = terminal.onStop(() => stopper.abort());
    try {
      const { signal } = stopper;
      const skipDamaged = call.options.skipDamaged === true;
      const { cluster, minFreeBytes } = config;
      const settings = { signal, skipDamaged, cluster, minFreeBytes, onProgress: view.show };
      const result = await rebuildDatabase(home, appEffects(call, 'quiet'), settings);
      view.end();
      terminal.out(
        `Rebuilt ${counted(result.days, 'day')} from ${counted(result.landings, 'report')} in the archive.\n`,
      );
      const { faults, kept } = result.journal;
      if (kept !== null) {
        terminal.err(`Left out of the journal: ${describeFaults(faults)}. The damaged journal is kept as ${kept}.\n`);
        terminal.err('The reports of these rows are in the archive: "flightdeck verify" lists them as extra.\n');
      }
      for (const { files, code, message } of result.failed)
        terminal.err(`${printable(`${files.join(', ')}: ${message}`)} [${code}]\n`);
      return result.failed.length === 0 && kept === null ? 0 : 3;
    } catch (error) {
      view.end();
      const what =
        config.cluster === null
          ? 'the database is as it was before'
          : 'what the cluster has got stays, and the rest is not in it yet';
      const says = `Stopped before the end: ${what}. Run "flightdeck rebuild" again.`;
      return reportStopped(error, stopper.signal, says, terminal);
    } finally {
      view.end();
      stopListening();
    }
  },
};
