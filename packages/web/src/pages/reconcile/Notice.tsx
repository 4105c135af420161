import type { ReactNode } from 'react';
import css from './notice.module.css';

/** A strip across the page that says what a reader must know of the numbers below. */
export const Notice = ({ tone, children }: { readonly tone: 'info' | 'warn'; readonly children: ReactNode }) => (
  <div className={`fd-strip fd-span-12 ${css.root}`} data-tone={tone} role="status">
    {children}
  </div>
);
