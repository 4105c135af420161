import { Drawer } from '@mantine/core';
import { PageLink } from '../place/PageLink.tsx';
import { Icon } from '../ui/icons.tsx';
import { useOpenedLater } from '../ui/use-opened.ts';
import type { View } from '../view/view.ts';
import { PAGES } from './pages.ts';

/** The pages, on a phone. */
export default function PageMenu({
  opened,
  view,
  onClose,
}: {
  readonly opened: boolean;
  /** What the pages take over from the view. */
  readonly view: View;
  readonly onClose: () => void;
}) {
  return (
    <Drawer
      opened={useOpenedLater(opened)}
      onClose={onClose}
      size={260}
      title="Flightdeck"
      transitionProps={{ duration: 180 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {PAGES.map((item) => (
        <PageLink
          key={item.path}
          to={item.path}
          view={view}
          className="fd-nav-item"
          style={{ width: 'auto', minHeight: 40, justifyContent: 'flex-start' }}
          onClick={onClose}
        >
          <Icon name={item.icon} /> {item.label}
        </PageLink>
      ))}
    </Drawer>
  );
}
