import { InputError } from '@flightdeck/catalog';
import { nearest } from '@flightdeck/query';
import { namesGiven } from './given/find-unknown.ts';
import { findMeant } from './given/meant.ts';
import type { Origin, TextSource, Texts } from './given/text-source.ts';
import { hostSuffix } from './hosts/github-hosts.ts';
import { findSetting, SETTINGS, type Setting, type SettingName } from './settings.ts';

export { ORIGINS, type Origin, type TextSource, type Texts } from './given/text-source.ts';

/** The text of a setting and where it was found; `file` names the NAME_FILE it was read from, `as` the old names it was given by. */
export interface SourcedText {
  readonly setting: Setting;
  readonly text: string | null;
  readonly origin: Origin;
  readonly file: string | null;
  readonly as: string | null;
}

/** Content of a file, or null when there is no such file. */
export type ReadFile = (path: string) => string | null;

const NAMES: readonly string[] = SETTINGS.map((setting) => setting.name);

/**
 * The text of every setting: flags before environment before file before what is kept before default. Empty texts count as not given.
 * @throws InputError `unknown_setting`, `given_twice` (NAME and NAME_FILE in one source), `file_missing`.
 */
export function gatherTexts(sources: readonly TextSource[], readFile: ReadFile): ReadonlyMap<SettingName, SourcedText> {
  const found = SETTINGS.map((setting): [SettingName, SourcedText] => [
    setting.name,
    findSourced(setting, sources, readFile) ?? {
      setting,
      text: setting.default,
      origin: 'default',
      file: null,
      as: null,
    },
  ]);
  return new Map(found);
}

/** The text of one setting from the first source with it; null when none has. @throws what `gatherTexts` throws. */
export function findSourced(setting: Setting, sources: readonly TextSource[], readFile: ReadFile): SourcedText | null {
  for (const source of sources) {
    const sourced = findText(setting, source, readFile);
    if (sourced) return sourced;
  }
  return null;
}

function findText(setting: Setting, { origin, texts, as: names }: TextSource, readFile: ReadFile): SourcedText | null {
  const as = names?.[setting.name] ?? null;
  const direct = [setting.name, ...(setting.aliases ?? [])].map((name) => texts[name]).find((text) => text);
  const file = texts[`${setting.name}_FILE`] || null;
  if (direct && file) {
    throw new InputError(`${setting.name} and ${setting.name}_FILE are both set.`, {
      code: 'given_twice',
      hint: 'Remove one of them.',
    });
  }
  if (direct) return { setting, text: direct.trim(), origin, file: null, as };
  if (!file) return null;
  const text = readFile(file);
  if (text === null) {
    throw new InputError(`${setting.name}_FILE names ${file}, which does not exist or cannot be read.`, {
      code: 'file_missing',
      hint: `Correct the path, or set ${setting.name} itself.`,
    });
  }
  return { setting, text: text.trim(), origin, file, as };
}

/** @throws InputError `unknown_setting` for a FLIGHTDECK_* name that no setting has, naming the nearest. */
export function checkNames(texts: Texts, where: string): void {
  for (const name of namesGiven(texts)) if (name.startsWith('FLIGHTDECK_')) checkName(name, where);
}

/**
 * Texts of a JSON configuration file; lists become comma-separated.
 * @throws InputError `bad_config_file`, `unknown_setting`.
 */
export function parseConfigFile(path: string, content: string): Texts {
  const wrong = (why: string) =>
    new InputError(`${path} is not a configuration file: ${why}.`, {
      code: 'bad_config_file',
      hint: 'Write one JSON object with setting names as keys: {"FLIGHTDECK_SCOPES": "org:acme", "PORT": 8080}.',
    });
  let parsed: unknown;
  try {
    parsed = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    throw wrong('it is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw wrong('it is not one object');
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => {
      checkName(name, path);
      const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (!parts.every((part) => typeof part === 'string' || typeof part === 'number')) {
        throw wrong(`${name} is neither text nor a number`);
      }
      return [name, parts.join(',')];
    }),
  );
}

function checkName(name: string, where: string): void {
  if (findSetting(name) || findSetting(name.replace(/_FILE$/, '')) || hostSuffix(name) !== null) return;
  const near = findMeant(name) ?? nearest(name, NAMES);
  throw new InputError(`${where} sets ${name}, which is not a setting.`, {
    code: 'unknown_setting',
    hint: near ? `Did you mean ${near}?` : `Settings are: ${NAMES.join(', ')}.`,
  });
}
