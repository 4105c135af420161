import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import * as text from '../../text/ui.ts';
import { Icon } from '../icons.tsx';
import css from './drawer.module.css';
import { keepTabInside } from './focus.ts';

interface Props {
  readonly side: 'left' | 'right' | 'bottom';
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * The browser's own dialog at an edge of the window: the page behind rests, Escape, the cross and a click beside it close
 * it, and the focus goes back to where it was.
 */
export function Drawer({ side, title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const box = dialog.current;
    if (!box) return;
    // What scrolls the page goes away while it rests; where it took room, the room stays.
    box.dataset.scrollbar = String(window.innerWidth > document.documentElement.clientWidth);
    box.showModal();
    return () => box.close();
  }, []);
  const close = (): void => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className={css.root}
      data-side={side}
      aria-labelledby={titleId}
      // Opened again before it was said that it closed, it stays open.
      onClose={(event) => event.currentTarget.open || onClose()}
      onClick={(event) => event.target === dialog.current && close()}
      onKeyDown={(event) => keepTabInside(event, event.currentTarget)}
    >
      <div>
        <header className={css.head}>
          <h2 id={titleId}>{title}</h2>
          <button type="button" className={css.close} aria-label={text.close} onClick={close}>
            <Icon name="close" size={20} />
          </button>
        </header>
        <div className={css.body}>{children}</div>
      </div>
    </dialog>
  );
}
