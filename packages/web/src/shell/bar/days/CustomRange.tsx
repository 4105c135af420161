import { isDay } from '@flightdeck/catalog';
import { useState } from 'react';
import * as text from '../../../text/shell/filters.ts';
import { MonthGrid } from './MonthGrid.tsx';

interface Props {
  readonly from: string;
  readonly to: string;
  readonly extent: { readonly first: string; readonly last: string };
  readonly loaded: ReadonlySet<string>;
  readonly onChange: (from: string, to: string) => void;
}

/** Days of one's own: typed, or two clicks on the months. */
export function CustomRange({ from, to, extent, loaded, onChange }: Props) {
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const [half, setHalf] = useState(false);
  const valid = isDay(first) && isDay(last) && first <= last;
  const pick = (day: string): void => {
    if (!half) {
      setFirst(day);
      setLast(day);
    } else if (day < first) setFirst(day);
    else setLast(day);
    setHalf(!half);
  };
  return (
    <div style={{ flex: 1, minWidth: 'min(260px, 100%)' }}>
      <MonthGrid from={first} to={last} extent={extent} loaded={loaded} onPick={pick} />
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', marginTop: 10 }}>
        <input
          className="fd-input"
          type="date"
          aria-label={text.firstDay}
          value={first}
          onChange={(event) => setFirst(event.target.value)}
        />
        –
        <input
          className="fd-input"
          type="date"
          aria-label={text.lastDay}
          value={last}
          onChange={(event) => setLast(event.target.value)}
        />
        <button
          type="button"
          className="fd-button"
          data-kind="primary"
          disabled={!valid}
          onClick={() => onChange(first, last)}
        >
          {text.apply}
        </button>
      </div>
    </div>
  );
}
