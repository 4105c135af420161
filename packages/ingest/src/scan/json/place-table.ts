import type { RecordKind, ReportPlace, ScanSchema } from '../schema.ts';
import type { KeyTable } from './key-table.ts';
import { NUMBER_OF } from './key-table.ts';

/** A place nothing is asked of: what is left out on purpose, or a record whose kind is not known yet. */
export const NOWHERE = 0;

/**
 * The schema's places as numbers for typed arrays. A place is the number of its first slot; the slot of a name at a place
 * is `place + id of the name`, for names below `names`. All other names are new everywhere.
 */
export class PlaceTable {
  /** How many names, from 0 on, have slots. */
  readonly names: number;
  /** The inside of a new field: every name there is new. */
  readonly inNew: number;
  /** Kind of the value, by slot. */
  readonly kinds: Uint8Array;
  /** Place inside the value, by slot; `NOWHERE` for scalars. */
  readonly below: Int32Array;
  readonly #roots = new Map<RecordKind, number>();
  readonly #open = new Set<number>();

  constructor(schema: ScanSchema, keys: KeyTable) {
    this.names = keys.names.length;
    const ids = new Map(keys.names.map((name, id) => [name, id]));
    const places = Object.values(schema).reduce((sum, root) => sum + countPlaces(root), 2);
    this.kinds = new Uint8Array(places * this.names);
    this.below = new Int32Array(places * this.names);
    this.inNew = this.names;
    this.below.fill(this.inNew, this.inNew, 2 * this.names);
    let next = 2 * this.names;
    const add = (place: ReportPlace): number => {
      const here = next;
      next += this.names;
      if (place.open) this.#open.add(here);
      else this.below.fill(this.inNew, here, next);
      for (const [name, key] of place.keys) {
        const slot = here + (ids.get(name) ?? 0);
        this.kinds[slot] = NUMBER_OF[key.kind];
        this.below[slot] = key.below === null ? NOWHERE : add(key.below);
      }
      return here;
    };
    for (const [kind, root] of Object.entries(schema)) this.#roots.set(kind as RecordKind, add(root));
  }

  /** The place of a record of the kind. */
  rootOf(kind: RecordKind | null): number {
    return kind === null ? NOWHERE : (this.#roots.get(kind) ?? NOWHERE);
  }

  /** The place inside the value of a name at a place; the id of a name without one may be −1. */
  placeBelow(place: number, key: number): number {
    if (key >= 0 && key < this.names) return this.below[place + key] as number;
    return place === NOWHERE || this.isOpen(place) ? NOWHERE : this.inNew;
  }

  /** True when names that are not known at the place are left out on purpose. */
  isOpen(place: number): boolean {
    return this.#open.has(place);
  }
}

function countPlaces(place: ReportPlace): number {
  let count = 1;
  for (const { below } of place.keys.values()) if (below !== null) count += countPlaces(below);
  return count;
}
