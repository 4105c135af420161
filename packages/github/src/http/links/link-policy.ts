import { UpstreamError } from '@flightdeck/catalog';

/** Which hosts report files may come from. */
export interface LinkPolicy {
  /** The API itself is on loopback, so its files may be too, over plain http and on any port. */
  readonly loopback: boolean;
  /** Host names the operator trusts in addition. */
  readonly extraHosts: readonly string[];
}

/** @source changelog 2026-05-20: `copilot-reports.github.com`, its GHE.com form, the former Azure hosts as fallback. */
const GITHUB_HOSTS: readonly RegExp[] = [
  /^copilot-reports\.github\.com$/,
  /^copilot-reports\.(?!xn--)[a-z0-9-]{1,63}\.ghe\.com$/,
  /^copilot-reports-[a-z0-9-]{1,48}\.b01\.azurefd\.net$/,
  /^(?!xn--)[a-z0-9-]{3,63}\.blob\.core\.windows\.net$/,
];

const LONGEST_LINK = 16_384;

/** True for `localhost`, 127.0.0.0/8 and `[::1]`, as `URL.hostname` writes them. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/**
 * The link as a URL we may fetch: https, a host of the list in its ASCII form, default port, no user or password.
 * @throws UpstreamError `link_not_allowed`; the link itself is never in the message.
 */
export function allowLink(text: unknown, policy: LinkPolicy): URL {
  // Tabs, line ends and backslashes are removed or rewritten by the URL parser; a signed link has none.
  if (
    typeof text !== 'string' ||
    text.length > LONGEST_LINK ||
    !/^[\x21-\x5b\x5d-\x7e]+$/.test(text) ||
    !URL.canParse(text)
  ) {
    throw linkNotAllowed('it is not a web address');
  }
  const url = new URL(text);
  if (url.username || url.password) throw linkNotAllowed('it contains a user name or password');
  if (policy.loopback && isLoopbackHost(url.hostname) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:') throw linkNotAllowed('it is not https');
  if (url.port) throw linkNotAllowed('it names a port');
  if (!GITHUB_HOSTS.some((host) => host.test(url.hostname)) && !policy.extraHosts.includes(url.hostname)) {
    throw linkNotAllowed('its host is not one GitHub publishes reports from');
  }
  return url;
}

/** The refusal, saying why but never what. */
export function linkNotAllowed(why: string): UpstreamError {
  return new UpstreamError(`A download link was refused: ${why}.`, {
    code: 'link_not_allowed',
    retryable: false,
    hint: 'Report files come from copilot-reports.github.com, copilot-reports.SUBDOMAIN.ghe.com or their Azure fallbacks. If your network rewrites links, add that host to the allowed download hosts.',
  });
}
