import { InputError } from '@flightdeck/catalog';
import type { Texts } from './text-source.ts';

/** Name of the file with settings that is read in the current folder. */
export const ENV_FILE = '.env';

/** What a `.env` file sets, by name. */
export interface EnvFile {
  readonly texts: Texts;
  /** Line each name stands in, counted from 1; of a name given twice the last. */
  readonly lines: ReadonlyMap<string, number>;
  /** Names that stand in more than one line; the last one counts. */
  readonly repeated: readonly string[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,200}$/;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Reads `NAME=value` lines: `export`, comments, quotes, and quoted values of several lines. Nothing is replaced inside a value.
 * @throws InputError `bad_env_file` with the line's number, never with what stands there.
 */
export function parseEnvFile(path: string, content: string): EnvFile {
  const rows = content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const texts: Record<string, string> = {};
  const lines = new Map<string, number>();
  const repeated: string[] = [];
  for (let at = 0; at < rows.length; at++) {
    const line = at + 1;
    const row = (rows[at] ?? '').trim();
    if (row === '' || row.startsWith('#')) continue;
    const sign = row.indexOf('=');
    const name = row
      .slice(0, Math.max(sign, 0))
      .replace(/^export\s/, '')
      .trim();
    if (!NAME.test(name)) throw wrong(path, line, 'is not NAME=value', 'Write NAME=value, or # before a comment.');
    let rest = row.slice(sign + 1).trimStart();
    const quote = /^["'`]/.exec(rest)?.[0];
    if (quote === undefined) {
      texts[name] = wholeOf(path, line, withoutComment(rest));
    } else {
      let end = endOfQuoted(rest, quote);
      while (end === null && at + 1 < rows.length) {
        at += 1;
        rest += `\n${rows[at]}`;
        end = endOfQuoted(rest, quote);
      }
      if (end === null)
        throw wrong(path, line, `opens ${quote} and never closes it`, `Add ${quote} at the end of the value.`);
      if (!/^\s*(?:#|$)/.test(rest.slice(end + 1)))
        throw wrong(path, line, `goes on after the closing ${quote}`, 'Write # before a comment.');
      const quoted = rest.slice(1, end);
      texts[name] = quote === '"' ? wholeOf(path, line, withoutEscapes(quoted)) : quoted;
    }
    if (lines.has(name)) repeated.push(name);
    lines.set(name, line);
  }
  return { texts, lines, repeated: [...new Set(repeated)] };
}

/** Place of the quote that closes; null while it is open. */
function endOfQuoted(text: string, quote: string): number | null {
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return null;
}

function withoutComment(text: string): string {
  const at = text.search(/(?:^|\s)#/);
  return (at === -1 ? text : text.slice(0, at)).trim();
}

const withoutEscapes = (text: string): string =>
  text.replace(/\\(.)/gs, (_, letter: string) => ESCAPED[letter] ?? letter);

/** Other programs put another variable's value there; taken as it is, it would be a wrong password or address. */
function wholeOf(path: string, line: number, text: string): string {
  if (!/\$\{[A-Za-z_]/.test(text)) return text;
  throw wrong(
    path,
    line,
    'names another variable in $ and braces, which is not replaced here',
    'Write the value itself; in single quotes it is taken as it stands.',
  );
}

const wrong = (path: string, line: number, why: string, hint: string): InputError =>
  new InputError(`Line ${line} of ${path} ${why}.`, { code: 'bad_env_file', hint });
