import { cssVariables, SHARED, type ThemeName } from './tokens.ts';

const KEY = 'flightdeck.theme';
const listeners = new Set<() => void>();
let chosen: ThemeName | null = stored();

/** The theme a reader chose on this device; null: that of the system. */
function stored(): ThemeName | null {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === 'light' || theme === 'dark' ? theme : null;
  } catch {
    return null;
  }
}

const system = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

/** The theme in force. */
export const themeNow = (): ThemeName => chosen ?? (system().matches ? 'dark' : 'light');

/** Calls the listener whenever the theme has changed; returns what ends the calls. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  document.documentElement.dataset.theme = themeNow();
  for (const listener of listeners) listener();
}

/** Chooses a theme, on this device for good. */
export function chooseTheme(theme: ThemeName): void {
  chosen = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser may forbid storage; then the choice lasts as long as the page.
  }
  changed();
}

/** The tokens of a theme, for the document while it has that theme. */
const rules = (theme: ThemeName): string =>
  `:root[data-theme=${theme}]{color-scheme:${theme};${Object.entries(cssVariables(theme))
    .map(([name, value]) => `${name}:${value}`)
    .join(';')}}`;

/** Gives the document the tokens of both themes and the theme in force, now and whenever it changes. */
export function startTheme(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${rules('light')}${rules('dark')}body{font-family:${SHARED.font.sans}}`);
  document.adoptedStyleSheets.push(sheet);
  system().addEventListener('change', changed);
  window.addEventListener('storage', ({ key }) => {
    if (key !== KEY) return;
    chosen = stored();
    changed();
  });
  changed();
}
