import { InputError } from '@flightdeck/catalog';
import { splitList } from '../setting-values.ts';
import type { OldSetting } from './old-settings.ts';

/** What the value of an old setting is in ours. @throws InputError `bad_setting` where it means nothing. */
export function meaningOfOld(old: OldSetting, text: string): string {
  switch (old.means) {
    case 'organizations':
      return toScopes(text, 'org');
    case 'enterprises':
      return toScopes(text, 'enterprise');
    case 'hours':
      return toInterval(old.name, text);
    case 'issuer':
      return toIssuer(text);
    default:
      return text;
  }
}

/** The kinds of account that stand before a name there. */
const KIND: Readonly<Record<string, string>> = {
  standalone: 'enterprise',
  enterprise: 'enterprise',
  organization: 'org',
  org: 'org',
};

function toScopes(text: string, usual: string): string {
  const scopes = splitList(text).map((word) => {
    const [, before = '', name = ''] = /^([A-Za-z]{1,20})\s{0,5}:\s{0,5}(.{1,200})$/.exec(word) ?? [];
    const kind = KIND[before.toLowerCase()];
    return kind === undefined ? `${usual}:${word}` : `${kind}:${name}`;
  });
  return scopes.join(',');
}

/** In hours, or in minutes where they are no whole hours. */
function toInterval(name: string, text: string): string {
  const minutes = /^\d{1,4}(?:\.\d{1,4})?$/.test(text) ? Number(text) * 60 : Number.NaN;
  if (minutes >= 1 && Number.isInteger(minutes)) return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
  throw new InputError(`${name}=${text} is not right.`, {
    code: 'bad_setting',
    hint: 'Write SYNC_INTERVAL=1h instead: 30m, 2h or 1d, from 5m to 7d, or off.',
  });
}

/** Entra ID names itself with /v2.0 in today's tokens; people bring the issuer with and without it. */
function toIssuer(text: string): string {
  const issuer = text.replace(/\/$/, '');
  return /^https:\/\/login\.microsoftonline\.com\/[^/]{1,100}$/.test(issuer) ? `${issuer}/v2.0` : issuer;
}
