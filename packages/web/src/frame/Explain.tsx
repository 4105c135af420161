import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import { Pop } from './Pop.tsx';

/** The `?` of a number that is no metric of the catalogue. */
export function Explain({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Pop
      width={320}
      align="bottom-end"
      label={`About ${title}`}
      button={(toggle, open) => (
        <button
          type="button"
          className="fd-tool"
          data-how
          aria-label={`How is ${title} computed?`}
          aria-expanded={open}
          onClick={toggle}
        >
          <Icon name="help" size={15} />
        </button>
      )}
    >
      {() => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: text to read and select; the box takes the focus
        <div className="fd-how" tabIndex={0}>
          <b>{title}</b>
          {children}
        </div>
      )}
    </Pop>
  );
}
