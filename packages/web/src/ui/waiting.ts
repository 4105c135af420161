const parts = new Set<symbol>();
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

/** True while a part of the page has yet to be drawn. */
export const isWaiting = (): boolean => parts.size > 0;

/** Calls the listener whenever a part begins or ends to wait; returns what ends the calls. */
export function onWaiting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A part of the page waits for its turn to be drawn, until the returned function is called. */
export function wait(): () => void {
  const part = Symbol();
  parts.add(part);
  changed();
  return () => {
    parts.delete(part);
    changed();
  };
}
