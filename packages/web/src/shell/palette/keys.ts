import type { PagePath } from '../../place/paths.ts';
import { DEFAULT_VIEW, type GrainChoice, type Preset, type View } from '../../view/view.ts';
import { PAGES } from '../pages.ts';

/** What a key press asks for. */
export type KeyAction =
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'go'; readonly path: PagePath }
  | { readonly kind: 'prefix' }
  | { readonly kind: 'shift'; readonly direction: -1 | 1 }
  | { readonly kind: 'filter' }
  | { readonly kind: 'search' }
  | { readonly kind: 'share' }
  | { readonly kind: 'help' };

const RANGES: ReadonlyMap<string, Preset> = new Map(
  Object.entries({
    '1': '7d',
    '2': '28d',
    '3': '90d',
    q: 'quarter',
    y: 'year',
    a: 'all',
  }),
);
const GRAINS: readonly GrainChoice[] = ['auto', 'day', 'week', 'month'];
const COMPARES = ['previous', 'year', 'off'] as const;

const next = <T>(list: readonly T[], now: T): T => list[(list.indexOf(now) + 1) % list.length] ?? now;

/** The action of a key without modifiers, or null; `prefixed` after G. */
export function keyAction(key: string, view: View, prefixed: boolean): KeyAction | null {
  const lower = key.toLowerCase();
  if (prefixed) {
    const page = PAGES.find((item) => item.key === lower);
    return page ? { kind: 'go', path: page.path } : null;
  }
  const range = RANGES.get(lower);
  if (range) return { kind: 'view', view: { ...view, range } };
  if (lower === 'g') return { kind: 'prefix' };
  if (lower === 'c') return { kind: 'view', view: { ...view, compare: next(COMPARES, view.compare) } };
  if (lower === 'v') return { kind: 'view', view: { ...view, grain: next(GRAINS, view.grain) } };
  if (lower === 'x') return { kind: 'view', view: { ...view, filters: DEFAULT_VIEW.filters } };
  if (key === '[') return { kind: 'shift', direction: -1 };
  if (key === ']') return { kind: 'shift', direction: 1 };
  if (lower === 'f') return { kind: 'filter' };
  if (key === '/') return { kind: 'search' };
  if (lower === 's') return { kind: 'share' };
  if (key === '?') return { kind: 'help' };
  return null;
}

const KEYS_OFF = 'flightdeck.keys';

/** True when this device has single keys switched off. */
export function keysAreOff(): boolean {
  try {
    return localStorage.getItem(KEYS_OFF) === 'off';
  } catch {
    return false;
  }
}

/** Remembers on this device whether single keys act. */
export function switchKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, 'off');
  } catch {
    // A browser may forbid storage; then keys stay on.
  }
}
