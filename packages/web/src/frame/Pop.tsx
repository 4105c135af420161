import { Drawer, Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { usePhone } from '../view/use-phone.ts';

interface Props {
  /** Draws the button; `toggle` opens and closes. */
  readonly button: (toggle: () => void, open: boolean) => ReactNode;
  readonly children: (close: () => void) => ReactNode;
  readonly width: number;
  readonly label: string;
  readonly align?: 'bottom-start' | 'bottom-end';
  readonly open?: boolean;
  readonly onOpen?: (open: boolean) => void;
}

/** A floating box under a button, a sheet at the foot of a phone: opens on click and Enter, closes on Esc, gives focus back. */
export function Pop({ button, children, width, label, align = 'bottom-start', open, onOpen }: Props) {
  const [own, setOwn] = useState(false);
  const opened = open ?? own;
  const set = (value: boolean): void => {
    setOwn(value);
    onOpen?.(value);
  };
  const phone = usePhone();
  if (phone) {
    return (
      <>
        {button(() => set(!opened), opened)}
        <Drawer
          opened={opened}
          onClose={() => set(false)}
          position="bottom"
          size="auto"
          title={label}
          transitionProps={{ duration: 180 }}
          closeButtonProps={{ 'aria-label': 'Close' }}
          classNames={{ content: 'fd-sheet' }}
        >
          {opened ? children(() => set(false)) : null}
        </Drawer>
      </>
    );
  }
  return (
    <Popover
      opened={opened}
      onChange={set}
      width={width}
      position={align}
      offset={6}
      trapFocus
      returnFocus
      shadow="none"
      transitionProps={{ duration: 120 }}
      withinPortal
    >
      <Popover.Target>{button(() => set(!opened), opened) as never}</Popover.Target>
      <Popover.Dropdown className="fd-pop" aria-label={label} p={14} maw="calc(100vw - 24px)">
        {opened ? children(() => set(false)) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
