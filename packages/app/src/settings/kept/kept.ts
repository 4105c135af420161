import { join } from 'node:path';
import { InputError } from '@flightdeck/catalog';
import { z } from 'zod';
import { findSetting } from '../settings.ts';
import type { ReadFile, TextSource, Texts } from '../sources.ts';

/** Folder inside the data folder for changes made on the settings page. */
export const KEPT_FOLDER = 'settings';
/** The file with the changed settings; it names another file, which has the secrets. */
export const KEPT_FILE = 'settings.json';

const entry = z.strictObject({
  text: z.string().max(20_000),
  at: z.iso.datetime(),
  by: z.string().max(500),
});
const settingsFile = z.strictObject({
  version: z.literal(1),
  settings: z.record(z.string(), entry),
  /** Name of the file with the secrets of these settings; null if there are none. */
  secrets: z
    .string()
    .regex(/^secrets-[0-9a-f]{16}\.json$/)
    .nullable(),
});
const secretsFile = z.strictObject({ version: z.literal(1), secrets: z.record(z.string(), entry) });

/** A setting changed on the settings page: its text, when and by whom. */
export type KeptEntry = z.output<typeof entry>;
/** What `settings.json` holds. */
export type SettingsFile = z.output<typeof settingsFile>;

/** The changes made on the settings page. */
export interface Kept {
  /** Path of `settings.json`, whether it exists or not. */
  readonly file: string;
  readonly entries: ReadonlyMap<string, KeptEntry>;
  /** Texts by name, like those of every source. */
  readonly texts: Texts;
  /** Name of the file of secrets; null if there is none. */
  readonly secrets: string | null;
}

/** Reads the changes; none if there is no file. @throws InputError `bad_kept_settings` for files Flightdeck did not write. */
export function readKept(folder: string, readFile: ReadFile): Kept {
  const file = join(folder, KEPT_FILE);
  // A writer makes new secrets first and removes the old ones last, so a second read finds a pair.
  const [pair = null] = [1, 2].map(() => readPair(folder, readFile)).filter((found) => found !== 'torn');
  if (pair === null) throw notOurs(file, 'the file of secrets it names is not there');
  const entries = new Map(Object.entries(pair.entries));
  for (const name of entries.keys()) {
    if (!findSetting(name)?.page) throw notOurs(file, `${name} is not changed on the page`);
  }
  const texts = Object.fromEntries([...entries].map(([name, { text }]) => [name, text]));
  return { file, entries, texts, secrets: pair.secrets };
}

interface Pair {
  readonly entries: Readonly<Record<string, KeptEntry>>;
  readonly secrets: string | null;
}

function readPair(folder: string, readFile: ReadFile): Pair | 'torn' {
  const path = join(folder, KEPT_FILE);
  const text = readFile(path);
  if (text === null) return { entries: {}, secrets: null };
  const { settings, secrets } = parse(settingsFile, path, text);
  if (secrets === null) return { entries: settings, secrets };
  const secretText = readFile(join(folder, secrets));
  if (secretText === null) return 'torn';
  return { entries: { ...settings, ...parse(secretsFile, join(folder, secrets), secretText).secrets }, secrets };
}

function parse<T>(schema: z.ZodType<T>, path: string, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notOurs(path, 'it is not JSON');
  }
  if (isNewer(value)) {
    throw new InputError(`${path} was written by a newer version of Flightdeck.`, {
      code: 'settings_newer',
      hint: 'Run the version that wrote it.',
    });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw notOurs(path, `${parsed.error.issues[0]?.path.join('.') || 'its top'} is not right`);
}

/** True for a file of settings of a later kind than this version writes. */
const isNewer = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'version' in value && Number(value.version) > 1;

function notOurs(path: string, why: string): InputError {
  return new InputError(`${path} does not hold settings as Flightdeck writes them: ${why}.`, {
    code: 'bad_kept_settings',
    hint: 'Restore the folder from a backup, or move it away and make the changes on the page again.',
  });
}

/** Credentials for GitHub: either a token or an App, so they are replaced together. */
const CREDENTIALS = /^GITHUB_(?:TOKEN|APP_ID|APP_PRIVATE_KEY|APP_INSTALLATION_ID)(?=_FILE$|__|$)/;

/** True for a setting that is part of GitHub credentials. */
export const isCredential = (name: string): boolean => CREDENTIALS.test(name);

/** The setting by which another source gives credentials for the first host, which override all kept ones; null if none does. */
export function credentialsFrom(given: readonly TextSource[], usualSuffix: string): string | null {
  const isOfUsual = (name: string): boolean => {
    const [, suffix] = name.replace(/_FILE$/, '').split('__');
    return suffix === undefined || suffix === usualSuffix;
  };
  const names = given.flatMap(({ texts }) => Object.keys(texts).filter((name) => texts[name]));
  return names.find((name) => isCredential(name) && isOfUsual(name)) ?? null;
}

/** The kept texts, without credentials if another source gives its own. */
export function withoutCredentials(kept: Texts, areGiven: boolean): Texts {
  return areGiven ? Object.fromEntries(Object.entries(kept).filter(([name]) => !isCredential(name))) : kept;
}
