import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import css from './floating.module.css';
import { focusFirst, keepTabInside } from './focus.ts';
import { type Align, placeBox } from './place-box.ts';

interface Props {
  /** The button it stands at. */
  readonly anchor: HTMLElement;
  readonly role: 'dialog' | 'menu';
  readonly label: string;
  readonly width: number;
  readonly align: Align;
  /** Pixels between the button and the box. */
  readonly offset: number;
  readonly onClose: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly children: ReactNode;
}

/**
 * A box at a button, above everything: the first thing in it has the focus, Tab stays inside, Escape and a press outside
 * close it, and then the button has the focus again. A press outside still does what it does there.
 */
export function Floating({ anchor, role, label, width, align, offset, onClose, onKeyDown, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.showPopover?.();
    const place = (): void => {
      const size = { width: element.offsetWidth, height: element.offsetHeight };
      const space = { width: document.documentElement.clientWidth, height: window.innerHeight };
      const { left, top } = placeBox(anchor.getBoundingClientRect(), size, space, align, offset);
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(element);
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, { capture: true });
    };
  }, [anchor, align, offset]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (role === 'menu') element.focus({ preventScroll: true });
    else focusFirst(element);
    return () => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body || element.contains(focused))
        anchor.focus({ preventScroll: true });
    };
  }, [anchor, role]);

  useEffect(() => {
    const press = ({ target }: Event): void => {
      const outside = target instanceof Node && !box.current?.contains(target) && !anchor.contains(target);
      if (outside) close.current();
    };
    const leave = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') close.current();
    };
    document.addEventListener('mousedown', press);
    document.addEventListener('touchstart', press, { passive: true });
    document.addEventListener('keydown', leave);
    return () => {
      document.removeEventListener('mousedown', press);
      document.removeEventListener('touchstart', press);
      document.removeEventListener('keydown', leave);
    };
  }, [anchor]);

  return createPortal(
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a dialog or a menu
    <div
      ref={box}
      popover="manual"
      role={role}
      aria-label={label}
      tabIndex={-1}
      className={`${css.root} fd-pop`}
      data-role={role}
      style={{ width }}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (role === 'dialog') keepTabInside(event, event.currentTarget);
      }}
    >
      {children}
    </div>,
    document.body,
  );
}
