import { DIMENSIONS, findDimension } from '@flightdeck/catalog';
import type { MetricQueryInput } from '@flightdeck/query';
import { useMemo, useState } from 'react';
import { numberOf } from '../charts/prepare-time.ts';
import { type Asked, useAnswer } from '../data/hooks.ts';
import { formatCount } from '../format/format.ts';
import { entityLabel, isUnknown } from '../theme/entities.ts';
import { type Filter, setFilter, type View } from '../view/view.ts';
import { Icon } from './icons.tsx';
import { Pop } from './Pop.tsx';
import { Segments } from './Segments.tsx';

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
      label="Add a filter"
      open={open}
      onOpen={(next) => {
        setDimension(null);
        onOpen(next);
      }}
      button={(toggle, opened) => (
        <button type="button" className="fd-button" data-kind="dashed" aria-expanded={opened} onClick={toggle}>
          <Icon name="plus" /> Filter
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
          <FilterValues
            dimension={dimension}
            view={view}
            asked={asked}
            onApply={(filter) => {
              onChange(setFilter(view, filter));
              close();
            }}
          />
        )
      }
    </Pop>
  );
}

interface ValuesProps {
  readonly dimension: string;
  readonly view: View;
  readonly asked: Asked;
  readonly onApply: (filter: Filter) => void;
}

/** What the values of a dimension are counted by where it is not people with a row. */
const COUNTED_BY: Readonly<Record<string, string>> = {
  repository: 'pull_requests_created',
  plan: 'seats',
  granting_team: 'seats',
  last_editor: 'seats',
  idle_band: 'seats',
};

/** Values of a dimension that the other filters leave, searchable, several at once; Unknown last. */
export function FilterValues({ dimension, view, asked, onApply }: ValuesProps) {
  const before = view.filters.find((filter) => filter.dimension === dimension);
  const [op, setOp] = useState<Filter['op']>(before?.op ?? 'is');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(before?.values ?? []));
  const [search, setSearch] = useState('');
  // So many that the server searches them.
  const isLong = dimension === 'user' || dimension === 'repository';
  const metric = COUNTED_BY[dimension] ?? 'reported_users';
  const query = useMemo(
    (): MetricQueryInput => ({
      metrics: [metric],
      by: [dimension],
      range: asked.range,
      where: asked.where.filter((item) => item.dimension !== dimension),
      order: { key: metric, descending: true },
      limit: isLong ? 200 : null,
      search: isLong ? search : null,
    }),
    [dimension, metric, isLong, asked, search],
  );
  const loaded = useAnswer(query);
  const plural = findDimension(dimension)?.plural ?? dimension;
  const found =
    loaded.kind === 'ready'
      ? loaded.result.rows.map((row) => ({
          value: String(row[dimension] ?? 'unknown'),
          people: numberOf(row[metric]),
        }))
      : [];
  const gone = [...chosen]
    .filter((value) => !found.some((item) => item.value === value))
    .map((value) => ({ value, people: null }));
  const rows = [...found, ...gone]
    .filter((item) => entityLabel(dimension, item.value).toLowerCase().includes(search.toLowerCase()))
    .sort((a, b) => Number(isUnknown(a.value)) - Number(isUnknown(b.value)));
  const toggle = (value: string): void => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
  };
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <input
        className="fd-input"
        placeholder={`Search ${found.length} ${plural}`}
        aria-label={`Search ${plural}`}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="fd-menu-list">
        {rows.map((item) => (
          <li key={item.value}>
            <label className="fd-menu-row" data-quiet={item.people === null}>
              <input
                type="checkbox"
                checked={chosen.has(item.value)}
                onChange={() => toggle(item.value)}
                style={{ accentColor: 'var(--fd-accent)', width: 16, height: 16, margin: 0 }}
              />
              {entityLabel(dimension, item.value)}
              <span>{item.people === null ? 'none in range' : isLong ? '' : `${formatCount(item.people)} people`}</span>
            </label>
          </li>
        ))}
        {loaded.kind === 'ready' && rows.length === 0 ? <li className="fd-card-says">No {plural} match.</li> : null}
        {loaded.kind === 'failed' ? <li className="fd-card-says">{loaded.problem.message}</li> : null}
      </ul>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <Segments
          label="Is or is not"
          choices={[
            ['is', 'is'],
            ['not', 'is not'],
          ]}
          value={op}
          onChange={setOp}
        />
        <span style={{ flex: 1 }} />
        <button type="button" className="fd-button" data-kind="quiet" onClick={() => setChosen(new Set())}>
          Clear
        </button>
        <button
          type="button"
          className="fd-button"
          data-kind="primary"
          onClick={() => onApply({ dimension, op, values: [...chosen] })}
        >
          Apply
        </button>
      </div>
    </div>
  );
}
