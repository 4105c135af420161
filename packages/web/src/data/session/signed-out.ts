import { useSyncExternalStore } from 'react';

/** Whether the server has said that nobody is signed in; pages then give way to one that leads to sign-in. */
let isOut = false;
const listeners = new Set<() => void>();

/** Is called with every answer that says that nobody is signed in. */
export function noteSignedOut(): void {
  if (isOut) return;
  isOut = true;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** True from the first answer on that says that nobody is signed in. */
export const useIsSignedOut = (): boolean => useSyncExternalStore(subscribe, () => isOut);

/** For tests: as a page that has just been loaded. */
export function forgetSignedOut(): void {
  isOut = false;
  for (const listener of listeners) listener();
}

/** What the windows of one browser say to each other. */
type Word = 'in' | 'out';

const CHANNEL = 'flightdeck.signed';

/** Says to the other windows of this browser that somebody has signed in or out. */
export function sayToWindows(word: Word): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(word);
  channel.close();
}

/** Calls back when another window has said so; returns what ends the calls. */
export function onOtherWindow(word: Word, listener: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === word) listener();
  };
  return () => channel.close();
}
