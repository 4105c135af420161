import { join } from 'node:path';
import { InputError } from '@flightdeck/catalog';
import { z } from 'zod';
import { findSetting } from '../settings.ts';
import type { ReadFile, TextSource, Texts } from '../sources.ts';

/** Folder of the data folder with what was changed in the page. */
export const KEPT_FOLDER = 'settings';
/** The file in it that says what holds; secrets stand in another, which it names. */
export const KEPT_FILE = 'settings.json';

const entry = z.strictObject({
  text: z.string().max(20_000),
  at: z.iso.datetime(),
  by: z.string().max(500),
});
const settingsFile = z.strictObject({
  version: z.literal(1),
  settings: z.record(z.string(), entry),
  /** Name of the file with the secrets that belong to these settings; null: there are none. */
  secrets: z
    .string()
    .regex(/^secrets-[0-9a-f]{16}\.json$/)
    .nullable(),
});
const secretsFile = z.strictObject({ version: z.literal(1), secrets: z.record(z.string(), entry) });

/** A setting as it was changed in the page: its text, when and by whom. */
export type KeptEntry = z.output<typeof entry>;
/** What `settings.json` holds. */
export type SettingsFile = z.output<typeof settingsFile>;

/** What was changed in the page. */
export interface Kept {
  /** Path of `settings.json`, there or not. */
  readonly file: string;
  readonly entries: ReadonlyMap<string, KeptEntry>;
  /** Texts by name, as every source has them. */
  readonly texts: Texts;
  /** Name of the file of secrets; null when there is none. */
  readonly secrets: string | null;
}

/** @throws InputError `bad_kept_settings` for files that nobody of ours wrote. */
export function readKept(folder: string, readFile: ReadFile): Kept {
  const file = join(folder, KEPT_FILE);
  // Whoever writes makes new secrets first and takes the old ones away last, so that a second look finds a pair.
  const [pair = null] = [1, 2].map(() => readPair(folder, readFile)).filter((found) => found !== 'torn');
  if (pair === null) throw notOurs(file, 'the file of secrets it names is not there');
  const entries = new Map(Object.entries(pair.entries));
  for (const name of entries.keys()) {
    if (!findSetting(name)?.page) throw notOurs(file, `${name} is not changed in the page`);
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
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw notOurs(path, `${parsed.error.issues[0]?.path.join('.') || 'its top'} is not right`);
}

function notOurs(path: string, why: string): InputError {
  return new InputError(`${path} does not hold settings as Flightdeck writes them: ${why}.`, {
    code: 'bad_kept_settings',
    hint: 'Restore the folder from a backup, or move it away and make the changes in the page again.',
  });
}

/** Settings that say who we are to GitHub: a token and an App are one or the other, so they hold together. */
const CREDENTIALS = /^GITHUB_(?:TOKEN|APP_ID|APP_PRIVATE_KEY|APP_INSTALLATION_ID)(?=_FILE$|__|$)/;

/** True for a setting that says who we are to GitHub. */
export const isCredential = (name: string): boolean => CREDENTIALS.test(name);

/** The setting by which another source gives credentials for the usual host, so that none of those kept hold. */
export function credentialsFrom(given: readonly TextSource[], usualSuffix: string): string | null {
  const isOfUsual = (name: string): boolean => {
    const [, suffix] = name.replace(/_FILE$/, '').split('__');
    return suffix === undefined || suffix === usualSuffix;
  };
  const names = given.flatMap(({ texts }) => Object.keys(texts).filter((name) => texts[name]));
  return names.find((name) => isCredential(name) && isOfUsual(name)) ?? null;
}

/** Texts kept, without credentials where another source has its own. */
export function withoutCredentials(kept: Texts, areGiven: boolean): Texts {
  return areGiven ? Object.fromEntries(Object.entries(kept).filter(([name]) => !isCredential(name))) : kept;
}
