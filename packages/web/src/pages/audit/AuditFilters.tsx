import { type FormEvent, useState } from 'react';
import * as text from '../../text/pages/audit.ts';
import css from './audit.module.css';
import type { AuditFilters } from './audit-search.ts';

/** The filters of the log; days and kind apply at once, text with Enter. */
export function AuditFilterForm({
  filters,
  onChange,
}: {
  readonly filters: AuditFilters;
  readonly onChange: (filters: AuditFilters) => void;
}) {
  const [typed, setTyped] = useState(filters);
  const [seen, setSeen] = useState(filters);
  // The back button changes them as well.
  if (JSON.stringify(seen) !== JSON.stringify(filters)) {
    setSeen(filters);
    setTyped(filters);
  }
  const apply = (next: AuditFilters): void => {
    setTyped(next);
    onChange(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    apply(typed);
  };
  const isFiltered = Object.values(typed).some((word) => word !== '');
  const { from, to, kind, who, text: part } = typed;
  return (
    <form className={css.form} aria-label={text.filters.label} onSubmit={submit}>
      <label className={css.field}>
        {text.filters.from}
        <input
          type="date"
          className="fd-input"
          value={from}
          max={to}
          onChange={({ target }) => apply({ ...typed, from: target.value })}
        />
      </label>
      <label className={css.field}>
        {text.filters.to}
        <input
          type="date"
          className="fd-input"
          value={to}
          min={from}
          onChange={({ target }) => apply({ ...typed, to: target.value })}
        />
      </label>
      <label className={css.field}>
        {text.filters.kind}
        <select className="fd-input" value={kind} onChange={({ target }) => apply({ ...typed, kind: target.value })}>
          <option value="">{text.filters.anyKind}</option>
          {Object.entries(text.kinds).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className={css.field}>
        {text.filters.who}
        <input
          className="fd-input"
          maxLength={200}
          placeholder={text.filters.whoHint}
          value={who}
          onChange={({ target }) => setTyped({ ...typed, who: target.value })}
        />
      </label>
      <label className={`${css.field} ${css.wide}`}>
        {text.filters.text}
        <input
          type="search"
          className="fd-input"
          maxLength={200}
          placeholder={text.filters.textHint}
          value={part}
          onChange={({ target }) => setTyped({ ...typed, text: target.value })}
        />
      </label>
      <button type="submit" className="fd-button">
        {text.filters.apply}
      </button>
      {isFiltered ? (
        <button
          type="button"
          className="fd-button"
          data-kind="quiet"
          onClick={() => apply({ from: '', to: '', kind: '', who: '', text: '' })}
        >
          {text.filters.clear}
        </button>
      ) : null}
    </form>
  );
}
