import { isolated } from '@flightdeck/query';
import type { Token } from '../../data/session/tokens.ts';
import { formatAgo, formatLongDay } from '../../format/format.ts';
import * as text from '../../text/pages/tokens.ts';
import { OwnIcon } from '../../ui/own-icons.tsx';
import css from './token-items.module.css';

/** Tokens, each with what it may do, its end, its last use and who made it. */
export function TokenItems({
  tokens,
  onRevoke,
}: {
  readonly tokens: readonly Token[];
  readonly onRevoke: (token: Token) => void;
}) {
  const now = new Date();
  return (
    <ul className={css.root}>
      {tokens.map((token) => (
        <li key={token.id} className={css.item}>
          <OwnIcon name="key" size={20} />
          <div className={css.words}>
            <b title={`fd_${token.id}_…`}>{isolated(token.name)}</b>
            {token.expired ? <span className="fd-pill">{text.expired}</span> : null}
            <p>{text.grants({ grants: token.grants.map(isolated).join(', ') })}</p>
            {token.lost.length > 0 ? (
              <p className={css.lost}>{text.lost({ grants: token.lost.map(isolated).join(', ') })}</p>
            ) : null}
            <p className={css.small}>
              {token.expired ? null : <span>{text.expires({ day: formatLongDay(token.expiresAt.slice(0, 10)) })}</span>}
              <span>{token.usedAt === null ? text.unused : text.used({ ago: formatAgo(token.usedAt, now) })}</span>
              {token.own ? null : <span>{text.maker({ name: isolated(token.maker.name) })}</span>}
            </p>
          </div>
          <button
            type="button"
            className="fd-button"
            aria-haspopup="dialog"
            aria-label={text.revokeOne({ name: token.name })}
            onClick={() => onRevoke(token)}
          >
            {text.revoke}
          </button>
        </li>
      ))}
    </ul>
  );
}
