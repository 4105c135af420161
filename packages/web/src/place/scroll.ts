import type { Place } from './places.ts';

const KEY = 'flightdeck.scroll';
/** How far down a reader was, by entry of the history; pixels. */
const positions = new Map<string, number>();
/** The entry whose page is drawn. */
let drawn: string | null = null;
let stop = (): void => undefined;

/** Takes over from the browser where to scroll to: a page is drawn after its address has changed. */
export function takeOverScroll(): void {
  window.history.scrollRestoration = 'manual';
  for (const [entry, top] of stored()) positions.set(entry, top);
  window.addEventListener('scroll', () => drawn !== null && positions.set(drawn, window.scrollY), { passive: true });
  window.addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...positions]));
    } catch {
      // A browser may forbid storage; then a page that is loaded anew begins at its top.
    }
  });
}

function stored(): readonly (readonly [string, number])[] {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(read) ? read.map(([entry, top]) => [String(entry), Number(top)]) : [];
  } catch {
    return [];
  }
}

/** Scrolls to where the place was left, else to its hash, else to the top; not at all where it stays. */
export function scrollTo({ entry, hash, stays }: Place): void {
  stop();
  const left = positions.get(entry);
  drawn = entry;
  if (stays) return;
  if (left !== undefined && left > 0) stop = whileGrowing(() => window.scrollTo(0, left));
  else if (hash !== '') stop = whileGrowing(() => document.getElementById(hash)?.scrollIntoView());
  else window.scrollTo(0, 0);
}

/** Scrolls now, and again whenever the page gets longer, until the reader does something. */
function whileGrowing(scroll: () => void): () => void {
  scroll();
  const observer = new ResizeObserver(scroll);
  observer.observe(document.body);
  const kinds = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;
  const end = (): void => {
    observer.disconnect();
    for (const kind of kinds) window.removeEventListener(kind, end);
  };
  for (const kind of kinds) window.addEventListener(kind, end, { passive: true });
  return end;
}
