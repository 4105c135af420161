// A server whose disk may fail, which syncs every second; prints its address.
import { createLogger, openApp, ownHome, readConfig } from '@flightdeck/app';
import { startServer } from '@flightdeck/server';

const [data = '', apiUrl = ''] = process.argv.slice(2);
const NOW = new Date('2026-11-02T08:00:00Z');
const env = { GITHUB_API_URL: apiUrl, GITHUB_TOKEN: 'ghp_planted0123456789', FLIGHTDECK_SCOPES: 'org:aurora-works' };
const read = readConfig({
  flags: { FLIGHTDECK_DATA: data, MIN_FREE_SPACE: '0' },
  env,
  cwd: '/',
  readFile: () => null,
});
const config = { ...read, syncIntervalMs: 1000 };
const log = createLogger(config, { write: (line) => void process.stderr.write(line), isTerminal: false });
let passed = 0;
// The day stands still; the clock goes on, as every second has a sync of its own.
const now = (): Date => new Date(NOW.getTime() + Math.floor(performance.now()) - passed);
passed = Math.floor(performance.now());
const app = await openApp(config, ownHome(config), { now, log });
const server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: data, version: app.version, now });
app.startScheduler();
process.stdout.write(`${server.url}\n`);
process.on('SIGTERM', () => void server.close().then(() => app.close()));
