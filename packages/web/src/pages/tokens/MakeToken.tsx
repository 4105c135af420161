import { type FormEvent, useState } from 'react';
import { problemOf } from '../../data/hooks.ts';
import type { Me } from '../../data/session/me.ts';
import { useMakeToken } from '../../data/session/tokens.ts';
import * as text from '../../text/pages/tokens.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { MadeToken } from './MadeToken.tsx';
import { expiryChoices, type GrantChoice, roleChoices, scopeChoices, toGrant } from './token-choices.ts';
import css from './tokens.module.css';

interface Props {
  readonly me: Me;
  /** Scopes there are, as grants name them. */
  readonly scopes: readonly string[];
  readonly mostDays: number;
  readonly onClose: () => void;
}

const DAY_MS = 86_400_000;
const USUAL_DAYS = 90;

/** Asks what a new token is for, what it may do and for how long; then shows it, once. */
export default function MakeToken({ me, scopes, mostDays, onClose }: Props) {
  const making = useMakeToken();
  const roles = roleChoices(me);
  // A token that sees too little is noticed; one that may do too much is not.
  const usual = roles.includes('viewer') ? 'viewer' : (roles[0] ?? '');
  const first = (role = usual): GrantChoice => ({ role, of: scopeChoices(me, role, scopes)[0] ?? '*' });
  const [name, setName] = useState('');
  const [grants, setGrants] = useState<readonly GrantChoice[]>([first()]);
  const [days, setDays] = useState(Math.min(USUAL_DAYS, mostDays));
  if (making.data) return <MadeToken text={making.data.text} onClose={onClose} />;
  const set = (at: number, grant: GrantChoice): void =>
    setGrants(grants.map((old, index) => (index === at ? grant : old)));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    making.mutate({
      name,
      grants: [...new Set(grants.map(toGrant))],
      expiresAt: new Date(Date.now() + days * DAY_MS).toISOString(),
    });
  };
  return (
    <Dialog title={text.form.title} onClose={onClose}>
      {roles.length === 0 ? (
        <p>{text.form.nothing}</p>
      ) : (
        <form className={css.form} onSubmit={send}>
          <label className={css.field}>
            {text.form.name}
            <input
              className="fd-input"
              required
              maxLength={100}
              placeholder={text.form.nameHint}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </label>
          {grants.map((grant, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may say the same
            <div key={at} className={css.grant}>
              <label className={css.field}>
                {text.form.role}
                <select className="fd-input" value={grant.role} onChange={({ target }) => set(at, first(target.value))}>
                  {roles.map((role) => (
                    <option key={role}>{role}</option>
                  ))}
                </select>
              </label>
              <label className={css.field}>
                {text.form.scope}
                <select
                  className="fd-input"
                  value={grant.of}
                  onChange={({ target }) => set(at, { ...grant, of: target.value })}
                >
                  {scopeChoices(me, grant.role, scopes).map((of) => (
                    <option key={of} value={of}>
                      {of === '*' ? text.form.everything : of}
                    </option>
                  ))}
                </select>
              </label>
              {grants.length > 1 ? (
                <button
                  type="button"
                  className="fd-tool"
                  aria-label={text.form.remove({ role: grant.role })}
                  onClick={() => setGrants(grants.filter((_, index) => index !== at))}
                >
                  <Icon name="close" />
                </button>
              ) : null}
            </div>
          ))}
          <button type="button" className={`fd-linkish ${css.add}`} onClick={() => setGrants([...grants, first()])}>
            {text.form.add}
          </button>
          <label className={css.field}>
            {text.form.expiry}
            <select className="fd-input" value={days} onChange={({ target }) => setDays(Number(target.value))}>
              {expiryChoices(mostDays).map((choice) => (
                <option key={choice} value={choice}>
                  {text.form.days({ days: choice })}
                </option>
              ))}
            </select>
          </label>
          {making.isError ? (
            <p role="alert" className={css.wrong}>
              {problemOf(making.error).message} {problemOf(making.error).hint}
            </p>
          ) : null}
          <div className={css.foot}>
            <button type="button" className="fd-button" onClick={onClose}>
              {text.form.cancel}
            </button>
            <button type="submit" className="fd-button" data-kind="primary" disabled={making.isPending}>
              {text.form.make}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
