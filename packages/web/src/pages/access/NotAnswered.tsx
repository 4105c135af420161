import { problemOf } from '../../data/hooks.ts';
import * as text from '../../text/pages/access.ts';
import { State } from '../../ui/State.tsx';

/** Replaces every page when the server does not answer, or refuses. */
export default function NotAnswered({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { status, message, hint } = problemOf(error);
  const again = (
    <button type="button" className="fd-button" onClick={retry}>
      {text.tryAgain}
    </button>
  );
  const isRefused = status >= 400 && status < 500;
  return (
    <State icon="alert" title={isRefused ? message : text.noAnswer} action={again}>
      {isRefused ? hint : text.mayHaveStopped}
    </State>
  );
}
