import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, chooseHome, createLogger, openApp, readConfig, renewDemo } from '@flightdeck/app';
import { startServer } from '@flightdeck/server';

/** The demo behind a real server, as Grafana would find it. */
export interface DemoServer {
  readonly app: App;
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a demo of that size, syncs it and serves it. */
export async function startDemo(
  people: number,
  days: number,
  env: Readonly<Record<string, string>> = {},
): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-grafana-'));
  const config = readConfig({
    flags: {},
    env: {
      FLIGHTDECK_DATA: folder,
      LOG_LEVEL: 'error',
      FLIGHTDECK_DEMO_PEOPLE: String(people),
      FLIGHTDECK_DEMO_DAYS: String(days),
      ...env,
    },
    cwd: folder,
    readFile: () => null,
  });
  const home = chooseHome(config);
  renewDemo(home, config.demo, new Date());
  const log = createLogger(config, { write: () => {}, isTerminal: false });
  const app = await openApp(config, home, { now: () => new Date(), log });
  await app.syncNow();
  const server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version });
  return {
    app,
    url: server.url,
    async close() {
      await server.close();
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a reader has chosen on a dashboard: values of variables, and the days. */
export interface Chosen {
  readonly variables: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** One column of a table as Grafana has it, with labels where it is one series of many. */
export interface Field {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
}

/** Columns of the same length. */
export type Frame = readonly Field[];

const ALL = ['$__all'];

/** `var-team=a&var-team=b`, as Grafana encodes it in a URL. */
function inUrl(name: string, values: readonly string[]): string {
  // Grafana leaves these bare, as AngularJS did.
  const encode = (text: string): string =>
    encodeURIComponent(text)
      .replace(/%40/g, '@')
      .replace(/%3A/gi, ':')
      .replace(/%24/g, '$')
      .replace(/%2C/gi, ',')
      .replace(/%20/g, '+');
  return values.map((value) => `var-${name}=${encode(value)}`).join('&');
}

/** A text with its variables replaced, in the formats the dashboards use. */
export function interpolate(text: string, { variables, from, to }: Chosen): string {
  return text.replaceAll(/\$\{(\w+)(?::([^}]+))?\}/g, (whole, name: string, format: string | undefined) => {
    if (name === '__from') return String(from);
    if (name === '__to') return String(to);
    const values = variables[name] ?? (name === 'grain' ? ['auto'] : ALL);
    if (format === 'queryparam') return inUrl(name, values);
    if (format === undefined && values.length === 1) return values[0] ?? '';
    throw new Error(`nothing says how Grafana writes ${whole}`);
  });
}
