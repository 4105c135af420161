import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ME_QUERY, type Me, may, type Need } from '../../data/session/me.ts';
import { signOut } from '../../data/session/signed-in.ts';
import { PageLink } from '../../place/PageLink.tsx';
import { rolesText } from '../../shell/door/roles-text.ts';
import { type NavPage, PAGES } from '../../shell/pages.ts';
import * as text from '../../text/pages/door.ts';
import { copyText } from '../../ui/copy-text.ts';
import { OwnIcon } from '../../ui/own-icons.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { View } from '../../view/view.ts';
import css from './door.module.css';

interface Props {
  readonly me: Me;
  readonly page: NavPage;
  /** What the pages take over from the view. */
  readonly view: View;
}

/** Replaces a page that its user may not open: why, whom to ask, and what is open. */
export default function NoAccess({ me, page, view }: Props) {
  const isNobody = me.roles.length === 0;
  return (
    <section className={css.inside}>
      <div className={css.card}>
        <OwnIcon name="lock" size={22} />
        {isNobody ? <NothingGranted me={me} /> : <PageClosed me={me} page={page} view={view} />}
        <div className={css.deeds}>
          <TryAgain />
          {me.session ? (
            <button type="button" className="fd-button" onClick={() => void signOut()}>
              {text.signOut}
            </button>
          ) : null}
        </div>
      </div>
    </section>
  );
}

/** Asks again, so that a new grant counts at once. */
function TryAgain() {
  const client = useQueryClient();
  return (
    <button type="button" className="fd-button" onClick={() => void client.invalidateQueries(ME_QUERY)}>
      {text.tryAgain}
    </button>
  );
}

function NothingGranted({ me }: { readonly me: Me }) {
  const toast = useToast();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    document.title = `${text.none.title} · Flightdeck`;
  }, []);
  const known = `${me.name} ${me.id}`;
  const copy = (): void =>
    void copyText(known).then((done) =>
      done ? setCopied(true) : toast({ text: text.none.copyByHand({ text: known }) }),
    );
  return (
    <>
      <h1>{text.none.title}</h1>
      <p>{text.none.says({ name: me.name })}</p>
      <p>{text.none.ask}</p>
      <p className={css.known}>
        <code>{me.id}</code>
        <button type="button" className="fd-button" onClick={copy}>
          {isCopied ? text.none.copied : text.none.copy}
        </button>
      </p>
    </>
  );
}

function PageClosed({ me, page, view }: Props) {
  const open = PAGES.filter((other) => other.path !== page.path && !other.isOwn && may(me, other.needs));
  const own = PAGES.filter((other) => other.path !== page.path && other.isOwn && may(me, other.needs));
  return (
    <>
      <h1>{text.closed.title({ page: page.label })}</h1>
      <p>
        {whyClosed(me, page.needs)} {whomToAsk(me, page.needs)}
      </p>
      <p className={css.small}>{text.closed.have({ roles: rolesText(me.roles, 6) })}</p>
      <h2>{text.closed.open}</h2>
      <ul className={css.links}>
        {(open.length > 0 ? open : own).map(({ path, label }) => (
          <li key={path}>
            <PageLink to={path} view={view}>
              {label}
            </PageLink>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The right that the page needs, in a sentence. */
function whyClosed(me: Me, { right, span }: Need): string {
  const says = me.rights.find((row) => row.right === right)?.says ?? right;
  const isNarrower = span !== undefined && may(me, { right });
  return isNarrower
    ? text.closed.saysWide({ may: says, wide: text.closed.wide[span] })
    : text.closed.says({ may: says });
}

/** The roles that have the right, in a sentence. */
function whomToAsk(me: Me, { right }: Need): string {
  const roles = me.rights.find((row) => row.right === right)?.roles ?? [];
  const [first = ''] = roles;
  return text.closed.ask({
    roles: roles.length === 1 ? text.closed.role({ role: first }) : text.closed.oneOf({ roles: roles.join(', ') }),
  });
}
