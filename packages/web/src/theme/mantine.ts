import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { cssVariables, SHARED, THEMES, type ThemeName } from './tokens.ts';

const tuple = (colors: readonly string[]): MantineColorsTuple => colors as unknown as MantineColorsTuple;

/** Mantine's part of the look: colours, radius and type from the tokens. */
export const mantineTheme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  defaultRadius: SHARED.mantine.defaultRadius,
  fontFamily: SHARED.font.sans,
  fontFamilyMonospace: SHARED.font.mono,
  cursorType: 'pointer',
  respectReducedMotion: true,
  colors: {
    accent: tuple(SHARED.mantine.colors.accent),
    gray: tuple(SHARED.mantine.colors.gray),
    dark: tuple(SHARED.mantine.colors.dark),
  },
});

function overrides(theme: ThemeName): Record<string, string> {
  const { neutral, accent, semantic } = THEMES[theme];
  return {
    ...cssVariables(theme),
    '--mantine-color-text': neutral.text,
    '--mantine-color-body': neutral.surface,
    '--mantine-color-default': neutral.surface,
    '--mantine-color-default-border': neutral.lineStrong,
    '--mantine-color-placeholder': neutral.text3,
    '--mantine-color-dimmed': neutral.text3,
    '--mantine-color-anchor': accent.text,
    '--mantine-color-error': semantic.bad,
    '--mantine-color-success': semantic.good,
    '--mantine-color-default-hover': neutral.hover,
  };
}

/** Hands every token to CSS as `--fd-*` and maps Mantine's own variables onto them. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: overrides('light'),
  dark: overrides('dark'),
});
