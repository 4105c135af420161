import type { ReactNode } from 'react';
import { Floating } from './Floating.tsx';
import type { Align } from './place-box.ts';

interface Props {
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly width: number;
  readonly align: Align;
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** The box under a button. */
export default function PopBox({ onClose, children, ...box }: Props) {
  return (
    <Floating {...box} role="dialog" offset={6} onClose={onClose}>
      {children(onClose)}
    </Floating>
  );
}
