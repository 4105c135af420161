import { useSyncExternalStore } from 'react';

const PHONE = 'screen and (max-width: 760px)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(PHONE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

const isPhone = (): boolean => window.matchMedia(PHONE).matches;

/** True on windows up to 760 px, where pages are one column. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, isPhone);
