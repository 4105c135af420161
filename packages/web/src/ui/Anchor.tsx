import { type Ref, useImperativeHandle } from 'react';

/** Stands where Mantine wants the button of a pop-up, whose own place is elsewhere: the box loads after the button is drawn. */
export function Anchor({ element, ref }: { readonly element: HTMLElement; readonly ref?: Ref<HTMLElement> }) {
  useImperativeHandle(ref, () => element, [element]);
  return null;
}
