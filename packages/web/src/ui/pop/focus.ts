const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex]';

/** What the Tab key reaches in a box, in order. */
const reachable = (box: HTMLElement): HTMLElement[] =>
  [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && (element.checkVisibility?.() ?? true),
  );

/** Gives the focus to the first thing in a box, or to the box. */
export function focusFirst(box: HTMLElement): void {
  (reachable(box)[0] ?? box).focus({ preventScroll: true });
}

/** Leads the Tab key from the end of a box to its beginning, and back with Shift. */
export function keepTabInside(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'preventDefault'>,
  box: HTMLElement,
): void {
  if (event.key !== 'Tab') return;
  const all = reachable(box);
  const [first, last] = event.shiftKey ? [all.at(-1), all[0]] : [all[0], all.at(-1)];
  const focused = document.activeElement;
  if (all.length > 0 && focused !== last && focused !== box && box.contains(focused)) return;
  event.preventDefault();
  (first ?? box).focus();
}
