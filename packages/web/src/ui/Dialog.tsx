import { type ReactNode, useEffect, useId, useRef } from 'react';
import css from './dialog-box.module.css';

/** The browser's own dialog in the middle of the window; Escape closes it, and the focus goes back to where it was. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const box = dialog.current;
    if (box && !box.open) box.showModal();
    return () => box?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`${css.root} fd-pop`}
      aria-labelledby={titleId}
      // Closed and opened again by development's double effects, it stays open.
      onClose={(event) => event.currentTarget.open || onClose()}
    >
      <h2 className={css.title} id={titleId}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
