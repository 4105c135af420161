import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type FlightdeckError, InputError } from '@flightdeck/catalog';
import { makeFolder, withFileLock } from '@flightdeck/ingest';
import type { Config } from '../config.ts';
import { findSetting, SETTINGS } from '../settings.ts';
import { isCredential, type KeptEntry } from './kept.ts';
import { isGiven, type SettingView, viewSettings } from './setting-view.ts';
import { writeKept } from './write-kept.ts';

/** New texts of settings by name; null undoes a change. */
export type SettingChanges = Readonly<Record<string, string | null>>;

/** Why a change was not made. */
export interface SettingRefusal {
  /** The setting; null if several are meant. */
  readonly name: string | null;
  readonly code: string;
  readonly says: string;
  readonly fix: string | null;
}

/** The settings of a running server, as administrators change them on the settings page. */
export interface LiveSettings {
  /** Every setting with the value in effect. */
  view(): Promise<readonly SettingView[]>;
  /**
   * Makes all changes, or none if one is refused, and returns the refusals. Changes are in effect when it resolves.
   * @throws what opening other data throws; CapabilityError `restart_needed`.
   */
  change(changes: SettingChanges, by: string): Promise<readonly SettingRefusal[]>;
  /** The changes for the audit log: `{from, to}` by name; for secrets, only that they change; of what is no setting, how many. */
  describe(changes: SettingChanges): Readonly<Record<string, unknown>>;
  /** The configuration with changes that are not made. @throws as `readConfig`; InputError for what the page may not change. */
  suppose(changes: SettingChanges): Config;
  /** Takes over changes made by another server on the same folder. */
  look(): Promise<void>;
}

/** What `createLiveSettings` needs. */
export interface LiveSettingsParts {
  readonly config: () => Config;
  /** Puts another configuration into effect. */
  readonly apply: (next: Config) => Promise<void>;
  /** @throws InputError for a configuration that a server could not start with. */
  readonly requireStartable: (next: Config) => void;
  readonly now: () => Date;
}

/** The live settings of one data folder. */
export function createLiveSettings({ config, apply, requireStartable, now }: LiveSettingsParts): LiveSettings {
  let applied = textOf(config().kept.file);
  const takeOver = async (): Promise<void> => {
    const there = textOf(config().kept.file);
    if (there === applied) return;
    await apply(config().reread());
    applied = there;
  };
  /** Refusals of changes that the page may not make, whatever the value. */
  const deniedOf = (changes: SettingChanges): readonly SettingRefusal[] => [
    ...Object.keys(changes)
      .filter((name) => findSetting(name) === undefined)
      .map(unknownRefusal),
    ...viewSettings(config()).flatMap((view) => (Object.hasOwn(changes, view.name) ? lockedRefusal(view) : [])),
  ];
  /** Refusals of the changes; empty if all are allowed. */
  const refusalsOf = (changes: SettingChanges): readonly SettingRefusal[] => {
    const refused = [...deniedOf(changes)];
    let left = without(changes, ({ name }) => refused.some((refusal) => refusal.name === name));
    while (Object.keys(left).length > 0) {
      const refusal = tryAll(() => requireStartable(suppose(left)), left);
      if (refusal === null) break;
      // That there is none now was just said.
      if (refusal.code === 'no_token' && refused.some(({ name }) => name !== null && isCredential(name))) break;
      refused.push(refusal);
      const isOfIt = ({ name }: { readonly name: string }) =>
        name === refusal.name || (refusal.name !== null && isCredential(refusal.name) && isCredential(name));
      const rest = without(left, isOfIt);
      if (Object.keys(rest).length === Object.keys(left).length) break;
      left = rest;
    }
    return refused;
  };
  const suppose = (changes: SettingChanges): Config => config().reread(merge(config().kept.texts, changes));
  return {
    async view() {
      await takeOver();
      return viewSettings(config());
    },
    async change(changes, by) {
      const { file } = config().kept;
      await makeFolder(dirname(file));
      return withFileLock(file, async () => {
        await takeOver();
        const refused = refusalsOf(changes);
        if (refused.length > 0) return refused;
        const before = config().kept.entries;
        await writeKept(file, entriesOf(before, changes, { at: now().toISOString(), by }));
        try {
          await apply(config().reread());
        } catch (error) {
          await writeKept(file, before);
          throw error;
        } finally {
          applied = textOf(file);
        }
        return [];
      });
    },
    describe(changes) {
      const views = new Map(viewSettings(config()).map((view) => [view.name, view]));
      const known = Object.entries(changes).filter(([name]) => findSetting(name) !== undefined);
      const lines = known.map(([name, to]) => {
        if (findSetting(name)?.secret !== false) return [name, to === null ? 'removed' : 'changed'] as const;
        return [name, { from: views.get(name)?.value ?? null, to }] as const;
      });
      // What is no setting can be a secret that was written in its place.
      const others = Object.keys(changes).length - known.length;
      return Object.fromEntries(others === 0 ? lines : [...lines, ['unknown settings', others]]);
    },
    suppose(changes) {
      // Otherwise a check could choose where secrets of the environment are sent.
      const refused = deniedOf(changes)[0];
      if (refused)
        throw new InputError(refused.says, { code: refused.code, hint: refused.fix ?? 'See GET /api/v1/settings.' });
      return suppose(changes);
    },
    look: takeOver,
  };
}

function merge(texts: Readonly<Record<string, string | undefined>>, changes: SettingChanges) {
  const trimmed = Object.entries(changes).map(([name, text]) => [name, text?.trim() || undefined] as const);
  return { ...texts, ...Object.fromEntries(trimmed) };
}

function entriesOf(
  before: ReadonlyMap<string, KeptEntry>,
  changes: SettingChanges,
  made: Pick<KeptEntry, 'at' | 'by'>,
): ReadonlyMap<string, KeptEntry> {
  const after = new Map(before);
  for (const [name, text] of Object.entries(changes)) {
    const trimmed = text?.trim();
    if (trimmed) after.set(name, { text: trimmed, ...made });
    else after.delete(name);
  }
  return after;
}

const without = (changes: SettingChanges, isOut: (change: { readonly name: string }) => boolean): SettingChanges =>
  Object.fromEntries(Object.entries(changes).filter(([name]) => !isOut({ name })));

function lockedRefusal({ name, locked, page, from, origin }: SettingView): SettingRefusal[] {
  if (!locked) return [];
  const says =
    page === null
      ? `${name} cannot be changed on the page.`
      : `${from ?? name} ${isGiven(origin) ? 'sets it already' : 'says who Flightdeck is to GitHub already'}, which goes before the page.`;
  const fix =
    page === null ? `Set ${name} where Flightdeck is started.` : 'Change it there, or take it out there first.';
  return [{ name, code: 'setting_locked', says, fix }];
}

const unknownRefusal = (name: string): SettingRefusal => ({
  name,
  code: 'unknown_setting',
  says: `${name.slice(0, 100)} is not a setting.`,
  fix: null,
});

/** Codes of errors, and the setting each is about whatever names its text has. */
const MEANT: Readonly<Record<string, string>> = {
  no_token: 'GITHUB_TOKEN',
  no_scopes: 'FLIGHTDECK_SCOPES',
  no_host_token: 'FLIGHTDECK_SCOPES',
};

function tryAll(check: () => void, changes: SettingChanges): SettingRefusal | null {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return toRefusal(error, Object.keys(changes));
  }
}

/** The refusal for the setting an error is about: the first changed one it names, else any it names. */
function toRefusal(error: FlightdeckError, changed: readonly string[]): SettingRefusal {
  const words = new Set(`${error.message} ${error.hint ?? ''}`.split(/\W+/));
  const named = [...changed, ...SETTINGS.map((setting) => setting.name)].find((name) => words.has(name));
  const name = MEANT[error.code] ?? named ?? null;
  return { name, code: error.code, says: error.message, fix: error.hint ?? null };
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not there, or not to be read, which reading it says.
    return null;
  }
}
