import {
  type ButtonHTMLAttributes,
  cloneElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  Suspense,
  useState,
} from 'react';
import { usePhone } from '../../view/use-phone.ts';
import type { Align } from './place-box.ts';
import { PopBox, PopSheet } from './pop-ups.ts';

interface Props {
  /** Draws the button; `toggle` opens and closes. */
  readonly button: (
    toggle: () => void,
    open: boolean,
  ) => ReactElement<ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> }>;
  readonly children: (close: () => void) => ReactNode;
  readonly width: number;
  readonly label: string;
  readonly align?: Align;
  readonly open?: boolean;
  readonly onOpen?: (open: boolean) => void;
}

/**
 * A floating box under a button, a sheet at the foot of a phone: opens on click and Enter, closes on Esc, gives focus
 * back. While it is closed there is only the button. What stands in it may be loaded once it is open.
 */
export function Pop({ button, children, width, label, align = 'start', open, onOpen }: Props) {
  const [own, setOwn] = useState(false);
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const opened = open ?? own;
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
      {opened && anchor ? (
        <Suspense>
          <Opened anchor={anchor} onClose={() => set(false)} width={width} align={align} label={label}>
            {(close) => <Suspense>{children(close)}</Suspense>}
          </Opened>
        </Suspense>
      ) : null}
    </>
  );
}

function Opened({ anchor, width, align, ...shared }: Parameters<typeof PopBox>[0]) {
  return usePhone() ? <PopSheet {...shared} /> : <PopBox anchor={anchor} width={width} align={align} {...shared} />;
}
