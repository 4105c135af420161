import { useId, useState } from 'react';
import * as words from '../../../text/shell/filters.ts';
import css from './as-of-field.module.css';

/** Picks the instant whose knowledge the pages show: date and time in UTC, as everything is. */
export function AsOfField({
  asOf,
  onChange,
}: {
  readonly asOf: string | null;
  readonly onChange: (asOf: string | null) => void;
}) {
  const [text, setText] = useState(asOf?.slice(0, 16) ?? '');
  const id = useId();
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text);
  return (
    <div className={css.root}>
      <label htmlFor={id}>{words.asKnownOn}</label>
      <input
        id={id}
        className="fd-input"
        type="datetime-local"
        value={text}
        onChange={(event) => setText(event.target.value.slice(0, 16))}
      />
      <button type="button" className="fd-button" disabled={!isWhole} onClick={() => onChange(`${text}:00.000Z`)}>
        {words.showIt}
      </button>
      {asOf !== null ? (
        <button type="button" className="fd-button" onClick={() => onChange(null)}>
          {words.now}
        </button>
      ) : null}
    </div>
  );
}
