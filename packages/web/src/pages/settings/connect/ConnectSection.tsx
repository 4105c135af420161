import { useState } from 'react';
import { Card } from '../../../card/Card.tsx';
import { problemOf } from '../../../data/hooks.ts';
import { type Setting, useCheckAccess } from '../../../data/settings.ts';
import * as text from '../../../text/pages/settings.ts';
import { Segments } from '../../../ui/Segments.tsx';
import css from '../settings.module.css';
import { useSection } from '../use-section.ts';
import { AccessChecks } from './AccessChecks.tsx';
import { CredentialFields } from './CredentialFields.tsx';
import { CONNECT, type ConnectDraft, type ConnectName, toChanges, toDraft } from './connect-changes.ts';
import { ScopeChoice } from './ScopeChoice.tsx';

const words = text.connect;

/** Credentials for GitHub and the scopes to read, checked before they are saved. */
export function ConnectSection({
  of,
  isDemo,
}: {
  readonly of: Readonly<Record<ConnectName, Setting>>;
  readonly isDemo: boolean;
}) {
  const [draft, setDraft] = useState<ConnectDraft>(() => toDraft(of));
  const { save, errors, isSaving } = useSection(CONNECT);
  const check = useCheckAccess();
  const set = (part: Partial<ConnectDraft>): void => setDraft({ ...draft, ...part });
  const isLocked = CONNECT.every((name) => of[name].locked);
  const tried = check.error === null ? null : problemOf(check.error);
  const saved = (): void => setDraft({ ...draft, token: '', privateKey: '' });
  return (
    <Card id="settings-connect" title={words.title} says={words.says} span={12}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          save(toChanges(draft, of), isDemo ? words.connected : text.saved, saved);
        }}
      >
        {of.GITHUB_TOKEN.locked ? null : (
          <div>
            <Segments
              label={words.kind}
              choices={[
                ['token', words.token],
                ['app', words.app],
              ]}
              value={draft.kind}
              onChange={(kind) => set({ kind })}
            />
          </div>
        )}
        <CredentialFields draft={draft} of={of} errors={errors} onChange={set} />
        <ScopeChoice
          setting={of.FLIGHTDECK_SCOPES}
          found={check.data?.found ?? null}
          chosen={draft.scopes}
          error={errors.get('FLIGHTDECK_SCOPES')}
          onChange={(scopes) => set({ scopes })}
        />
        <div className={css.foot}>
          {isLocked ? null : (
            <button type="submit" className="fd-button" data-kind="primary" disabled={isSaving}>
              {isSaving ? text.saving : isDemo ? words.connect : words.save}
            </button>
          )}
          <button
            type="button"
            className="fd-button"
            disabled={check.isPending}
            onClick={() => check.mutate(toChanges(draft, of))}
          >
            {check.isPending ? words.checking : words.check}
          </button>
        </div>
        <div role="status">
          {tried === null ? null : (
            <p className={css.error}>
              {tried.message} {tried.hint}
            </p>
          )}
          {check.data === undefined ? null : <AccessChecks checks={check.data.checks} />}
        </div>
      </form>
    </Card>
  );
}
