import { isIP } from 'node:net';
import {
  FlightdeckError,
  InputError,
  LIST_SEAT_PRICES,
  parseScope,
  type Scope,
  SEAT_PLANS,
  type SeatPrices,
  withoutSlashes,
} from '@flightdeck/catalog';
import type { Setting } from './setting.ts';

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const SHORTEST_INTERVAL_MS = 5 * 60_000;
const LONGEST_INTERVAL_MS = 7 * 86_400_000;

/** Log levels, most important first. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
/** Whether something is done. */
export const SWITCHES = ['on', 'off'] as const;
/** How log lines are written. */
export const LOG_FORMATS = ['auto', 'json', 'pretty'] as const;

/** @throws InputError `bad_setting` naming the setting and what to write instead; a secret's value is never repeated. */
export function badSetting(setting: Setting, text: string, instead: string): InputError {
  const shown = setting.secret ? `${setting.name} is not right.` : `${setting.name}=${text} is not right.`;
  return new InputError(shown, { code: 'bad_setting', hint: instead });
}

/** Milliseconds, or null for `off`. @throws InputError `bad_setting`. */
export function readInterval(setting: Setting, text: string): number | null {
  if (/^off$/i.test(text)) return null;
  const match = /^(\d{1,5})\s*([mhd])$/i.exec(text);
  const ms = Number(match?.[1]) * (UNIT_MS[match?.[2]?.toLowerCase() ?? ''] ?? Number.NaN);
  if (ms >= SHORTEST_INTERVAL_MS && ms <= LONGEST_INTERVAL_MS) return ms;
  throw badSetting(setting, text, `Write ${setting.name}=30m, 2h or 1d, from 5m to 7d, or off.`);
}

/** A whole number of the range. @throws InputError `bad_setting`. */
export function readWhole(setting: Setting, text: string, least: number, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw badSetting(
    setting,
    text,
    `Write ${setting.name}=${setting.default ?? least}, a whole number from ${least} to ${most}.`,
  );
}

const UNIT_BYTES: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
const MOST_BYTES = 1024 ** 5;

/** Bytes; units are powers of 1024 however they are written. @throws InputError `bad_setting`. */
export function readSize(setting: Setting, text: string): number {
  const match = /^(\d{1,7})\s*(?:([kmgt])(?:i?b)?|b)?$/i.exec(text);
  const unit = match?.[2]?.toLowerCase() ?? '';
  const bytes = Number(match?.[1]) * (UNIT_BYTES[unit] ?? Number.NaN);
  // A bare number is hardly meant as bytes, but for none at all.
  const isBare = match !== null && unit === '' && bytes > 0;
  if (!isBare && bytes <= MOST_BYTES) return bytes;
  throw badSetting(setting, text, `Write ${setting.name}=${setting.default ?? '1GiB'}, 500MiB, or 0 for none.`);
}

/** One of the words, whatever the case. @throws InputError `bad_setting`. */
export function readWord<Word extends string>(setting: Setting, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text.toLowerCase());
  if (found) return found;
  throw badSetting(setting, text, `Write ${setting.name}= and one of ${words.join(', ')}.`);
}

/** A web address without a trailing slash. @throws InputError `bad_setting`. */
export function readUrl(setting: Setting, text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return withoutSlashes(text);
  const example = setting.default ?? 'http://proxy.example.com:3128';
  throw badSetting(setting, text, `Write ${setting.name}=${example}.`);
}

/** A host name or address to listen on. @throws InputError `bad_setting`. */
export function readHost(setting: Setting, text: string): string {
  const host = text.replace(/^\[(.*)\]$/, '$1');
  if (/^[a-z0-9.:-]{1,253}$/i.test(host)) return host.toLowerCase();
  throw badSetting(setting, text, `Write ${setting.name}=127.0.0.1.`);
}

/** Monthly prices in cents; a plan left out keeps GitHub's list price, other plans have none. @throws InputError `bad_setting`. */
export function readSeatPrices(setting: Setting, text: string): SeatPrices {
  const given = splitList(text).map((part) => {
    const [, name, dollars, cents = ''] = /^([a-z]+)\s*:\s*(\d{1,6})(?:\.(\d{1,2}))?$/i.exec(part) ?? [];
    const plan = [...SEAT_PLANS, 'other' as const].find((known) => known === name?.toLowerCase());
    if (plan) return [plan, Number(dollars) * 100 + Number(cents.padEnd(2, '0'))] as const;
    throw badSetting(
      setting,
      text,
      `Write ${setting.name}=business:19,enterprise:39, in US dollars a seat and month; other:19 for every other plan.`,
    );
  });
  return { ...LIST_SEAT_PRICES, ...Object.fromEntries(given) };
}

/** A ratio, or null for `off`. @throws InputError `bad_setting`. */
export function readPercent(setting: Setting, text: string): number | null {
  if (/^off$/i.test(text)) return null;
  const percent = Number(/^(\d{1,3}(?:\.\d{1,2})?)\s*%?$/.exec(text)?.[1] ?? Number.NaN);
  if (percent > 0 && percent <= 100) return percent / 100;
  throw badSetting(setting, text, `Write ${setting.name}=${setting.default}, a percentage up to 100%, or off.`);
}

/** Bare host names. @throws InputError `bad_setting`. */
export function readHosts(setting: Setting, text: string): readonly string[] {
  const names = splitList(text);
  if (names.every((name) => /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i.test(name))) return names;
  throw badSetting(setting, text, `Write bare names: ${setting.name}=reports.example.com,files.example.com.`);
}

/**
 * Scopes, each once. One without @HOST lies on the host of the API; on loopback, which stands in for GitHub, on github.com.
 * @throws InputError `bad_setting`.
 */
export function readScopes(setting: Setting, text: string, apiUrl: string): readonly Scope[] {
  const host = hostOfApi(apiUrl);
  const scopes = splitList(text).map((word) => {
    const scope = parseOne(setting, word, text);
    return !word.includes('@') || scope.host === new URL(apiUrl).host ? { ...scope, host } : scope;
  });
  return [...new Map(scopes.map((scope) => [`${scope.kind}:${scope.slug}@${scope.host}`, scope])).values()];
}

/** The host that scopes without @HOST lie on. */
export function hostOfApi(apiUrl: string): string {
  const { host, hostname } = new URL(apiUrl);
  return isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')) ? 'api.github.com' : host;
}

/** True for addresses only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function parseOne(setting: Setting, word: string, text: string): Scope {
  try {
    return parseScope(word);
  } catch (error) {
    if (!(error instanceof FlightdeckError)) throw error;
    const guess = /^[a-z0-9_-]+$/i.test(word) ? `org:${word}` : 'org:acme,enterprise:big';
    throw badSetting(
      setting,
      text,
      `"${word}" is not a scope. Write ${setting.name}=${guess}; each is org:NAME or enterprise:NAME.`,
    );
  }
}

/** Words between commas, trimmed, without empty ones. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
