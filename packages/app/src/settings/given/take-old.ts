import type { SettingName } from '../settings.ts';
import { meaningOfOld } from './meaning-of-old.ts';
import type { SettingNotice } from './notice.ts';
import { findOld, OLD_SETTINGS, type OldSetting } from './old-settings.ts';
import type { TextSource } from './text-source.ts';

/** What the predecessor's settings come to. */
export interface TakenOld {
  /** One source for each of the given ones, with our names. */
  readonly sources: readonly TextSource[];
  readonly notices: readonly SettingNotice[];
}

interface Found {
  readonly name: string;
  readonly old: OldSetting;
  readonly text: string;
}

/**
 * The texts of the predecessor's settings under our names. Ours, wherever they are given, count more.
 * @param among the places old settings are looked for in, the first counts · @param ours every place ours are given in
 * @throws InputError `bad_setting` for a value that has no meaning here.
 */
export function takeOld(among: readonly TextSource[], ours: readonly TextSource[]): TakenOld {
  const isGiven = (name: SettingName): boolean => ours.some(({ texts }) => texts[name] || texts[`${name}_FILE`]);
  const found = among.map((source) => ({ source, old: findAll(source) }));
  const names = new Set(found.flatMap(({ old }) => old.map(({ name }) => name)));
  const isSure = found.some(({ old }) => old.some((one) => !one.old.common));
  const taken = new Set<SettingName>();
  const done = new Set<string>();
  const notices: SettingNotice[] = isSure ? namesUnused(found.flatMap(({ old }) => old)) : [];
  const sources = found.map(({ source, old: all }): TextSource => {
    const texts: Record<string, string> = {};
    const as: Record<string, string> = {};
    for (const { name, old, text } of all) {
      const { takes, unless = takes === null ? [] : [takes], needs } = old;
      if (takes === null || done.has(name)) continue;
      done.add(name);
      const ownName = unless.find(isGiven);
      // Several lists of scopes are one; of anything else the first counts, also where it stands in another place.
      const isPart = takes === 'FLIGHTDECK_SCOPES' && (texts[takes] !== undefined || !taken.has(takes));
      const first = isPart || !taken.has(takes) ? undefined : firstOf(takes, names);
      const winner = ownName ?? first;
      if (winner !== undefined) {
        notices.push({
          names: [name],
          says: `${name} and ${winner} are both set: ${winner} counts.`,
          fix: `Remove ${name}.`,
        });
      } else if (needs !== undefined && !names.has(needs)) {
        const fix = `Set STORE_URL and ${takes}, or remove ${name}.`;
        notices.push({ names: [name], says: `${name} is not used, as ${needs} is not set.`, fix });
      } else {
        const meant = meaningOfOld(old, text);
        texts[takes] = texts[takes] === undefined ? meant : `${texts[takes]},${meant}`;
        as[takes] = as[takes] === undefined ? name : `${as[takes]}, ${name}`;
        taken.add(takes);
        const fix = old.means === undefined ? `Rename it to ${takes}.` : `Write ${takes}=${meant} instead.`;
        notices.push({ names: [name], says: `${name} is taken as ${takes}.`, fix });
      }
    }
    return { origin: source.origin, texts, as };
  });
  return { sources, notices };
}

/** The old settings of a source, in the order of the table. */
function findAll({ texts }: TextSource): readonly Found[] {
  const order = (old: OldSetting): number => OLD_SETTINGS.indexOf(old);
  return Object.entries(texts)
    .flatMap(([name, text]): Found[] => {
      const old = findOld(name);
      return old && text?.trim() ? [{ name, old, text: text.trim() }] : [];
    })
    .sort((a, b) => order(a.old) - order(b.old));
}

const firstOf = (takes: SettingName, names: ReadonlySet<string>): string | undefined =>
  OLD_SETTINGS.find((old) => old.takes === takes && names.has(old.name))?.name;

/** One notice for all that became the same. */
function namesUnused(found: readonly Found[]): SettingNotice[] {
  const unused = found.filter(({ old }) => old.takes === null && !old.became.startsWith('the same name'));
  const kinds = [...new Set(unused.map(({ old }) => old.became))];
  return kinds.map((became) => {
    const names = [...new Set(unused.filter(({ old }) => old.became === became).map(({ name }) => name))];
    const verb = names.length === 1 ? 'is' : 'are';
    return {
      names,
      says: `${names.join(', ')} ${verb} not used: ${became}`,
      fix: `Remove ${names.length === 1 ? 'it' : 'them'}.`,
    };
  });
}
