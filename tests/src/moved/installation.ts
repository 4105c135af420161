import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseHome, createLogger, openApp, readConfig } from '@flightdeck/app';
import { startServer } from '@flightdeck/server';
import { type Ended, runCommand } from '../run-command.ts';
import { FIRST, LAST } from './world.ts';

/** A day long after everything that was imported. */
const NOW = new Date('2026-10-08T12:00:00Z');
const WEB = fileURLToPath(new URL('../../../packages/web/dist', import.meta.url));

/** A row of an answer: values of dimensions and metrics by name. */
export type Row = Readonly<Record<string, string | number | null>>;

/** A data folder of its own, and the ways to it. */
export interface Installation {
  cli(...args: string[]): Promise<Ended>;
  /** Rows of a query over all days of the world, as the command line prints them. */
  ask(metrics: readonly string[], by: string, ...where: string[]): Promise<readonly Row[]>;
  /** The server with the built web app; commands wait until it is closed. */
  serve(): Promise<{ readonly url: string; close(): Promise<void> }>;
  /** Removes the folder. */
  remove(): void;
}

/** An empty installation. */
export function createInstallation(): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-moved-'));
  const env = { FLIGHTDECK_DATA: folder, LOG_LEVEL: 'error' };
  const cli = (...args: string[]): Promise<Ended> => runCommand({ env, cwd: folder, now: NOW }, ...args);
  return {
    cli,
    async ask(metrics, by, ...where) {
      const days = ['--from', FIRST, '--to', LAST];
      const asked = ['query', '--metrics', metrics.join(','), ...(by === '' ? [] : ['--by', by]), ...days];
      const { out, err } = await cli(...asked, ...where.flatMap((text) => ['--where', text]), '--format', 'json');
      if (out === '') throw new Error(err);
      return (JSON.parse(out) as { readonly rows: readonly Row[] }).rows;
    },
    async serve() {
      const config = readConfig({ flags: {}, env, cwd: folder, readFile: () => null });
      const log = createLogger(config, { write: () => {}, isTerminal: false });
      const app = await openApp(config, chooseHome(config), { now: () => NOW, log });
      const server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: WEB, version: app.version });
      return {
        url: server.url,
        async close() {
          await server.close();
          await app.close();
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
