import { lazy, Suspense } from 'react';
import { problemOf } from '../../data/hooks.ts';
import { usePlace } from '../../place/PlaceProvider.tsx';
import { State } from '../../ui/State.tsx';

/** Not among what the first page loads; there when a server answers that something was not granted. */
const NotGranted = lazy(() => import('./NotGranted.tsx'));

/** Stands for every page when the server says nothing of itself: who is not signed in, who was granted nothing, or no answer at all. */
export function NotAnswered({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { path, search } = usePlace();
  const { status, message, hint } = problemOf(error);
  if (status === 401) {
    const signIn = (
      <a className="fd-button" href={`auth/sign-in?return_to=${encodeURIComponent(path + search)}`}>
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
      <State
        icon="alert"
        title={message}
        action={
          <Suspense>
            <NotGranted />
          </Suspense>
        }
      >
        {hint}
      </State>
    );
  }
  const again = (
    <button type="button" className="fd-button" onClick={retry}>
      Try again
    </button>
  );
  return (
    <State icon="alert" title="Flightdeck does not answer" action={again}>
      The server may have stopped. Start it again, then try again.
    </State>
  );
}
