import { type Config, readConfig } from './config.ts';
import type { Texts } from './sources.ts';

/** What settings are read from. */
export interface Given {
  readonly flags?: Texts;
  readonly env?: Texts;
  readonly configFile?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** The settings of someone who starts Flightdeck in /home/ada. */
export function config({ flags = {}, env = {}, configFile, files = {} }: Given = {}): Config {
  return readConfig({ flags, env, configFile, cwd: '/home/ada', readFile: (path) => files[path] ?? null });
}

/** A private key as GitHub gives it, cut short. */
export const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----';
