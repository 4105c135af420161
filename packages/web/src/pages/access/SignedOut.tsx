import { useEffect, useRef } from 'react';
import { call } from '../../data/api.ts';
import { onOtherWindow } from '../../data/session/signed-out.ts';
import { usePlace } from '../../place/PlaceProvider.tsx';
import * as text from '../../text/pages/door.ts';
import { Mark } from '../../ui/icons.tsx';
import css from './door.module.css';
import { signInLink, signInMode } from './sign-in-link.ts';

/** Labels of the ways to sign in that Flightdeck begins itself. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['oidc', text.signIn],
  ['github', text.signInWithGitHub],
]);

/** Replaces everything when nobody is signed in: a link to sign in and return here. It goes once another window has signed in. */
export default function SignedOut() {
  const place = usePlace();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text.out.title} · Flightdeck`;
    head.current?.focus();
  }, []);
  useEffect(comeBack, []);
  const label = LABELS.get(signInMode() ?? 'oidc');
  return (
    <main className={css.root} data-drawn="">
      <div className={css.card}>
        <p className={css.mark}>
          <Mark size={28} /> Flightdeck
        </p>
        <h1 ref={head} tabIndex={-1}>
          {text.out.title}
        </h1>
        <p>{text.out.says}</p>
        {label === undefined ? (
          <>
            <p>{text.out.proxy}</p>
            <button type="button" className="fd-button" data-kind="primary" onClick={() => window.location.reload()}>
              {text.again}
            </button>
          </>
        ) : (
          <>
            <a className="fd-button" data-kind="primary" href={signInLink(place)}>
              {label}
            </a>
            <p className={css.small}>{text.out.back}</p>
          </>
        )}
      </div>
    </main>
  );
}

/** Loads the page anew once somebody is signed in: asked when another window has signed in, and on return to this one. */
function comeBack(): () => void {
  const look = (): void => {
    if (document.visibilityState === 'hidden') return;
    call('GET /api/v1/me', {}).then(
      () => window.location.reload(),
      // Still nobody, or no answer: the link stays.
      () => undefined,
    );
  };
  const stop = onOtherWindow('in', look);
  window.addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
  return () => {
    stop();
    window.removeEventListener('focus', look);
    document.removeEventListener('visibilitychange', look);
  };
}
