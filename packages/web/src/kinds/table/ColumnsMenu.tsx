import * as text from '../../text/kinds/people.ts';
import { Icon } from '../../ui/icons.tsx';
import { Pop } from '../../ui/pop/Pop.tsx';
import css from './columns.module.css';
import type { PeopleColumn } from './columns.ts';

/** Which columns a table shows; the choice stands in the URL. */
export function ColumnsMenu({
  columns,
  shown,
  onChange,
}: {
  readonly columns: readonly PeopleColumn[];
  readonly shown: readonly PeopleColumn[];
  /** Keys of the columns to show; null = those shown by themselves. */
  readonly onChange: (keys: readonly string[] | null) => void;
}) {
  const keys = shown.map((column) => column.key);
  const toggle = (key: string): void =>
    onChange(columns.map((column) => column.key).filter((name) => (name === key) !== keys.includes(name)));
  return (
    <Pop
      width={240}
      align="end"
      label={text.columns}
      button={(toggleMenu, open) => (
        <button type="button" className="fd-button" aria-expanded={open} onClick={toggleMenu}>
          <Icon name="columns" /> {text.columns}{' '}
          <span className="fd-card-says">{text.shownOf({ shown: shown.length, all: columns.length })}</span>
        </button>
      )}
    >
      {() => (
        <fieldset className={css.root}>
          <legend className="fd-hidden">{text.columnsShown}</legend>
          {columns.map((column) => (
            <label key={column.key} title={column.says}>
              <input type="checkbox" checked={keys.includes(column.key)} onChange={() => toggle(column.key)} />
              {column.head}
            </label>
          ))}
          <button type="button" className="fd-button" onClick={() => onChange(null)}>
            {text.asAtFirst}
          </button>
        </fieldset>
      )}
    </Pop>
  );
}
