import { lazy, Suspense, useRef, useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { problemOf, useStatus } from '../../data/hooks.ts';
import { may, useMe } from '../../data/session/me.ts';
import { type Token, useRevokeToken, useTokens } from '../../data/session/tokens.ts';
import * as text from '../../text/pages/tokens.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { useToast } from '../../ui/toast.tsx';
import { TokenItems } from './TokenItems.tsx';
import css from './tokens.module.css';

const MakeToken = lazy(() => import('./MakeToken.tsx'));

/** Number of tokens from which there is a search. */
const MANY = 8;

/** Tokens of machines: listed, made and revoked. */
export function TokensPage() {
  const me = useMe();
  const { data: status } = useStatus();
  const tokens = useTokens();
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Token | null>(null);
  const [search, setSearch] = useState('');
  const make = useRef<HTMLButtonElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const wanted = search.trim().toLowerCase();
  const found = tokens.data?.tokens.filter(({ name, maker, grants, id }) =>
    [name, maker.name, id, ...grants].some((part) => part.toLowerCase().includes(wanted)),
  );
  return (
    <div ref={top} tabIndex={-1} style={{ outline: 'none' }}>
      <h1 className="fd-page-title">{text.title}</h1>
      <p className="fd-lead">{text.lead}</p>
      <div className="fd-grid">
        <Card
          id="tokens-all"
          title={text.card}
          says={may(me, { right: 'administer', span: 'everything' }) ? text.allSays : text.ownSays}
          span={12}
          switches={
            <button
              ref={make}
              type="button"
              className="fd-button"
              data-kind="primary"
              aria-haspopup="dialog"
              disabled={me === undefined || tokens.data === undefined}
              onClick={() => setMaking(true)}
            >
              {text.make}
            </button>
          }
        >
          {tokens.isError ? (
            <Failed problem={problemOf(tokens.error)} retry={() => void tokens.refetch()} />
          ) : tokens.data === undefined || found === undefined ? (
            <Skeleton height={160} />
          ) : tokens.data.tokens.length === 0 ? (
            <State icon="empty" title={text.none.title}>
              {text.none.says}
            </State>
          ) : (
            <>
              {tokens.data.tokens.length >= MANY ? (
                <input
                  type="search"
                  className={`fd-input ${css.search}`}
                  aria-label={text.searchLabel}
                  placeholder={text.search}
                  value={search}
                  onChange={({ target }) => setSearch(target.value)}
                />
              ) : null}
              {found.length === 0 ? <p role="status">{text.notFound({ text: search })}</p> : null}
              <TokenItems tokens={found} onRevoke={setRevoking} />
            </>
          )}
        </Card>
      </div>
      <Suspense>
        {isMaking && me && tokens.data ? (
          <MakeToken
            me={me}
            scopes={status?.scopes.map(({ scope }) => scope) ?? []}
            mostDays={tokens.data.mostDays}
            onClose={() => {
              setMaking(false);
              // Two dialogs came one after the other; the second, once closed, gives the focus to where the first was.
              setTimeout(() => make.current?.focus());
            }}
          />
        ) : null}
      </Suspense>
      {revoking ? (
        <Revoke
          token={revoking}
          onClose={() => setRevoking(null)}
          onDone={() => {
            setRevoking(null);
            // The button that asked for it is gone with its token.
            top.current?.focus({ preventScroll: true });
          }}
        />
      ) : null}
    </div>
  );
}

/** Asks before a token is revoked, as whatever uses it stops. */
function Revoke({
  token,
  onClose,
  onDone,
}: {
  readonly token: Token;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const revoking = useRevokeToken();
  const toast = useToast();
  const revoke = (): void =>
    revoking.mutate(token.id, {
      onSuccess: (done) => {
        onDone();
        // Once the dialog is gone: a message stands in the one that is open.
        setTimeout(() => toast({ text: done ? text.revoked({ name: token.name }) : text.revokedBefore }));
      },
    });
  return (
    <Dialog title={text.ask.title({ name: token.name })} onClose={onClose}>
      <p>{text.ask.says}</p>
      {revoking.isError ? (
        <p role="alert">
          {problemOf(revoking.error).message} {problemOf(revoking.error).hint}
        </p>
      ) : null}
      <div className={css.foot}>
        <button type="button" className="fd-button" onClick={onClose}>
          {text.ask.keep}
        </button>
        <button type="button" className="fd-button" data-kind="primary" disabled={revoking.isPending} onClick={revoke}>
          {text.revoke}
        </button>
      </div>
    </Dialog>
  );
}
