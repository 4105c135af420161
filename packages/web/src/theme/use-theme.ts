import { useSyncExternalStore } from 'react';
import { chooseTheme, onTheme, themeNow } from './color-scheme.ts';

/** The theme in force and the way to the other one; the system's until a reader chooses. */
export function useTheme(): { readonly dark: boolean; readonly toggle: () => void } {
  const dark = useSyncExternalStore(onTheme, themeNow) === 'dark';
  return { dark, toggle: () => chooseTheme(dark ? 'light' : 'dark') };
}
