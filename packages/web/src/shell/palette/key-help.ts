import * as text from '../../text/shell/palette.ts';
import { PAGES } from '../pages.ts';

/** The keys after G, one line a group of the navigation. */
function goHelp(): (readonly [string, string])[] {
  const groups = [...new Set(PAGES.map(({ group }) => group))];
  return groups.map((group) => {
    const pages = PAGES.filter((page) => page.group === group);
    return [
      text.goKeys({ keys: pages.map(({ key }) => key.toUpperCase()) }),
      pages.map(({ label }) => label).join(', '),
    ] as const;
  });
}

/** Every key with its meaning, for the list under `?`. */
export const KEY_HELP: readonly (readonly [string, string])[] = [
  ...text.keysBeforeGo,
  ...goHelp(),
  ...text.keysAfterGo,
];
