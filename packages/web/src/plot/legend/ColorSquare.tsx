import css from './swatch.module.css';

/** A square of a CSS colour beside its name. */
export const ColorSquare = ({ color }: { readonly color: string }) => (
  <i className={css.root} style={{ background: color }} />
);
