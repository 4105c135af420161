import { type ReactNode, useEffect } from 'react';
import { wait } from './waiting.ts';

/** Stands where a part of the page is still to come: as long as it does, the page does not count as drawn. */
export function Coming({ children }: { readonly children?: ReactNode }) {
  useEffect(wait, []);
  return children;
}
