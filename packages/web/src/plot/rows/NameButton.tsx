import type { ComponentProps } from 'react';
import css from './namelink.module.css';

/** The name of a row as a button: it opens or filters by what it names. */
export const NameButton = (props: Omit<ComponentProps<'button'>, 'type' | 'className'>) => (
  <button type="button" className={css.root} {...props} />
);
