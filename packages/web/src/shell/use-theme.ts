import { useMantineColorScheme } from '@mantine/core';

/** The theme in force and the way to the other one; the system's until a reader chooses. */
export function useTheme(): { readonly dark: boolean; readonly toggle: () => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark =
    colorScheme === 'dark' || (colorScheme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  return { dark, toggle: () => setColorScheme(dark ? 'light' : 'dark') };
}
