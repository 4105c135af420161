import { randomBytes } from 'node:crypto';
import {
  type App,
  GUEST,
  isReachable,
  LOCAL,
  openServedApp,
  openTracer,
  removeServerFile,
  requireNoServer,
  writeServerFile,
} from '@flightdeck/app';
import { FIRST_ADMINISTRATOR_PATH, type RunningServer, startServer } from '@flightdeck/server';
import { appEffects } from '../app-effects.ts';
import type { Call, Command, ExitCode } from '../command.ts';
import { findWebFolder } from './web-folder.ts';

/** Time to finish after the first signal; the database has nothing of what is incomplete by then. */
const STOP_WITHIN_MS = 9500;

/** `flightdeck start`. */
export const startCommand: Command = {
  name: 'start',
  args: '',
  remote: 'never',
  says: 'serve the web app and the API, and sync every hour; the demo while nothing is configured',
  options: [
    { flags: '--port <port>', says: 'port to listen on (PORT, default 8080)' },
    { flags: '--host <host>', says: 'address to listen on (HOST, default 127.0.0.1)' },
  ],
  async run(call) {
    const { config } = call;
    requireNoServer(config.dataFolder, 'start');
    const effects = appEffects(call, 'server');
    for (const { says, fix } of config.notices) effects.log.warn(`${says} ${fix}`);
    const tracer = await openTracer(config, effects.log);
    const app = await openServedApp(config, { ...effects, tracer });
    try {
      return await serve(call, app);
    } finally {
      removeServerFile(config.dataFolder);
      await app.close();
      await tracer.close();
    }
  },
};

async function serve({ config, terminal }: Call, app: App): Promise<ExitCode> {
  let strayFailures = 0;
  terminal.onStrayFailure((reason) => {
    strayFailures += 1;
    app.log.error({ err: reason }, 'unhandled failure; the server goes on');
  });
  const localKey = `fd_local_${randomBytes(32).toString('base64url')}`;
  const server = await startServer(app, {
    host: config.host,
    port: config.port,
    webFolder: findWebFolder(),
    version: app.version,
    now: terminal.now,
    strayFailures: () => strayFailures,
    reach: config.reach,
    signIn: config.signIn,
    everybody: isReachable(config) ? GUEST : LOCAL,
    localKey,
  });
  const stopped = new Promise<void>((resolve) => {
    terminal.onStop(resolve);
  });
  writeServerFile(config.dataFolder, {
    pid: process.pid,
    url: server.localUrl,
    startedAt: terminal.now().toISOString(),
    key: localKey,
  });
  terminal.err(`Flightdeck ${app.version} is at ${server.url}${app.demo ? ' with demo data' : ''}. Ctrl+C stops it.\n`);
  if (config.signIn.mode !== 'none' && (await app.firstAdministrator.isNeeded())) {
    const secret = await app.firstAdministrator.offer();
    // To the terminal only, so that nobody finds it in the log later.
    terminal.err(
      `Nobody administers it yet. Open this once within the hour, signed in, to do so (or set ADMINS): ${server.url.replace(/\/?$/, '/')}${FIRST_ADMINISTRATOR_PATH}#${secret}\n`,
    );
  }
  app.startScheduler();
  await stopped;
  terminal.err('Stopping.\n');
  await closeWithin(server, app, terminal.exit);
  return 0;
}

async function closeWithin(server: RunningServer, app: App, exit: (code: ExitCode) => void): Promise<void> {
  const late = setTimeout(() => exit(0), STOP_WITHIN_MS);
  await Promise.all([server.close(), app.close()]);
  clearTimeout(late);
}
