import type { KeyboardEvent } from 'react';

const STEPS: ReadonlyMap<string, readonly [down: number, right: number]> = new Map([
  ['ArrowDown', [1, 0]],
  ['ArrowUp', [-1, 0]],
  ['ArrowRight', [0, 1]],
  ['ArrowLeft', [0, -1]],
]);

const PRESSABLE = 'button:not([disabled]), a[href], input:not([disabled])';

/** Arrow keys go from what can be pressed in a cell to the same, or whatever can be pressed, in the next cell that has any. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const [down, right] = STEPS.get(event.key) ?? [0, 0];
  const from = event.target as HTMLElement;
  const cell = from.closest<HTMLTableCellElement>('td, th');
  if (!cell || (down === 0 && right === 0) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const rows = [...event.currentTarget.querySelectorAll('tr')];
  let row = rows.findIndex((line) => line.contains(cell)) + down;
  let column = cell.cellIndex + right;
  for (; rows[row]?.cells[column]; row += down, column += right) {
    const all = [...(rows[row]?.cells[column]?.querySelectorAll<HTMLElement>(PRESSABLE) ?? [])];
    const next = all.find(({ tagName }) => tagName === from.tagName) ?? all[0];
    if (!next) continue;
    event.preventDefault();
    next.focus();
    return;
  }
}
