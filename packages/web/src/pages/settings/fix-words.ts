import type { Refusal } from '../../data/settings.ts';

/** A refusal in the words of a page, which has fields instead of `NAME=`. */
function fixWords({ says, fix }: Refusal, name: string): string {
  const shown = [says, fix ?? ''].join(' ').replaceAll(new RegExp(`Write ${name}=`, 'g'), 'Write ');
  return shown.replaceAll(`${name}=`, '').trim();
}

/** Texts of refusals by setting; those of no setting, or of one outside the section, are under the first. */
export function refusalsByName(refused: readonly Refusal[], names: readonly string[]): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const refusal of refused) {
    const name = refusal.name !== null && names.includes(refusal.name) ? refusal.name : (names[0] ?? '');
    const words = fixWords(refusal, refusal.name ?? name);
    all.set(name, [all.get(name), words].filter(Boolean).join(' '));
  }
  return all;
}
