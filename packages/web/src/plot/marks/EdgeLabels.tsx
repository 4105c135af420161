import css from './small-axis.module.css';

/** The first and the last step below a chart too small for an axis, and what stands between them. */
export const EdgeLabels = ({ words }: { readonly words: readonly string[] }) => (
  <span className={css.root} aria-hidden="true">
    {words.map((word, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the ends of one axis, which never change places
      <span key={index}>{word}</span>
    ))}
  </span>
);
