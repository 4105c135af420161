import { bandOf } from '../distribution/prepare.ts';

/** `WL` of `wanda-lopez` or `Wanda Lopez`: decoration only. */
export function initialsOf(login: string): string {
  const [first = [], second] = login
    .split(/[\s._-]+/)
    .map((part) => part.match(/[\p{L}\p{N}]/gu) ?? [])
    .filter(({ length }) => length > 0);
  const letters = second ? [first[0], second[0]] : first.slice(0, 2);
  return letters.join('').toUpperCase();
}

/** The initials of a person in a disc. */
export function Avatar({ login }: { readonly login: string }) {
  return (
    <span className="fd-avatar" aria-hidden="true">
      {initialsOf(login)}
    </span>
  );
}

/** A score with its band as a bar. */
export function AdoptionCell({ score }: { readonly score: number | null }) {
  if (score === null) return <span>no data</span>;
  const band = bandOf(score);
  return (
    <span className="fd-adoption-cell" title={band.label}>
      <b>{Math.round(score)}</b>
      <i aria-hidden="true">
        <i style={{ width: `${Math.max(score > 0 ? 4 : 0, score)}%`, background: `var(--fd-bands-${band.color})` }} />
      </i>
      <span className="fd-hidden">{band.label}</span>
    </span>
  );
}
