import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { forgetAnswers } from '../../data/api.ts';
import { useMe } from '../../data/session/me.ts';
import { noteSignedOut, onOtherWindow, sayToWindows, useIsSignedOut } from '../../data/session/signed-out.ts';
import { Coming } from '../../ui/Coming.tsx';

/** Not among what the first page loads. */
const SignedOut = lazy(() => import('../../pages/access/SignedOut.tsx'));

/**
 * The app, as long as somebody is known; else the way in. Once the server says that nobody is, every figure goes from the page and
 * from its memory, and where somebody else has signed in meanwhile it begins anew as theirs.
 */
export function Door({ children }: { readonly children: ReactNode }) {
  const isOut = useIsSignedOut();
  const client = useQueryClient();
  const me = useMe();
  const first = useRef<string | null>(null);
  useEffect(() => {
    if (me === undefined) return;
    if (first.current === null) sayToWindows('in');
    else if (first.current !== me.id) window.location.reload();
    first.current = me.id;
  }, [me]);
  useEffect(() => onOtherWindow('out', noteSignedOut), []);
  useEffect(() => {
    if (!isOut) return;
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    forgetAnswers();
  }, [isOut, client]);
  if (!isOut) return children;
  return (
    <Suspense fallback={<Coming />}>
      <SignedOut />
    </Suspense>
  );
}
