/**
 * A process to be killed: backs up or restores a data folder, and dies by its own hand at the n-th pass of a named point. Arguments: verb,
 * data folder, folder of backups, instant, point, pass.
 */
import { ownHome, readConfig, restoreBackup, runBackup } from '@flightdeck/app';

const [verb = '', data = '', backups = '', instant = '', point = '', pass = '1'] = process.argv.slice(2);
let passed = 0;
const faultPoint = (name: string): void => {
  if (name === point && ++passed === Number(pass)) process.kill(process.pid, 'SIGKILL');
};
const config = readConfig({ flags: { FLIGHTDECK_DATA: data }, env: {}, cwd: '/', readFile: () => null });
if (verb === 'backup') {
  const now = (): Date => new Date(instant);
  await runBackup(ownHome(config), { to: backups, now, version: '0.1.0', faultPoint });
} else {
  await restoreBackup(config, backups, { faultPoint });
}
