import type { PagePath } from '../view/use-view.ts';
import { DEFAULT_VIEW, type GrainChoice, type Preset, type View } from '../view/view.ts';
import { PAGES } from './pages.ts';

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

const RANGES: Readonly<Record<string, Preset>> = {
  '1': '7d',
  '2': '28d',
  '3': '90d',
  q: 'quarter',
  y: 'year',
  a: 'all',
};
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
  const range = RANGES[lower];
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

/** Every key with its meaning, for the list under `?`. */
export const KEY_HELP: readonly (readonly [string, string])[] = [
  ['/', 'Search in the table'],
  ['F', 'Add a filter'],
  ['1 2 3', '7, 28, 90 days'],
  ['Q', 'This quarter'],
  ['Y', 'Last year'],
  ['A', 'All days'],
  ['[ ]', 'Period before, after'],
  ['C', 'Compare: previous period, a year ago, off'],
  ['V', 'Grain: auto, day, week, month'],
  ['X', 'Clear filters'],
  ['S', 'Copy link'],
  ['G then O T P', 'Overview, Teams, People'],
  ['G then J S U', 'Adoption phases, Seats, Pull requests'],
  ['G then L E M F', 'Languages, Editors, Models, Features'],
  ['G then D', 'Data health'],
  ['← →', 'Points of a focused chart'],
  ['T E H O', 'Table, CSV, how, open large, on a focused panel'],
];
