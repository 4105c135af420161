import type { ReactNode } from 'react';
import { Drawer } from './Drawer.tsx';

interface Props {
  readonly onClose: () => void;
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** The sheet at the foot of a phone. */
export default function PopSheet({ onClose, label, children }: Props) {
  return (
    <Drawer side="bottom" title={label} onClose={onClose}>
      {children(onClose)}
    </Drawer>
  );
}
