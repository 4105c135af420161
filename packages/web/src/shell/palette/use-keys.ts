import { useEffect, useRef } from 'react';
import { keysAreOff } from './keys.ts';

const typesIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (/INPUT|SELECT|TEXTAREA/.test(target.tagName) || target.closest('[role=dialog], [role=menu], dialog') !== null);

/** Single keys outside of inputs, and Ctrl+K anywhere. `onKey` returns true when it waits for a second key, which no panel gets. */
export function useKeys(onKey: (key: string, prefixed: boolean) => boolean, onSearch: () => void): void {
  const handlers = useRef({ onKey, onSearch });
  handlers.current = { onKey, onSearch };
  useEffect(() => {
    let prefixed = false;
    const act = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Shift' || event.defaultPrevented) return;
      if (typesIn(event.target) || keysAreOff()) return;
      const wasPrefixed = prefixed;
      prefixed = handlers.current.onKey(event.key, prefixed);
      if (event.key === '/' || wasPrefixed) event.preventDefault();
      if (wasPrefixed) event.stopPropagation();
    };
    const first = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        handlers.current.onSearch();
      } else if (prefixed) act(event);
    };
    document.addEventListener('keydown', first, true);
    document.addEventListener('keydown', act);
    return () => {
      document.removeEventListener('keydown', first, true);
      document.removeEventListener('keydown', act);
    };
  }, []);
}
