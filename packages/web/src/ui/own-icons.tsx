import { IconDeviceLaptop, IconDeviceMobile, IconKey, IconLock, IconLogout } from '@tabler/icons-react';

const ICONS = {
  key: IconKey,
  laptop: IconDeviceLaptop,
  leave: IconLogout,
  lock: IconLock,
  phone: IconDeviceMobile,
} as const;

/** Names of the icons of what is one's own. */
export type OwnIconName = keyof typeof ICONS;

/** The same for what is one's own and for closed doors; not among what the first page loads. */
export function OwnIcon({ name, size = 16 }: { readonly name: OwnIconName; readonly size?: number }) {
  const Drawn = ICONS[name];
  return <Drawn size={size} stroke={1.6} aria-hidden="true" focusable="false" />;
}
