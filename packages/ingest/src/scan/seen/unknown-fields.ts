/** A field GitHub sent that the catalogue does not know: where, how often, and a bounded piece of its value. */
export interface UnknownField {
  readonly path: string;
  readonly count: number;
  /** At most 80 characters of JSON, escaped. */
  readonly example: string;
  /** First and last day of the rows it stands in; null when those have none. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

interface Noted {
  count: number;
  readonly example: string;
  firstDay: string | null;
  lastDay: string | null;
}

const MAX_PATHS = 1000;
const MAX_PATH_LENGTH = 300;
/** A new object with more names is a map of data, such as counts by repository: the rest of it is counted as `name.*`. */
const MAX_NAMES_IN_NEW = 30;

/** Counts unknown fields by path; after 1,000 paths the rest is only counted together. */
export class UnknownFields {
  readonly #byPath = new Map<string, Noted>();
  readonly #namesIn = new Map<string, number>();
  #beyond = 0;

  /** Notes one occurrence; `example` is asked for only the first time. `inNew`: it stands in another new field. */
  note(fullPath: string, example: () => string, day: string | null = null, inNew = false): void {
    const path = fullPath.length > MAX_PATH_LENGTH ? fullPath.slice(0, MAX_PATH_LENGTH) : fullPath;
    const known = this.#byPath.get(path);
    if (known !== undefined) {
      known.count++;
      if (day !== null && (known.firstDay === null || day < known.firstDay)) known.firstDay = day;
      if (day !== null && (known.lastDay === null || day > known.lastDay)) known.lastDay = day;
    } else if (inNew && this.#isFull(path)) this.note(`${parentOf(path)}.*`, example, day);
    else if (this.#byPath.size >= MAX_PATHS) this.#beyond++;
    else this.#byPath.set(path, { count: 1, example: example(), firstDay: day, lastDay: day });
  }

  /** Counts a new name in a new object; true when that has too many. */
  #isFull(path: string): boolean {
    const parent = parentOf(path);
    const names = (this.#namesIn.get(parent) ?? 0) + 1;
    if (names <= MAX_NAMES_IN_NEW) this.#namesIn.set(parent, names);
    return names > MAX_NAMES_IN_NEW;
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

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
