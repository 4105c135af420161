/** Hostile lines could nest known names in endless ways; beyond this a path is shown shortened. */
const MAX_REMEMBERED = 20_000;

/** Places found last stand here too: a look at a typed array instead of into a map, for every list and object of a row. */
const RECENT = 4096;

/** Paths of containers as small numbers: 0 is the record itself; a list and its elements share one number, shown as `name[]`. */
export class PathTrie {
  readonly #children = new Map<number, number>();
  readonly #fields = new Map<number, string>();
  readonly #parents: number[] = [-1];
  readonly #keys: number[] = [-1];
  readonly #lists: boolean[] = [false];
  readonly #recentPlaces = new Float64Array(RECENT).fill(-1);
  readonly #recentNodes = new Int32Array(RECENT);

  /** Number of the container under `key` of the container `parent`; the same place always gets the same number. */
  child(parent: number, key: number, isList: boolean): number {
    const place = (parent * 8192 + key) * 2 + (isList ? 1 : 0);
    const slot = place % RECENT;
    if (this.#recentPlaces[slot] === place) return this.#recentNodes[slot] as number;
    const node = this.#children.get(place) ?? this.#add(place, parent, key, isList);
    this.#recentPlaces[slot] = place;
    this.#recentNodes[slot] = node;
    return node;
  }

  #add(place: number, parent: number, key: number, isList: boolean): number {
    if (this.#parents.length >= MAX_REMEMBERED) return parent;
    const node = this.#parents.push(parent) - 1;
    this.#keys.push(key);
    this.#lists.push(isList);
    this.#children.set(place, node);
    return node;
  }

  /** The container it stands in; −1 for the record itself. */
  parentOf(node: number): number {
    return this.#parents[node] ?? -1;
  }

  /** The path of the name `key` inside the container, remembered. */
  field(node: number, key: number, names: readonly string[]): string {
    const place = node * 8192 + key;
    const known = this.#fields.get(place);
    if (known !== undefined) return known;
    const path = this.render(node, names, names[key] ?? '?');
    if (this.#fields.size < MAX_REMEMBERED) this.#fields.set(place, path);
    return path;
  }

  /** `totals_by_ide[].name`: the path of `last` inside the container. */
  render(node: number, names: readonly string[], last: string): string {
    const parts = [last];
    for (let at = node; at > 0; at = this.#parents[at] ?? 0) {
      parts.unshift(`${names[this.#keys[at] ?? -1] ?? '?'}${this.#lists[at] ? '[]' : ''}`);
    }
    return parts.join('.');
  }
}
