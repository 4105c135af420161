import { printable, printableLines } from '@flightdeck/query';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { createRedactor } from './redact.ts';

export type { Logger };

/** Where lines go and how they look. */
export interface LogTarget {
  write(line: string): void;
  readonly isTerminal: boolean;
}

const LABEL: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info ', 40: 'warn ', 50: 'error', 60: 'fatal' };
const HIDDEN = new Set(['level', 'time', 'msg', 'err']);

/** A logger of JSON lines, or of plain ones on a terminal; secrets never pass it. */
export function createLogger(
  config: Pick<Config, 'logLevel' | 'logFormat' | 'githubHosts'>,
  target: LogTarget,
): Logger {
  const redact = createRedactor(secretsOf(config));
  const isPretty = config.logFormat === 'pretty' || (config.logFormat === 'auto' && target.isTerminal);
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: ['authorization', 'cookie', '*.authorization', '*.cookie', 'token', '*.token'], censor: '***' },
    },
    { write: (line: string) => target.write(redact(isPretty ? toPlain(line) : printableLines(line))) },
  );
}

/** Secret texts of the configuration, to be kept out of every line. */
export function secretsOf({ githubHosts }: Pick<Config, 'githubHosts'>): readonly string[] {
  return githubHosts.flatMap(({ credentials }) => {
    if (credentials === null) return [];
    return credentials.kind === 'token' ? [credentials.token] : [credentials.privateKey];
  });
}

function toPlain(line: string): string {
  const entry: Record<string, unknown> = JSON.parse(line);
  const rest = Object.entries(entry).filter(([name]) => !HIDDEN.has(name));
  const fields = rest.map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const error = entry.err as { readonly stack?: string } | undefined;
  const time = String(entry.time).slice(11, 19);
  const text = printable(`${entry.msg ?? ''}${fields.join('')}`);
  return `${time} ${LABEL[Number(entry.level)] ?? ''} ${text}${error?.stack ? `\n${printableLines(error.stack)}` : ''}\n`;
}
