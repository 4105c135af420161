import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useSyncExternalStore } from 'react';
import { useLeaving } from '../place/PlaceProvider.tsx';
import { isWaiting, onWaiting } from './waiting.ts';

/**
 * Marks an element with `data-drawn` while nothing of the page is on its way: no code, no answer, no card whose turn is
 * to come. What photographs the page waits for the mark.
 */
export function Drawn({ of }: { readonly of: RefObject<HTMLElement | null> }) {
  const client = useQueryClient();
  const fetching = useIsFetching();
  const leaving = useLeaving();
  const waiting = useSyncExternalStore(onWaiting, isWaiting);
  const busy = fetching > 0 || leaving || waiting;
  useEffect(() => {
    const element = of.current;
    if (busy || !element) return;
    const stop = afterFrames(() => {
      // A request that has begun is counted here before `useIsFetching` says so.
      if (client.isFetching() === 0 && !isWaiting()) element.setAttribute('data-drawn', '');
    });
    return () => {
      stop();
      element.removeAttribute('data-drawn');
    };
  }, [busy, client, of]);
  return null;
}

/** Calls back once two frames are painted (charts measure their width in the first) and the page has nothing else to do. */
function afterFrames(call: () => void): () => void {
  let idle = 0;
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      idle = window.requestIdleCallback?.(call) ?? window.setTimeout(call);
    });
  });
  return () => {
    cancelAnimationFrame(frame);
    window.cancelIdleCallback?.(idle);
  };
}
