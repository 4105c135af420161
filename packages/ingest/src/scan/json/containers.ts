/** Deepest nesting let through; DuckDB's reader crashes on very deep lines. */
export const MAX_DEPTH = 64;

/** What is kept of each container around the one being read, by its depth. */
export class Containers {
  /** 1 for a list. */
  readonly wasList = new Uint8Array(MAX_DEPTH + 1);
  readonly places = new Int32Array(MAX_DEPTH + 1);
  readonly nodes = new Int32Array(MAX_DEPTH + 1);
  readonly serials = new Float64Array(MAX_DEPTH + 1);
  readonly previous = new Int32Array(MAX_DEPTH + 1);
  readonly keys = new Int32Array(MAX_DEPTH + 1);

  push(depth: number, list: boolean, place: number, node: number, serial: number, previous: number, key: number): void {
    this.wasList[depth] = list ? 1 : 0;
    this.places[depth] = place;
    this.nodes[depth] = node;
    this.serials[depth] = serial;
    this.previous[depth] = previous;
    this.keys[depth] = key;
  }
}
