import { problemOf } from '../../data/hooks.ts';
import { State } from '../../ui/State.tsx';

/** Stands for every page when the server says nothing of itself: who is not signed in, who was granted nothing, or no answer at all. */
export function NotAnswered({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { status, message, hint } = problemOf(error);
  if (status === 401) {
    return (
      <State icon="alert" title="You are not signed in" action={<Again label="Sign in" act={reload} />}>
        {hint}
      </State>
    );
  }
  if (status === 403) {
    return (
      <State icon="alert" title={message} action={<Again label="Try again" act={reload} />}>
        {hint}
      </State>
    );
  }
  return (
    <State icon="alert" title="Flightdeck does not answer" action={<Again label="Try again" act={retry} />}>
      The server may have stopped. Start it again, then try again.
    </State>
  );
}

/** The same address once more: whoever signs people in before the server leads back to it. */
const reload = (): void => window.location.reload();

function Again({ label, act }: { readonly label: string; readonly act: () => void }) {
  return (
    <button type="button" className="fd-button" onClick={act}>
      {label}
    </button>
  );
}
