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

const HIDDEN = new Set(['level', 'time', 'msg', 'err']);
/** From this level on lines that are alike are limited; what goes well is not repeated in a flood. */
const WARN = 40;

/**
 * A logger of JSON lines, or of plain ones on a terminal; secrets never pass it. Of similar warnings and errors ten a
 * second are written, then one line with the number of the others.
 */
export function createLogger(config: Pick<Config, 'logLevel' | 'logFormat'> & WithSecrets, target: LogTarget): Logger {
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
      formatters: { level: (label) => ({ level: label }), log: toSnakeCase },
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

type WithSecrets = Pick<Config, 'githubHosts'> &
  Partial<Pick<Config, 'reach' | 'signIn' | 'cluster' | 'remote' | 'traces'>>;

/** Secret texts of the configuration, to be kept out of every line. */
function secretsOf({ githubHosts, reach, signIn, cluster, remote, traces }: WithSecrets): readonly string[] {
  const ofGithub = githubHosts.flatMap(({ credentials }) => {
    if (credentials === null) return [];
    return credentials.kind === 'token' ? [credentials.token] : [credentials.privateKey];
  });
  const credential = signIn?.oidc.credential ?? null;
  const ofCredential = credential !== null && 'kind' in credential ? secretOfCredential(credential) : null;
  const ofStores = [cluster?.password, cluster?.apiKey, remote?.token, ...Object.values(traces?.headers ?? {})];
  const given = [reach?.tls?.key, signIn?.metricsToken, signIn?.github.clientSecret, ofCredential, ...ofStores];
  return [...ofGithub, ...given.filter((secret) => secret !== undefined && secret !== null)];
}

function secretOfCredential(credential: ClientCredential): string | null {
  if (credential.kind === 'secret') return credential.secret;
  if (credential.kind === 'key') return credential.pem;
  return credential.kind === 'azure' ? credential.endpoint.header : null;
}

/** Names of fields as log stores have them: `requestId` becomes `request_id`. Those inside of values stay. */
function toSnakeCase(fields: Record<string, unknown>): Record<string, unknown> {
  const named = Object.entries(fields).map(
    ([name, value]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value] as const,
  );
  return Object.fromEntries(named);
}

function toPlain(line: string): string {
  const entry: Record<string, unknown> = JSON.parse(line);
  const rest = Object.entries(entry).filter(([name]) => !HIDDEN.has(name));
  const fields = rest.map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const error = entry.err as { readonly stack?: string } | undefined;
  const time = String(entry.time).slice(11, 19);
  const text = printable(`${entry.msg ?? ''}${fields.join('')}`);
  return `${time} ${String(entry.level).padEnd(5)} ${text}${error?.stack ? `\n${printableLines(error.stack)}` : ''}\n`;
}
