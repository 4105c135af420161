import { contrast } from './color-science.ts';
import { dark, font, light, size, space } from './tokens.json';

/** The two themes a reader can choose. */
export type ThemeName = 'light' | 'dark';

type ThemeTokens = typeof light;

/** Colours of both themes as measured; every mark and every CSS variable comes from here. */
export const THEMES: Readonly<Record<ThemeName, ThemeTokens>> = { light, dark };

/** Fonts and sizes shared by both themes. */
export const SHARED = { font, space, size };

/** A metric's colour role; the value is the name inside `--fd-metric-*`. */
export type MetricColor = keyof ThemeTokens['metric'];

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

type Tree = { readonly [key: string]: string | readonly string[] | Tree };

function walk(prefix: string, node: Tree, into: Record<string, string>): void {
  for (const [key, value] of Object.entries(node)) {
    const name = `${prefix}-${kebab(key)}`;
    if (typeof value === 'string') into[name] = value;
    else if (Array.isArray(value)) for (const [index, color] of value.entries()) into[`${name}-${index + 1}`] = color;
    else walk(name, value as Tree, into);
  }
}

const WHITE = '#ffffff';
const INK = '#0d1015';

/** White or ink, whichever is read better on the colour. */
const textOn = (color: string): string => (contrast(WHITE, color) > contrast(INK, color) ? WHITE : INK);

/** Every colour of a theme as CSS custom properties: `neutral.text2` → `--fd-text2`, `metric.accepted.soft` → `--fd-metric-accepted-soft`. */
export function cssVariables(theme: ThemeName): Record<string, string> {
  const into: Record<string, string> = {};
  const { neutral, chart, accent, semantic, role, ...grouped } = THEMES[theme];
  for (const group of [neutral, chart, semantic, role]) walk('--fd', group, into);
  const { accent: accentColor, ...accents } = accent;
  walk('--fd-accent', accents, into);
  into['--fd-accent'] = accentColor;
  walk('--fd', grouped as unknown as Tree, into);
  for (const scale of ['sequential', 'diverging'] as const)
    for (const [index, color] of THEMES[theme][scale].entries())
      into[`--fd-${scale}-${index + 1}-text`] = textOn(color);
  return into;
}
