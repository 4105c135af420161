import type { AccessReport } from '../../../data/settings.ts';
import * as text from '../../../text/pages/settings.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { useToast } from '../../../ui/toast.tsx';
import css from '../settings.module.css';

const TONES = { ok: 'good', warning: 'warn', failed: 'bad' } as const;
const words = text.connect;

/** The result of each check at GitHub, and where to fix what was refused. */
export function AccessChecks({ checks }: { readonly checks: AccessReport['checks'] }) {
  const toast = useToast();
  return (
    <section aria-label={words.results}>
      <ul className={css.checks}>
        {checks.map((check) => (
          <li key={`${check.scope} ${check.capability}`}>
            <span className="fd-pill" data-tone={TONES[check.state]}>
              {text.checkState[check.state]}
            </span>
            <div>
              <b>{text.capability(check)}</b>
              <p>
                {check.says} {check.fix}
              </p>
              {check.permission === null && check.page === null ? null : (
                <div className={css.fix}>
                  {check.permission === null ? null : (
                    <>
                      <span>
                        {words.permission}: <code>{check.permission}</code>
                      </span>
                      <button
                        type="button"
                        className="fd-button"
                        aria-label={`${words.copy}: ${check.permission}`}
                        onClick={() => {
                          void copyText(check.permission ?? '').then((done) => done && toast({ text: words.copied }));
                        }}
                      >
                        {words.copy}
                      </button>
                    </>
                  )}
                  {check.page === null ? null : (
                    <a href={check.page} target="_blank" rel="noreferrer">
                      {words.open}
                    </a>
                  )}
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
