import css from './unit.module.css';

/** The unit of the value axis, above it. */
export const Unit = ({ children }: { readonly children: string }) => <div className={css.root}>{children}</div>;
