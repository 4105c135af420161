import { readFileSync } from 'node:fs';

/** Commit it was built from, as npm notes it in the package; `unknown` in a checkout. */
export function readRevision(): string {
  const { gitHead } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly gitHead?: unknown;
  };
  return typeof gitHead === 'string' && /^[0-9a-f]{7,64}$/.test(gitHead) ? gitHead : 'unknown';
}

/** Version of Flightdeck, from the package's own description. */
export function readVersion(): string {
  const description: { readonly version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return description.version;
}
