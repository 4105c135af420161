import { findDimension } from '@flightdeck/catalog';
import type { Filter, MetricQueryInput } from '@flightdeck/query';
import { useMemo, useState } from 'react';
import { type Asked, extentOf, useAnswer, useStatus } from '../../data/hooks.ts';
import { numberOf } from '../../data/number-of.ts';
import * as text from '../../text/shell/filters.ts';
import { entityLabel } from '../../theme/entities.ts';
import { Segments } from '../../ui/Segments.tsx';
import type { View } from '../../view/view.ts';
import { countedBy, countText, offeredValues } from './filter-values.ts';
import css from './values.module.css';

interface Props {
  readonly dimension: string;
  readonly view: View;
  readonly asked: Asked;
  readonly onApply: (filter: Filter) => void;
}

/** Dimensions of so many values that the server searches them. */
const LONG: ReadonlySet<string> = new Set(['user', 'repository']);

/** Values of a dimension that the other filters leave, searchable, several at once; the button says how much is left. */
export function FilterValues({ dimension, view, asked, onApply }: Props) {
  const before = view.filters.find((filter) => filter.dimension === dimension);
  const [is, setIs] = useState<Filter['is']>(before?.is ?? 'in');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(before?.values ?? []));
  const [search, setSearch] = useState('');
  const isLong = LONG.has(dimension);
  const { loaded, found, known } = useValues(dimension, view, asked, isLong ? search : null);
  const left = useLeft(dimension, asked, is, chosen);
  const show = left === null ? null : countText(dimension, left);
  const plural = findDimension(dimension)?.plural ?? dimension;
  const all = offeredValues(dimension, found, known, chosen);
  const rows = all.filter(({ value }) => entityLabel(dimension, value).toLowerCase().includes(search.toLowerCase()));
  const toggle = (value: string): void => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
  };
  return (
    <div className={css.root}>
      <input
        className="fd-input"
        placeholder={isLong ? text.searchIn({ plural }) : text.searchOf({ count: all.length, plural })}
        aria-label={text.searchIn({ plural })}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="fd-menu-list">
        {rows.map(({ value, count }) => (
          <li key={value}>
            <label className="fd-menu-row" data-quiet={count === null}>
              <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />
              {entityLabel(dimension, value)}
              <span>{count === null ? text.noneInRange : isLong ? '' : countText(dimension, count)}</span>
            </label>
          </li>
        ))}
        {loaded.kind === 'ready' && rows.length === 0 ? (
          <li className="fd-card-says">{text.noMatch({ plural })}</li>
        ) : null}
        {loaded.kind === 'loading' ? <li className="fd-card-says">{text.loading({ plural })}</li> : null}
        {loaded.kind === 'failed' ? <li className="fd-card-says">{loaded.problem.message}</li> : null}
      </ul>
      <div className={css.foot}>
        <Segments
          label={text.isOrNot}
          choices={[
            ['in', text.is],
            ['not_in', text.isNot],
          ]}
          value={is}
          onChange={setIs}
        />
        <button type="button" className="fd-button" data-kind="quiet" onClick={() => setChosen(new Set())}>
          {text.clear}
        </button>
        <button
          type="button"
          className="fd-button"
          data-kind="primary"
          onClick={() => onApply({ dimension, is, values: [...chosen] })}
        >
          {show === null ? text.apply : text.show({ count: show })}
        </button>
      </div>
    </div>
  );
}

/** What there is in the selection without this filter, and what there ever was. */
function useValues(dimension: string, view: View, asked: Asked, search: string | null) {
  const { data: status } = useStatus();
  const metric = countedBy(dimension);
  const query = useMemo(
    (): MetricQueryInput => ({
      metrics: [metric],
      by: [dimension],
      range: asked.range,
      where: asked.where.filter((item) => item.dimension !== dimension),
      order: { key: metric, descending: true },
      limit: search === null ? null : 200,
      search,
    }),
    [dimension, metric, asked, search],
  );
  const ever = useMemo((): MetricQueryInput | null => {
    const extent = status && search === null ? extentOf(status, view.scope) : null;
    if (!extent) return null;
    const scopes = new Set(['organization', 'enterprise']);
    return {
      metrics: [metric],
      by: [dimension],
      range: { from: extent.first, to: extent.last },
      where: asked.where.filter((item) => scopes.has(item.dimension)),
    };
  }, [status, search, view.scope, metric, dimension, asked]);
  const loaded = useAnswer(query);
  const before = useAnswer(ever);
  const valuesOf = (from: typeof loaded) =>
    from.kind === 'ready' && from.result.query.by[0] === dimension ? from.result.rows : [];
  return {
    loaded,
    found: valuesOf(loaded).map((row) => ({
      value: String(row[dimension] ?? 'unknown'),
      count: numberOf(row[metric]),
    })),
    known: ever ? valuesOf(before).map((row) => String(row[dimension] ?? 'unknown')) : [],
  };
}

/** People (or seats) left when the filter is applied as it stands; null until it is known. */
function useLeft(dimension: string, asked: Asked, is: Filter['is'], chosen: ReadonlySet<string>): number | null {
  const metric = countedBy(dimension);
  const query = useMemo((): MetricQueryInput => {
    const others = asked.where.filter((item) => item.dimension !== dimension);
    const own = { dimension, is, values: [...chosen] };
    return {
      metrics: [metric],
      by: [],
      range: asked.range,
      where: chosen.size > 0 ? [...others, own] : others,
      total: true,
    };
  }, [metric, dimension, asked, is, chosen]);
  const loaded = useAnswer(query);
  return loaded.kind === 'ready' && !loaded.stale ? numberOf(loaded.result.total?.[metric]) : null;
}
