import {
  type ButtonHTMLAttributes,
  cloneElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  Suspense,
  useState,
} from 'react';
import { usePhone } from '../view/use-phone.ts';
import { PopBox, PopSheet } from './pop-ups.ts';
import { useEverOpened } from './use-opened.ts';

interface Props {
  /** Draws the button; `toggle` opens and closes. */
  readonly button: (
    toggle: () => void,
    open: boolean,
  ) => ReactElement<ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> }>;
  readonly children: (close: () => void) => ReactNode;
  readonly width: number;
  readonly label: string;
  readonly align?: 'bottom-start' | 'bottom-end';
  readonly open?: boolean;
  readonly onOpen?: (open: boolean) => void;
}

/**
 * A floating box under a button, a sheet at the foot of a phone: opens on click and Enter, closes on Esc, gives focus
 * back. Until it is first opened there is only the button.
 */
export function Pop({ button, children, width, label, align = 'bottom-start', open, onOpen }: Props) {
  const [own, setOwn] = useState(false);
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const opened = open ?? own;
  const ever = useEverOpened(opened);
  const set = (value: boolean): void => {
    setOwn(value);
    onOpen?.(value);
  };
  return (
    <>
      {cloneElement(
        button(() => set(!opened), opened),
        { ref: setAnchor, 'aria-haspopup': 'dialog' },
      )}
      {ever && anchor ? (
        <Suspense>
          <Opened anchor={anchor} opened={opened} onChange={set} width={width} align={align} label={label}>
            {children}
          </Opened>
        </Suspense>
      ) : null}
    </>
  );
}

function Opened({ anchor, width, align, ...shared }: Parameters<typeof PopBox>[0]) {
  return usePhone() ? <PopSheet {...shared} /> : <PopBox anchor={anchor} width={width} align={align} {...shared} />;
}
