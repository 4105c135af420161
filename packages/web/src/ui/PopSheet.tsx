import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useOpenedLater } from './use-opened.ts';

interface Props {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** The sheet at the foot of a phone. */
export default function PopSheet({ opened, onChange, label, children }: Props) {
  const shown = useOpenedLater(opened);
  return (
    <Drawer
      opened={shown}
      onClose={() => onChange(false)}
      position="bottom"
      size="auto"
      title={label}
      transitionProps={{ duration: 180 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ content: 'fd-sheet' }}
    >
      {shown ? children(() => onChange(false)) : null}
    </Drawer>
  );
}
