import type { ReactNode } from 'react';
import * as words from '../../text/how.ts';
import { Icon } from '../../ui/icons.tsx';
import { Pop } from '../../ui/pop/Pop.tsx';
import css from './how.module.css';

/** The `?` beside a number or a panel, and the box it opens: text to read and select. */
export function HowPop({
  name,
  width,
  children,
}: {
  readonly name: string;
  readonly width: number;
  /** Made when the box opens. */
  readonly children: () => ReactNode;
}) {
  return (
    <Pop
      width={width}
      align="end"
      label={words.isComputed({ name })}
      button={(toggle, open) => (
        <button
          type="button"
          className="fd-tool"
          data-how
          aria-label={words.howIs({ name })}
          aria-expanded={open}
          onClick={toggle}
        >
          <Icon name="help" size={15} />
        </button>
      )}
    >
      {() => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: text to read and select; the box takes the focus
        <div className={css.root} tabIndex={0}>
          {children()}
        </div>
      )}
    </Pop>
  );
}
