import { readFileSync } from 'node:fs';

/** Version of Flightdeck, from the package's own description. */
export function readVersion(): string {
  const description: { readonly version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return description.version;
}
