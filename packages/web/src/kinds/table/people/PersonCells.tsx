import type { ReactNode } from 'react';
import * as shared from '../../../text/kinds/shared.ts';
import { bandOf } from '../../distribution/prepare.ts';
import css from './person-cells.module.css';

/** `WL` of `wanda-lopez` or `Wanda Lopez`: decoration only. */
function initialsOf(login: string): string {
  const [first = [], second] = login
    .split(/[\s._-]+/)
    .map((part) => part.match(/[\p{L}\p{N}]/gu) ?? [])
    .filter(({ length }) => length > 0);
  const letters = second ? [first[0], second[0]] : first.slice(0, 2);
  return letters.join('').toUpperCase();
}

/** The initials of a person in a disc; nobody is a dash. */
export const Avatar = ({ login }: { readonly login: string | null }) => (
  <span className={css.avatar} aria-hidden="true">
    {login === null ? '–' : initialsOf(login)}
  </span>
);

/** What stands for a person in a row: the disc, then `children`. */
export function Person({
  login,
  className,
  children,
}: {
  readonly login: string | null;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <span className={className ? `${css.root} ${className}` : css.root}>
      <Avatar login={login} />
      {children}
    </span>
  );
}

/** A score with its band as a bar. */
export function AdoptionCell({ score }: { readonly score: number | null }) {
  if (score === null) return <span>{shared.noData}</span>;
  const band = bandOf(score);
  return (
    <span className={css.adoption} title={band.label}>
      <b>{Math.round(score)}</b>
      <i aria-hidden="true">
        <i style={{ width: `${Math.max(score > 0 ? 4 : 0, score)}%`, background: `var(--fd-bands-${band.color})` }} />
      </i>
      <span className="fd-hidden">{band.label}</span>
    </span>
  );
}
