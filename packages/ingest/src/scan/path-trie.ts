/** Hostile lines could nest known names in endless ways; beyond this a path is shown shortened. */
const MAX_REMEMBERED = 20_000;

/** Paths of containers as small numbers: 0 is the record itself; a list and its elements share one number, shown as `name[]`. */
export class PathTrie {
  readonly #children = new Map<number, number>();
  readonly #fields = new Map<number, string>();
  readonly #parents: number[] = [-1];
  readonly #keys: number[] = [-1];
  readonly #lists: boolean[] = [false];

  /** Number of the container under `key` of the container `parent`; the same place always gets the same number. */
  child(parent: number, key: number, isList: boolean): number {
    const place = (parent * 8192 + key) * 2 + (isList ? 1 : 0);
    const known = this.#children.get(place);
    if (known !== undefined) return known;
    if (this.#parents.length >= MAX_REMEMBERED) return parent;
    const node = this.#parents.push(parent) - 1;
    this.#keys.push(key);
    this.#lists.push(isList);
    this.#children.set(place, node);
    return node;
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
