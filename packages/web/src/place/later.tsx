import { type ComponentType, createElement, use } from 'react';

/** A page whose code is loaded when it is first opened. */
export interface Later {
  /** Draws the page; suspends until its code has come. */
  readonly Page: ComponentType;
  /** Fetches the code; what is drawn after that is drawn at once. */
  readonly load: () => Promise<ComponentType>;
}

/** The page that a module exports under a name. */
export function later<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): Later {
  let code: Promise<ComponentType> | null = null;
  let loaded: ComponentType | null = null;
  const fetch = (): Promise<ComponentType> => {
    code ??= load().then(
      (module) => {
        loaded = module[name];
        return loaded;
      },
      (error: unknown) => reloadOnce(error),
    );
    return code;
  };
  return { Page: () => createElement(loaded ?? use(fetch())), load: fetch };
}

const KEY = 'flightdeck.reloaded';

/**
 * A file that is no longer there is that of a version before: the app is loaded anew, once for each such file. Never
 * answers while that happens.
 * @throws the error when it happens again
 */
function reloadOnce(error: unknown): Promise<never> {
  const said = String(error);
  try {
    if (sessionStorage.getItem(KEY) === said) throw error;
    sessionStorage.setItem(KEY, said);
  } catch {
    // Seen before, or nothing can be remembered: reloading could go on for ever.
    return Promise.reject(error);
  }
  window.location.reload();
  return new Promise(() => undefined);
}
