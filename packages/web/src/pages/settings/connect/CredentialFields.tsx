import type { Setting } from '../../../data/settings.ts';
import * as text from '../../../text/pages/settings.ts';
import { Field } from '../Field.tsx';
import css from '../settings.module.css';
import type { ConnectDraft, ConnectName } from './connect-changes.ts';

const words = text.connect;

/** The fields of a token, or of an App. */
export function CredentialFields({
  draft,
  of,
  errors,
  onChange,
}: {
  readonly draft: ConnectDraft;
  readonly of: Readonly<Record<ConnectName, Setting>>;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (part: Partial<ConnectDraft>) => void;
}) {
  if (draft.kind === 'token') {
    const { isSet, changed, locked } = of.GITHUB_TOKEN;
    const is = isSet ? `${words.tokenIs({ ends: changed?.ends ?? null })}.${locked ? '' : ` ${words.replace}.`} ` : '';
    return (
      <Field setting={of.GITHUB_TOKEN} help={`${is}${words.tokenHelp}`} error={errors.get('GITHUB_TOKEN')}>
        {(props) => (
          <input
            {...props}
            className="fd-input"
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder={isSet ? '••••••••' : 'ghp_…'}
            value={draft.token}
            onChange={({ target }) => onChange({ token: target.value })}
          />
        )}
      </Field>
    );
  }
  return (
    <>
      <div className={css.row}>
        <Field setting={of.GITHUB_APP_ID} error={errors.get('GITHUB_APP_ID')}>
          {(props) => (
            <input
              {...props}
              className="fd-input"
              inputMode="numeric"
              value={draft.appId}
              onChange={({ target }) => onChange({ appId: target.value })}
            />
          )}
        </Field>
        <Field
          setting={of.GITHUB_APP_INSTALLATION_ID}
          help={words.installationHelp}
          error={errors.get('GITHUB_APP_INSTALLATION_ID')}
        >
          {(props) => (
            <input
              {...props}
              className="fd-input"
              inputMode="numeric"
              value={draft.installationId}
              onChange={({ target }) => onChange({ installationId: target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        setting={of.GITHUB_APP_PRIVATE_KEY}
        help={of.GITHUB_APP_PRIVATE_KEY.isSet ? `${words.keyIs}. ${words.replace}.` : words.keyHelp}
        error={errors.get('GITHUB_APP_PRIVATE_KEY')}
      >
        {(props) => (
          <textarea
            {...props}
            className="fd-input"
            rows={4}
            spellCheck={false}
            placeholder={words.keyLooks}
            value={draft.privateKey}
            onChange={({ target }) => onChange({ privateKey: target.value })}
          />
        )}
      </Field>
    </>
  );
}
