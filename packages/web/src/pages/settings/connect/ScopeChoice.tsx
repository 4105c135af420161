import { useId, useState } from 'react';
import type { AccessReport, Setting } from '../../../data/settings.ts';
import * as text from '../../../text/pages/settings.ts';
import { Origin } from '../Field.tsx';
import css from '../settings.module.css';
import { toScopes } from './connect-changes.ts';

const words = text.connect;

/** The scopes to read: found ones to tick, and a field for others. */
export function ScopeChoice({
  setting,
  found,
  chosen,
  error,
  onChange,
}: {
  readonly setting: Setting;
  /** Scopes found; null before the first check. */
  readonly found: AccessReport['found'] | null;
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (scopes: readonly string[]) => void;
}) {
  const id = useId();
  const offered = found?.scopes ?? [];
  const isOffered = (scope: string): boolean => offered.some((one) => one.scope === scope);
  // As it is typed: a comma at its end would be gone at once.
  const [typed, setTyped] = useState(() => chosen.join(', '));
  const others = toScopes(typed).filter((scope) => !isOffered(scope));
  const ticked = chosen.filter(isOffered);
  return (
    <fieldset
      className={css.field}
      data-bad={error !== undefined}
      disabled={setting.locked}
      aria-labelledby={`${id}-legend`}
    >
      <div className={css.label}>
        <b id={`${id}-legend`}>{words.choose}</b>
        <Origin setting={setting} />
      </div>
      {offered.length === 0 ? null : (
        <div className={css.choices}>
          {offered.map(({ scope, name }) => (
            <label key={scope} className={css.choice}>
              <input
                type="checkbox"
                checked={ticked.includes(scope)}
                onChange={({ target }) =>
                  onChange([...ticked.filter((one) => one !== scope), ...(target.checked ? [scope] : []), ...others])
                }
              />
              <span>
                {name} <small>{scope}</small>
              </span>
            </label>
          ))}
        </div>
      )}
      {found?.missing.map((why) => (
        <p key={why} className={css.help}>
          {why}
        </p>
      ))}
      {offered.length === 0 ? null : (
        <div className={`${css.label} ${css.apart}`}>
          <label htmlFor={`${id}-others`}>{words.other}</label>
        </div>
      )}
      <input
        id={`${id}-others`}
        className="fd-input"
        aria-label={offered.length === 0 ? setting.page?.label : undefined}
        spellCheck={false}
        placeholder="org:acme, enterprise:big"
        aria-describedby={`${id}-help`}
        aria-invalid={error !== undefined}
        value={toScopes(typed).some(isOffered) ? others.join(', ') : typed}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange([...ticked, ...toScopes(target.value).filter((scope) => !ticked.includes(scope))]);
        }}
      />
      <p id={`${id}-help`} className={css.help}>
        {error === undefined ? null : (
          <span role="alert" className={css.error}>
            {error}{' '}
          </span>
        )}
        {words.otherHelp} {found === null ? words.none : words.chooseHelp}
      </p>
    </fieldset>
  );
}
