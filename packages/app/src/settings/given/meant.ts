import { nearest } from '@flightdeck/query';
import { SETTINGS, type SettingName } from '../settings.ts';
import { findOld, OLD_SETTINGS } from './old-settings.ts';

/** What words in names of settings mean; the first of a row is the one ours use. */
const WORDS: readonly (readonly string[])[] = [
  ['GITHUB', 'GH'],
  ['TOKEN', 'PAT', 'TOKENS', 'APITOKEN'],
  [
    'SCOPES',
    'SCOPE',
    'ORG',
    'ORGS',
    'ORGANIZATION',
    'ORGANIZATIONS',
    'ORGANISATION',
    'ORGANISATIONS',
    'ENTERPRISE',
    'ENTERPRISES',
    'SLUG',
    'SLUGS',
  ],
  ['STORE', 'ELASTICSEARCH', 'ELASTIC', 'ES', 'OPENSEARCH', 'CLUSTER'],
  ['URL', 'URLS', 'ENDPOINT', 'ADDRESS', 'NODE', 'NODES', 'HOST', 'HOSTS', 'URI'],
  ['USER', 'USERNAME', 'LOGIN'],
  ['PASSWORD', 'PASS', 'PASSWD', 'PW', 'PWD'],
  ['INTERVAL', 'HOURS', 'CRON', 'EVERY', 'FREQUENCY', 'PERIOD', 'SCHEDULE'],
  ['SYNC', 'EXECUTION', 'FETCH', 'REFRESH', 'POLL', 'POLLING', 'UPDATE', 'COLLECT'],
  ['KEY', 'APIKEY'],
  ['SECRET', 'SECRETS'],
  ['DATA', 'DATADIR'],
  ['PUBLIC', 'EXTERNAL', 'BASE', 'ROOT', 'SITE'],
  ['BACKUP', 'BACKUPS'],
];
const MEANING = new Map(
  WORDS.flatMap(([first = '', ...rest]) => [first, ...rest].map((word) => [word, first] as const)),
);
/** Words that say only whose setting it is or what all of them are. */
const FILLERS: ReadonlySet<string> = new Set([
  'FLIGHTDECK',
  'COPILOT',
  'ACCESS',
  'API',
  'DIR',
  'FOLDER',
  'PATH',
  'SETTING',
  'PERSONAL',
  'NAME',
]);
/** What a name is about; null where that is too little to go by. */
function meaningOf(name: string): string | null {
  const words = name
    .toUpperCase()
    .split(/[_.-]+/)
    .filter((word) => word !== '' && !FILLERS.has(word));
  const meanings = new Set(words.map((word) => MEANING.get(word) ?? word));
  // Whose organizations they are goes without saying.
  if (meanings.has('SCOPES')) meanings.delete('GITHUB');
  const isEnough = meanings.size > 1 || meanings.has('SCOPES');
  return isEnough ? [...meanings].sort().join(' ') : null;
}

const BY_MEANING = new Map(
  SETTINGS.flatMap(({ name }): (readonly [string, SettingName])[] => {
    const meaning = meaningOf(name);
    return meaning === null ? [] : [[meaning, name]];
  }).reverse(),
);
const NAMES: readonly SettingName[] = SETTINGS.map(({ name }) => name);
/** Shorter names are near to too much. */
const LONG_ENOUGH = 8;

/** Our setting that a name is probably meant for: an old name, the same words otherwise put, or a misspelling; null: none. */
export function findMeant(given: string): SettingName | null {
  const name = given.replace(/_FILE$/, '').toUpperCase();
  const old = findOld(name)?.takes;
  if (old) return old;
  return misspelt(name) ?? BY_MEANING.get(meaningOf(name) ?? '') ?? null;
}

/** At most every sixth letter wrong, or two of them. */
function misspelt(name: string): SettingName | null {
  const known = [...NAMES, ...OLD_SETTINGS.filter(({ takes }) => takes !== null).map((old) => old.name)];
  const near = nearest(
    name,
    known.filter((one) => one.length >= LONG_ENOUGH && Math.abs(one.length - name.length) <= 2),
  );
  return near !== null && isNear(name, near) ? (findOld(near)?.takes ?? (near as SettingName)) : null;
}

/** True if the words differ by few letters: those left after what is alike at both ends. */
function isNear(name: string, other: string): boolean {
  let from = 0;
  while (from < name.length && name[from] === other[from]) from += 1;
  let to = 0;
  while (to < Math.min(name.length, other.length) - from && name.at(-1 - to) === other.at(-1 - to)) to += 1;
  return Math.max(name.length, other.length) - from - to <= 2;
}
