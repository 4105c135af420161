import css from './ranked-name.module.css';

/** What a row is about, cut where there is no room; `title` says it whole. */
export const RowName = ({ children, title }: { readonly children: string; readonly title?: string }) => (
  <span className={css.root} title={title}>
    {children}
  </span>
);
