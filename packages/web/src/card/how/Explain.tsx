import type { ReactNode } from 'react';
import { HowPop } from './HowPop.tsx';

/** The `?` of a number that is no metric of the catalogue. */
export function Explain({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <HowPop name={title} width={320}>
      {() => (
        <>
          <b>{title}</b>
          {children}
        </>
      )}
    </HowPop>
  );
}
