/** Azure's authentication, by the provider whose people are let in. */
export const easyAuthIssuer = (provider: string): string => `easyauth ${provider}`;

/** A host of GitHub by the address where people open it: `https://github.com` of `https://api.github.com`. */
export function githubIssuer(apiUrl: string): string {
  const { protocol, host } = new URL(apiUrl);
  return `${protocol}//${host.replace(/^api\.(?=(?:github\.com|[a-z0-9-]+\.ghe\.com)$)/, '')}`;
}
