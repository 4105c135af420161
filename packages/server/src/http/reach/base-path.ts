/**
 * The path of a request below the base (`/flightdeck/`), however the proxy passes it on: as the browser sent it, or without
 * the base.
 */
export function withoutBase(path: string, base: string): string {
  return base !== '/' && path.startsWith(base) ? path.slice(base.length - 1) : path;
}

/** A path of ours as the browser must ask for it. */
export function withBase(path: string, base: string): string {
  return base + path.slice(1);
}
