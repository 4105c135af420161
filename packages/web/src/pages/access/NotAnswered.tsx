import { problemOf } from '../../data/hooks.ts';
import { State } from '../../ui/State.tsx';

/** Stands for every page when the server says nothing of itself: no answer at all, or a refusal. */
export function NotAnswered({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { status, message, hint } = problemOf(error);
  const again = (
    <button type="button" className="fd-button" onClick={retry}>
      Try again
    </button>
  );
  const isRefused = status >= 400 && status < 500;
  return (
    <State icon="alert" title={isRefused ? message : 'Flightdeck does not answer'} action={again}>
      {isRefused ? hint : 'The server may have stopped. Start it again, then try again.'}
    </State>
  );
}
