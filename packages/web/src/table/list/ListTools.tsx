import type { MetricQueryInput } from '@flightdeck/query';
import { csvOf, downloadCsv } from '../../data/csv.ts';
import * as words from '../../text/table.ts';
import { Icon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/toast.tsx';
import css from './search.module.css';

/** The search of a list; the key `/` finds it. */
export function SearchBox({
  placeholder,
  label,
  value,
  onChange,
}: {
  readonly placeholder: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <span className={css.root}>
      <Icon name="search" />
      <input
        type="search"
        placeholder={placeholder}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <kbd className="fd-kbd">/</kbd>
    </span>
  );
}

/** Saves everything a query matches, not only what is loaded, as `NAME.csv`; says so when the server does not answer. */
export function SaveCsv({ name, query }: { readonly name: string; readonly query: MetricQueryInput }) {
  const toast = useToast();
  const save = (): void => {
    csvOf(query)
      .then((text) => downloadCsv(`${name}.csv`, text))
      .catch(() => toast({ text: words.csvFailed }));
  };
  return (
    <button type="button" className="fd-button" onClick={save}>
      <Icon name="download" /> {words.csv}
    </button>
  );
}
