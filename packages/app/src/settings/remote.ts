import { withoutSlashes } from '@flightdeck/catalog';
import type { Setting } from './setting.ts';
import { badSetting, isLoopback } from './setting-values.ts';

/** A server elsewhere that commands ask instead of the data folder. */
export interface Remote {
  /** Address, with a path if there is one; ends in a slash. */
  readonly url: string;
  /** The token sent to it; null: none. */
  readonly token: string | null;
}

/** The address of a server; beyond this machine it must be https, as a token is sent there. @throws InputError `bad_setting`. */
export function readRemoteUrl(setting: Setting, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && [url.username, url.password, url.search, url.hash].every((part) => part === '');
  const isHere = url !== null && isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1'));
  if (isPlain && (url.protocol === 'https:' || (url.protocol === 'http:' && isHere)))
    return `${withoutSlashes(url.href)}/`;
  const why = isPlain && url.protocol === 'http:' ? ' Others on the network would read the token along.' : '';
  const shown = isPlain ? text : '***';
  throw badSetting(setting, shown, `Write ${setting.name}=https://stats.example.com/flightdeck/.${why}`);
}

/** The token to send. @throws InputError `bad_setting` for a text that a header cannot have. */
export function readRemoteToken(setting: Setting, text: string): string {
  if (/^[\x21-\x7e]{1,500}$/.test(text)) return text;
  throw badSetting(setting, '***', `Write ${setting.name}=fd_…, or ${setting.name}_FILE=PATH of a file that has it.`);
}
