import { InputError, type Scope } from '@flightdeck/catalog';
import { hostOfApi, isLoopback } from '../setting-values.ts';
import type { SettingName } from '../settings.ts';
import { findSourced, type ReadFile, type SourcedText, type TextSource } from '../sources.ts';
import {
  type FindText,
  type GithubHost,
  HOST_SETTINGS,
  hostSetting,
  hostSettingName,
  hostSuffix,
  readGithubHost,
  requireOwnAddresses,
  suffixOf,
} from './github-hosts.ts';

/** The hosts that scopes lie on, and what was given for hosts one by one. */
export interface GatheredHosts {
  readonly hosts: readonly [GithubHost, ...GithubHost[]];
  readonly given: readonly SourcedText[];
  /** Names of settings of hosts that no scope lies on. */
  readonly stray: readonly string[];
}

/**
 * The host of scopes without @HOST, which NAME and NAME__HOST both set, and every further host of the scopes, which
 * only NAME__HOST sets.
 * @throws InputError `bad_setting`, `given_twice`, `file_missing`; `host_not_given` for credentials of a further host that only the
 * page names, without its address.
 */
export function gatherGithubHosts(
  texts: ReadonlyMap<SettingName, SourcedText>,
  apiUrl: string,
  scopes: readonly Scope[],
  sources: readonly TextSource[],
  readFile: ReadFile,
): GatheredHosts {
  const usual = hostOfApi(apiUrl);
  const given: SourcedText[] = [];
  const readHost = (host: string): GithubHost => {
    const own = new Map(
      HOST_SETTINGS.map((setting) => [setting.name, findSourced(hostSetting(setting, host), sources, readFile)]),
    );
    for (const sourced of own.values()) if (sourced) given.push(sourced);
    // An address given beside the credentials says where they go; a name chosen in the page must not.
    if (isChosenInPage(texts) && !SURE.has(host) && host !== usual && !own.get('GITHUB_API_URL')) {
      const credential = [...own.values()].find((sourced) => sourced !== null);
      if (credential) throw notSure(host, credential.setting.name);
    }
    const find: FindText = (name) => {
      const sourced = own.get(name) ?? null;
      const plain = host === usual ? texts.get(name) : undefined;
      if (sourced && plain?.text && plain.origin !== 'default') throw givenTwice(name, sourced.setting.name);
      const { setting, text } = sourced ?? plain ?? { setting: null, text: null };
      return setting && text ? { setting, text } : null;
    };
    return readGithubHost(host, addressOf(host), find);
  };
  const further = [...new Set(scopes.map(({ host }) => host))].filter((host) => host !== usual);
  const hosts: GatheredHosts['hosts'] = [readHost(usual), ...further.map(readHost)];
  requireOwnAddresses(hosts);
  return { hosts, given, stray: findStray(hosts, sources) };
}

/** Hosts whose own name needs no address beside it: nobody but GitHub answers there. */
const SURE: ReadonlySet<string> = new Set(['api.github.com']);

const isChosenInPage = (texts: ReadonlyMap<SettingName, SourcedText>): boolean =>
  texts.get('FLIGHTDECK_SCOPES')?.origin === 'kept';

function addressOf(host: string): string {
  return `${isLoopback(host.replace(/:\d+$/, '')) ? 'http' : 'https'}://${host}`;
}

function findStray(hosts: readonly GithubHost[], sources: readonly TextSource[]): readonly string[] {
  const suffixes = new Set(hosts.map(({ host }) => suffixOf(host)));
  const names = sources.flatMap(({ texts }) => Object.keys(texts).filter((name) => texts[name]));
  return [...new Set(names)].filter((name) => {
    const suffix = hostSuffix(name);
    return suffix !== null && !suffixes.has(suffix);
  });
}

/** `BIG_GHE_COM` is big.ghe.com and big-ghe.com: whoever chooses scopes in the page would choose where a token is sent. */
function notSure(host: string, name: string): InputError {
  const setting = hostSettingName('GITHUB_API_URL', host);
  return new InputError(
    `FLIGHTDECK_SCOPES, set in the page, names ${host}, and ${name} may be meant for another host.`,
    {
      code: 'host_not_given',
      hint: `Whoever starts Flightdeck sets ${setting} to the address of the host that ${name} is for, or FLIGHTDECK_SCOPES itself.`,
    },
  );
}

function givenTwice(name: string, ownName: string): InputError {
  return new InputError(`${name} and ${ownName} are both set and mean the same host.`, {
    code: 'given_twice',
    hint: 'Remove one of them.',
  });
}
