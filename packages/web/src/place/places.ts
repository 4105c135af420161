/** Where the app is: a path below its base, the search string with its `?` and the hash without its `#`; both may be empty. */
export interface Place {
  readonly path: string;
  readonly search: string;
  readonly hash: string;
  /** Name of the entry in the browser's history: the same when a reader comes back to it. */
  readonly entry: string;
  /** True where the page stays as far down as it is: only its view has changed. */
  readonly stays: boolean;
}

/** A place to go to: a query string without `?`. */
export interface Target {
  readonly path: string;
  readonly query: string;
  readonly hash?: string;
}

/** The history of places: the browser's, or one in memory for tests. */
export interface Places {
  now(): Place;
  /** Calls the listener after each change of place; returns what ends the calls. */
  subscribe(listener: () => void): () => void;
  /** Goes to a place; the back button returns. Going where one is adds no step. */
  go(target: Target, stays?: boolean): void;
  /** The address of a place, for a link. */
  href(target: Target): string;
}

const searchOf = (query: string): string => (query === '' ? '' : `?${query}`);
const withMark = (hash: string | undefined): string => (hash ? `#${hash}` : '');

/** A set of listeners and the call of all. */
function listeners() {
  const all = new Set<() => void>();
  return {
    call: (): void => {
      for (const listener of all) listener();
    },
    subscribe: (listener: () => void): (() => void) => {
      all.add(listener);
      return () => all.delete(listener);
    },
  };
}

const newEntry = (): string => Math.random().toString(36).slice(2);

/** A path without the slashes at its end. */
function withoutEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

/** The places of the browser below a base path, which begins and ends with a slash. */
export function browserPlaces(base: string): Places {
  const { call, subscribe } = listeners();
  const read = (entry: string, stays: boolean): Place => {
    const { pathname, search, hash } = window.location;
    const below = pathname.startsWith(base) ? pathname.slice(base.length) : '';
    return { path: `/${withoutEnd(below)}`, search, hash: decode(hash.slice(1)), entry, stays };
  };
  const entryOf = (state: unknown): string | null =>
    typeof state === 'object' && state !== null && 'entry' in state && typeof state.entry === 'string'
      ? state.entry
      : null;
  const named = entryOf(window.history.state);
  const first = named ?? newEntry();
  if (named === null) window.history.replaceState({ entry: first }, '');
  let place = read(first, false);
  window.addEventListener('popstate', (event) => {
    place = read(entryOf(event.state) ?? newEntry(), false);
    call();
  });
  const href = ({ path, query, hash }: Target): string => `${base}${path.slice(1)}${searchOf(query)}${withMark(hash)}`;
  return {
    now: () => place,
    subscribe,
    href,
    go(target, stays = false) {
      const address = href(target);
      const same = new URL(address, window.location.href).href === window.location.href;
      const entry = same ? place.entry : newEntry();
      if (same) window.history.replaceState({ entry }, '', address);
      else window.history.pushState({ entry }, '', address);
      place = read(entry, stays);
      call();
    },
  };
}

/** Places in memory, from an address such as `/people?range=7d` on. */
export function memoryPlaces(address: string): Places {
  const { call, subscribe } = listeners();
  const read = (href: string, stays: boolean): Place => {
    const { pathname, search, hash } = new URL(href, 'http://memory');
    return { path: pathname, search, hash: decode(hash.slice(1)), entry: newEntry(), stays };
  };
  let place = read(address, false);
  const href = ({ path, query, hash }: Target): string => `${path}${searchOf(query)}${withMark(hash)}`;
  return {
    now: () => place,
    subscribe,
    href,
    go(target, stays = false) {
      place = read(href(target), stays);
      call();
    },
  };
}

function decode(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}
