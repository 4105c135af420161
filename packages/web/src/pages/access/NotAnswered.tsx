import { problemOf } from '../../data/hooks.ts';
import { signInHref, signOut, useIsSignedIn } from '../../data/signed-in.ts';
import { usePlace } from '../../place/PlaceProvider.tsx';
import { State } from '../../ui/State.tsx';

/** Stands for every page when the server says nothing of itself: who is not signed in, who was granted nothing, or no answer at all. */
export function NotAnswered({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { path, search } = usePlace();
  const { status, message, hint } = problemOf(error);
  if (status === 401) {
    const signIn = (
      <a className="fd-button" href={signInHref(path, search)}>
        Sign in
      </a>
    );
    return (
      <State icon="alert" title="You are not signed in" action={signIn}>
        {hint}
      </State>
    );
  }
  if (status === 403) {
    return (
      <State icon="alert" title={message} action={<NotGranted />}>
        {hint}
      </State>
    );
  }
  return (
    <State icon="alert" title="Flightdeck does not answer" action={<Button label="Try again" act={retry} />}>
      The server may have stopped. Start it again, then try again.
    </State>
  );
}

/** Again with what was granted since, or as somebody else. */
function NotGranted() {
  const isSignedIn = useIsSignedIn();
  return (
    <>
      <Button label="Try again" act={() => window.location.reload()} />
      {isSignedIn ? <Button label="Sign out" act={() => void signOut()} /> : null}
    </>
  );
}

function Button({ label, act }: { readonly label: string; readonly act: () => void }) {
  return (
    <button type="button" className="fd-button" onClick={act}>
      {label}
    </button>
  );
}
