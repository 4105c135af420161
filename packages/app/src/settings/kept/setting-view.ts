import type { Config } from '../config.ts';
import { ENV_FILE } from '../given/env-file.ts';
import type { Section, SettingKind } from '../setting.ts';
import { SETTINGS, type Setting } from '../settings.ts';
import type { Origin } from '../sources.ts';
import { isCredential } from './kept.ts';

/** A setting as the settings page shows it. */
export interface SettingView {
  readonly name: string;
  readonly says: string;
  readonly kind: SettingKind;
  /** Its section and label on the page; null: it is only shown. */
  readonly page: { readonly section: Section; readonly label: string } | null;
  /** True: the value is never shown. */
  readonly secret: boolean;
  /** The text in effect; null for a secret, and if there is none. */
  readonly value: string | null;
  /** True if there is a value, shown or not. */
  readonly isSet: boolean;
  readonly default: string | null;
  readonly origin: Origin;
  /** What gives it: `GITHUB_TOKEN_FILE`, an old name as `GITHUB_PAT`, a configuration file; null for the page and the default. */
  readonly from: string | null;
  /** True: the page cannot change it, because it is given elsewhere or takes effect at the next start only. */
  readonly locked: boolean;
  /** When a change takes effect. */
  readonly holds: 'now' | 'restart';
  /** For a value changed on the page: when, by whom, and the last four characters of a token; null for any other. */
  readonly changed: { readonly at: string; readonly by: string; readonly ends: string | null } | null;
}

/** Every setting with its value and where it comes from; never a secret. */
export function viewSettings(config: Config): readonly SettingView[] {
  const given = new Map(config.given.map((one) => [one.name, one]));
  return SETTINGS.map((setting: Setting): SettingView => {
    const { name, says, kind, secret, page = null } = setting;
    const { value = null, origin = 'default', file = null, as = null } = given.get(name) ?? {};
    const kept = origin === 'kept' ? config.kept.entries.get(name) : undefined;
    const other = isCredential(name) ? config.kept.credentials : null;
    return {
      ...{ name, says, kind, page, secret, origin },
      value: secret ? null : value,
      isSet: value !== null,
      default: setting.default,
      from: fromOf(name, origin, file, as) ?? (other === name ? null : other),
      locked: page === null || isGiven(origin) || other !== null,
      holds: page === null ? 'restart' : 'now',
      changed: kept ? { at: kept.at, by: kept.by, ends: endOf(setting, kept.text) } : null,
    };
  });
}

/** True for a value from neither the page nor the default. */
export const isGiven = (origin: Origin): boolean => origin !== 'kept' && origin !== 'default';

function fromOf(name: string, origin: Origin, file: string | null, as: string | null): string | null {
  if (origin === 'env_file') return `${as ?? name} in ${ENV_FILE}`;
  if (as !== null) return as;
  if (origin === 'environment') return file === null ? name : `${name}_FILE`;
  if (origin === 'flag') return 'the command line';
  return origin === 'file' ? file : null;
}

/** The last characters of a token, by which people recognise it; null for a short one, and for keys, which all end alike. */
function endOf({ secret, name }: Setting, text: string): string | null {
  return secret && name === 'GITHUB_TOKEN' && text.length >= 16 ? text.slice(-4) : null;
}
