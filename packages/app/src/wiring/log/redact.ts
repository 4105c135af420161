const TOKEN =
  /\b(?:gh[pousr]_[A-Za-z0-9_]{8,}|fd_[a-z0-9]{4,32}_[A-Za-z0-9_-]{16,}|github_pat_[A-Za-z0-9_]{8,}|(?:Bearer|token|Basic)\s+[A-Za-z0-9._~+/=-]{12,})/g;
const SIGNATURE = /([?&](?:sig|signature|token|X-Amz-[A-Za-z-]+|se|sp|sv)=)[^&\s"'<>\\]+/gi;
const USER_INFO = /(https?:\/\/)[^/\s"'@]+@/gi;

/** A function that replaces tokens of GitHub and of our own, signatures of links, passwords in addresses and the given secrets by `***`. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets.flatMap((secret) => {
    const escaped = JSON.stringify(secret).slice(1, -1);
    return secret.length < 6 ? [] : escaped === secret ? [secret] : [escaped, secret];
  });
  return (text) =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
      .replace(TOKEN, '***')
      .replace(SIGNATURE, '$1***')
      .replace(USER_INFO, '$1***@');
}
