import { printable, printableLines } from '@flightdeck/query';
import { type Logger, pino } from 'pino';
import type { Config } from '../../settings/config.ts';
import type { ClientCredential } from '../../settings/sign-in/client-credential.ts';
import { createRepeats } from '../repeats.ts';
import { createRedactor } from './redact.ts';

export type { Logger };

/** Where lines go and how they look. */
export interface LogTarget {
  write(line: string): void;
  readonly isTerminal: boolean;
}

const LABEL: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info ', 40: 'warn ', 50: 'error', 60: 'fatal' };
const HIDDEN = new Set(['level', 'time', 'msg', 'err']);
/** From this level on lines that are alike are limited; what goes well is not repeated in a flood. */
const WARN = 40;

/**
 * A logger of JSON lines, or of plain ones on a terminal; secrets never pass it. Of similar warnings and errors ten a
 * second are written, then one line with the number of the others.
 */
export function createLogger(
  config: Pick<Config, 'logLevel' | 'logFormat' | 'githubHosts'> & Partial<Pick<Config, 'reach' | 'signIn'>>,
  target: LogTarget,
): Logger {
  const redact = createRedactor(secretsOf(config));
  const isPretty = config.logFormat === 'pretty' || (config.logFormat === 'auto' && target.isTerminal);
  const repeats = createRepeats();
  return pino(
    {
      hooks: {
        logMethod(args, method, level) {
          const [first, second] = args as readonly unknown[];
          const fields = typeof first === 'object' && first !== null ? first : {};
          const message = String((typeof first === 'string' ? first : second) ?? '');
          const onMore = (more: number): void =>
            method.apply(this, [{ ...fields, more }, `${message} … ${more} more like it`]);
          if (level < WARN || repeats.admits(kindOf(level, message, fields), onMore)) method.apply(this, args);
        },
      },
      level: config.logLevel,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: ['authorization', 'cookie', '*.authorization', '*.cookie', 'token', '*.token'], censor: '***' },
    },
    { write: (line: string) => target.write(redact(isPretty ? toPlain(line) : printableLines(line))) },
  );
}

/** What makes lines alike: their message and the code or class of the error, not what it says of one request. */
function kindOf(level: number, message: string, fields: object): string {
  const error = (fields as { readonly err?: unknown }).err;
  const code = error instanceof Error ? ((error as { readonly code?: unknown }).code ?? error.name) : '';
  return `${level} ${message} ${String(code)}`;
}

/** Secret texts of the configuration, to be kept out of every line. */
function secretsOf({
  githubHosts,
  reach,
  signIn,
}: Pick<Config, 'githubHosts'> & Partial<Pick<Config, 'reach' | 'signIn'>>): readonly string[] {
  const ofGithub = githubHosts.flatMap(({ credentials }) => {
    if (credentials === null) return [];
    return credentials.kind === 'token' ? [credentials.token] : [credentials.privateKey];
  });
  const credential = signIn?.oidc.credential ?? null;
  const ofCredential = credential !== null && 'kind' in credential ? secretOfCredential(credential) : null;
  const given = [reach?.tls?.key, signIn?.metricsToken, signIn?.github.clientSecret, ofCredential];
  return [...ofGithub, ...given.filter((secret) => secret !== undefined && secret !== null)];
}

function secretOfCredential(credential: ClientCredential): string | null {
  if (credential.kind === 'secret') return credential.secret;
  if (credential.kind === 'key') return credential.pem;
  return credential.kind === 'azure' ? credential.endpoint.header : null;
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
