import { DIMENSIONS } from '@flightdeck/catalog';
import { useState } from 'react';
import type { Asked } from '../../data/hooks.ts';
import * as text from '../../text/shell/filters.ts';
import { Icon } from '../../ui/icons.tsx';
import { Pop } from '../../ui/pop/Pop.tsx';
import { setFilter, type View } from '../../view/view.ts';
import { FilterValues } from './later.ts';

interface Props {
  readonly view: View;
  readonly asked: Asked;
  readonly onChange: (view: View) => void;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** Dimensions the page can honour. */
  readonly filters: readonly string[];
}

/** `+ Filter`: a dimension, then its values with the people behind them in the current selection. */
export function FilterMenu({ view, asked, onChange, open, onOpen, filters }: Props) {
  const [dimension, setDimension] = useState<string | null>(null);
  return (
    <Pop
      width={300}
      label={text.add}
      open={open}
      onOpen={(next) => {
        setDimension(null);
        onOpen(next);
      }}
      button={(toggle, opened) => (
        <button type="button" className="fd-button" data-kind="dashed" aria-expanded={opened} onClick={toggle}>
          <Icon name="plus" /> {text.filter}
        </button>
      )}
    >
      {(close) =>
        dimension === null ? (
          <ul className="fd-menu-list">
            {DIMENSIONS.filter((item) => filters.includes(item.name)).map((item) => (
              <li key={item.name}>
                <button type="button" className="fd-menu-row" onClick={() => setDimension(item.name)}>
                  {item.label}
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <>
            <button type="button" className="fd-button" data-kind="quiet" onClick={() => setDimension(null)}>
              <Icon name="arrowLeft" /> {DIMENSIONS.find(({ name }) => name === dimension)?.label}
            </button>
            <FilterValues
              dimension={dimension}
              view={view}
              asked={asked}
              onApply={(filter) => {
                onChange(setFilter(view, filter));
                close();
              }}
            />
          </>
        )
      }
    </Pop>
  );
}
