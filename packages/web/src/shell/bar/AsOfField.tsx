import { useId, useState } from 'react';

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
    <div className="fd-as-of-field">
      <label htmlFor={id}>As known on (UTC)</label>
      <input
        id={id}
        className="fd-input"
        type="datetime-local"
        value={text}
        onChange={(event) => setText(event.target.value.slice(0, 16))}
      />
      <button type="button" className="fd-button" disabled={!isWhole} onClick={() => onChange(`${text}:00.000Z`)}>
        Show
      </button>
      {asOf !== null ? (
        <button type="button" className="fd-button" onClick={() => onChange(null)}>
          Now
        </button>
      ) : null}
    </div>
  );
}
