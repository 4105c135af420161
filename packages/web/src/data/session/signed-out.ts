import { useSyncExternalStore } from 'react';

/** True once the server has answered that nobody is signed in; pages then give way to one that leads to sign-in. */
let isOut = false;
const listeners = new Set<() => void>();

/** To be called with every answer that nobody is signed in. */
export function noteSignedOut(): void {
  if (isOut) return;
  isOut = true;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** True from the first answer that nobody is signed in. */
export const useIsSignedOut = (): boolean => useSyncExternalStore(subscribe, () => isOut);

/** For tests: as a page that has just been loaded. */
export function forgetSignedOut(): void {
  isOut = false;
  for (const listener of listeners) listener();
}

/** Messages between the windows of one browser. */
type Word = 'in' | 'out';

const CHANNEL = 'flightdeck.signed';

/** Sends a message to the other windows of this browser: somebody has signed in or out. */
export function sayToWindows(word: Word): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(word);
  channel.close();
}

/** Calls the listener when another window sends the message; the function returned ends that. */
export function onOtherWindow(word: Word, listener: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === word) listener();
  };
  return () => channel.close();
}
