import { useState } from 'react';
import * as text from '../../text/pages/tokens.ts';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import css from './tokens.module.css';

/** Shows a new token, this once, with a command to try it. */
export function MadeToken({ text: token, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const address = new URL('api/v1/me', document.baseURI).href;
  const copy = (): void => void copyText(token).then(setCopied);
  return (
    <Dialog title={text.made.title} onClose={onClose}>
      <p>{text.made.says}</p>
      <div className={css.secret}>
        <code>{token}</code>
        <button type="button" className="fd-button" data-kind="primary" onClick={copy}>
          {isCopied ? text.made.copied : text.made.copy}
        </button>
      </div>
      <p role="status" className={css.says}>
        {isCopied === false ? text.made.notCopied : null}
      </p>
      <h3 className={css.try}>{text.made.example}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={css.example} tabIndex={0}>
        {text.made.curl({ token, address })}
      </pre>
      <div className={css.foot}>
        <button type="button" className="fd-button" onClick={onClose}>
          {text.made.done}
        </button>
      </div>
    </Dialog>
  );
}
