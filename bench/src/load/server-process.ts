import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openApp, ownHome } from '@flightdeck/app';
import { parseScope } from '@flightdeck/catalog';
import { startServer } from '@flightdeck/server';
import { FILE_SCOPE, WORLD_NOW, worldConfig, worldLog } from './world.ts';

// The server under load, in a process of its own: serves the folder named, and imports a file when asked to.

/** What it is asked: to import a file, or for the longest turn of its event loop since it was last asked. */
export type ToServer = { readonly kind: 'import'; readonly file: string } | { readonly kind: 'turns' };

/** What it answers. */
export type FromServer =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'imported'; readonly result: string; readonly tookMs: number }
  | { readonly kind: 'turns'; readonly maxMs: number; readonly p99Ms: number };

const [data = '', webFolder = ''] = process.argv.slice(2);
const config = worldConfig(data);
const now = (): Date => WORLD_NOW;
const app = await openApp(config, ownHome(config), { now, log: worldLog(config) });
const server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder, version: app.version, now });
const turns = monitorEventLoopDelay({ resolution: 10 });
turns.enable();

const say = (message: FromServer): void => void process.send?.(message);

process.on('message', (message: ToServer) => {
  if (message.kind === 'turns') {
    say({ kind: 'turns', maxMs: turns.max / 1e6, p99Ms: turns.percentile(99) / 1e6 });
    turns.reset();
    return;
  }
  const started = performance.now();
  app
    .importFiles([message.file], { scope: parseScope(FILE_SCOPE) })
    .then(({ result }) => result)
    .catch((error: Error) => error.message)
    .then((result) => say({ kind: 'imported', result, tookMs: performance.now() - started }));
});
process.on('disconnect', async () => {
  await server.close();
  await app.close();
  process.exit(0);
});
say({ kind: 'ready', url: server.url });
