/** A box in the window; pixels. */
export type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Align = 'start' | 'end';

/** What stays free at the edges of the window, pixels. */
const EDGE = 8;

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/**
 * The left upper corner of a box at its button: below it, or above where only there is room; flush with its left or
 * right edge, but inside the window.
 */
export function placeBox(
  button: Box,
  box: Size,
  space: Size,
  align: Align,
  offset: number,
): { left: number; top: number } {
  const below = button.bottom + offset;
  const above = button.top - offset - box.height;
  const fits = below + box.height <= space.height - EDGE || above < EDGE;
  return {
    left: within(align === 'start' ? button.left : button.right - box.width, EDGE, space.width - EDGE - box.width),
    top: within(fits ? below : above, EDGE, space.height - EDGE - box.height),
  };
}
