/** Texts of the versions of editors. */
import { pluralOf } from '@flightdeck/catalog';

export const losses = Object.freeze({
  all: 'too old: GitHub receives nothing',
  agents: 'agent work lost or counted as CLI',
});
export const columns = Object.freeze({
  editor: 'Editor',
  version: 'Version',
  plugin: 'Plugin',
  outputs: 'Outputs',
  note: 'Note',
});
export const none = 'No editor was reported for these days and filters.';
export const version = 'version';
export const tooOld = ({ versions, old }: { readonly versions: string; readonly old: number }): string =>
  `${versions}, ${old} of them too old to be counted right`;
export const noneLoses = 'No version here is known to lose data';
export const update = ({ old, versions }: { readonly old: number; readonly versions: string }): string =>
  `${versions} ${pluralOf(old, 'loses', 'lose')} data: update ${pluralOf(old, 'it', 'them')} and the days after are whole; nothing is filled in later`;
