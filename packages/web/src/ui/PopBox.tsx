import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { Anchor } from './Anchor.tsx';
import { useOpenedLater } from './use-opened.ts';

interface Props {
  readonly anchor: HTMLElement;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly width: number;
  readonly align: 'bottom-start' | 'bottom-end';
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** The box under a button. */
export default function PopBox({ anchor, opened, onChange, width, align, label, children }: Props) {
  const shown = useOpenedLater(opened);
  return (
    <Popover
      opened={shown}
      onChange={onChange}
      width={width}
      position={align}
      offset={6}
      trapFocus
      returnFocus
      shadow="none"
      transitionProps={{ duration: 120 }}
      withinPortal
    >
      <Popover.Target>
        <Anchor element={anchor} />
      </Popover.Target>
      <Popover.Dropdown
        className="fd-pop"
        aria-label={label}
        aria-labelledby={undefined}
        p={14}
        maw="calc(100vw - 24px)"
      >
        {shown ? children(() => onChange(false)) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
