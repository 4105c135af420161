import { isIgnoredPath } from '@flightdeck/catalog';

/** A field GitHub sent that the catalogue does not know: where, how often, and a bounded piece of its value. */
export interface UnknownField {
  readonly path: string;
  readonly count: number;
  /** At most 80 characters of JSON, escaped. */
  readonly example: string;
}

const MAX_PATHS = 1000;
const MAX_PATH_LENGTH = 300;

/** Counts unknown fields by path, but those left out on purpose; after 1,000 paths the rest is only counted together. */
export class UnknownFields {
  readonly #byPath = new Map<string, { count: number; example: string }>();
  #beyond = 0;

  /** Notes one occurrence; `example` is asked for only the first time. */
  note(fullPath: string, example: () => string): void {
    const path = fullPath.length > MAX_PATH_LENGTH ? fullPath.slice(0, MAX_PATH_LENGTH) : fullPath;
    const known = this.#byPath.get(path);
    if (known !== undefined) known.count++;
    else if (isIgnoredPath(path)) return;
    else if (this.#byPath.size >= MAX_PATHS) this.#beyond++;
    else this.#byPath.set(path, { count: 1, example: example() });
  }

  /** Occurrences of paths beyond the first thousand. */
  get beyond(): number {
    return this.#beyond;
  }

  /** Most frequent first, then by path. */
  list(): UnknownField[] {
    return [...this.#byPath]
      .map(([path, field]) => ({ path, ...field }))
      .sort((left, right) => right.count - left.count || (left.path < right.path ? -1 : 1));
  }
}
