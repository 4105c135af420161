import { inspect } from 'node:util';

const HIDDEN = '[signed link]';

/** A pre-signed address of one report file. Whoever holds its URL can read the file, so it cannot be printed or stored. */
export class SignedLink {
  readonly #url: URL;

  constructor(url: URL) {
    this.#url = url;
  }

  /** The address itself; used by the download alone. */
  static urlOf(link: SignedLink): URL {
    return link.#url;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
