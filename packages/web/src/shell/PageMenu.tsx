import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Icon } from '../ui/icons.tsx';
import { useOpenedLater } from '../ui/use-opened.ts';
import { PAGES } from './pages.ts';

/** The pages, on a phone. */
export default function PageMenu({
  opened,
  raw,
  onClose,
}: {
  readonly opened: boolean;
  /** What the pages take over from the view. */
  readonly raw: string;
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
        <Link
          key={item.path}
          to={item.path}
          search={{ raw }}
          className="fd-nav-item"
          style={{ width: 'auto', minHeight: 40, justifyContent: 'flex-start' }}
          onClick={onClose}
        >
          <Icon name={item.icon} /> {item.label}
        </Link>
      ))}
    </Drawer>
  );
}
