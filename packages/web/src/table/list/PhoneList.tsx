import type { ReactNode } from 'react';
import * as text from '../../text/table.ts';
import css from './phone-list.module.css';

/** A table on the phone: a row is an item of two lines. */
export function PhoneList({
  children,
  className = css.root,
  more,
}: {
  /** One `<li>` a row. */
  readonly children: ReactNode;
  /** Where a row has more than a name, a number and two words below. */
  readonly className?: string | undefined;
  /** Shows the next rows; without it all are shown. */
  readonly more?: (() => void) | undefined;
}) {
  return (
    <>
      <ul className={className}>{children}</ul>
      {more ? (
        <button type="button" className="fd-button" onClick={more}>
          {text.showMore}
        </button>
      ) : null}
    </>
  );
}
