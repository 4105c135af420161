import * as text from '../../text/pages/reconcile.ts';
/** `October 2026` of `2026-10`. */
export function monthLabel(month: string): string {
  const name = text.months[Number(month.slice(5, 7)) - 1];
  return name === undefined ? month : `${name} ${month.slice(0, 4)}`;
}
