import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import * as text from '../text/ui.ts';
import css from './toast.module.css';

/** A short message at the foot of the window, with one way back. */
export interface Toast {
  readonly text: string;
  readonly undo?: () => void;
}

const Context = createContext<(toast: Toast) => void>(() => {});
const STAY_MS = 6000;

/** Shows a message for six seconds. */
export const useToast = (): ((toast: Toast) => void) => useContext(Context);

/** Holds the place of the message. */
export function ToastHost({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const show = useCallback((next: Toast) => setToast(next), []);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => setToast(null), STAY_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <Context.Provider value={show}>
      {children}
      <div aria-live="polite">{toast ? <Message toast={toast} onUndone={() => setToast(null)} /> : null}</div>
    </Context.Provider>
  );
}

/** The message itself; over an open dialog it stands in that, because everything outside of it rests. */
function Message({ toast, onUndone }: { readonly toast: Toast; readonly onUndone: () => void }) {
  const dialog = document.querySelector('dialog[open]');
  const message = (
    <div className={`${css.root} fd-pop`} role={dialog ? 'status' : undefined}>
      {toast.text}
      {toast.undo ? (
        <button
          type="button"
          className="fd-linkish"
          onClick={() => {
            toast.undo?.();
            onUndone();
          }}
        >
          {text.undo}
        </button>
      ) : null}
    </div>
  );
  return dialog ? createPortal(message, dialog) : message;
}
