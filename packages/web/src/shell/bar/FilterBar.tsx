import { findDimension } from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';
import { toAsked } from '../../data/hooks.ts';
import { useMay } from '../../data/session/me.ts';
import { scopeChoices } from '../../data/status/scopes.ts';
import type { Status } from '../../data/status/status.ts';
import * as text from '../../text/shell/filters.ts';
import { useTheme } from '../../theme/use-theme.ts';
import { Icon } from '../../ui/icons.tsx';
import { Pop } from '../../ui/pop/Pop.tsx';
import { grainOf } from '../../view/range.ts';
import { type CompareChoice, type GrainChoice, setFilter, type View } from '../../view/view.ts';
import { valuesText } from '../../view/view-words.ts';
import { type NavPage, OF_PEOPLE } from '../pages.ts';
import { BarMenu } from './BarMenu.tsx';
import css from './bar.module.css';
import { FilterMenu } from './FilterMenu.tsx';
import { FilterValues } from './later.ts';
import { RangePicker } from './RangePicker.tsx';

interface Props {
  readonly page: NavPage;
  readonly view: View;
  readonly status: Status | undefined;
  readonly onChange: (view: View) => void;
  readonly onShare: () => void;
  readonly filterOpen: boolean;
  readonly onFilterOpen: (open: boolean) => void;
}

const COMPARES: Readonly<Record<CompareChoice, string>> = text.compares;

/** Everything that decides what the page shows; only what this page can honour. */
export function FilterBar({ page, view, status, onChange, onShare, filterOpen, onFilterOpen }: Props) {
  const asked = status ? toAsked(view, status) : null;
  const mayPeople = useMay({ right: 'read_people' });
  const can = (part: NavPage['bar'][number]): boolean => page.bar.includes(part);
  return (
    <section className={css.root} aria-label={text.filters}>
      <div className={css.filters}>
        {status && can('scope') ? (
          <ScopeChip status={status} view={view} onChange={onChange} isOfAll={page.path === '/data-health'} />
        ) : null}
        {asked && can('filter') ? (
          <>
            {view.filters.map((filter) => (
              <FilterChip
                key={filter.dimension + filter.is}
                filter={filter}
                view={view}
                asked={asked}
                onChange={onChange}
              />
            ))}
            <FilterMenu
              view={view}
              asked={asked}
              onChange={onChange}
              open={filterOpen}
              onOpen={onFilterOpen}
              filters={(page.filters ?? OF_PEOPLE).filter((name) => name !== 'user' || mayPeople)}
            />
          </>
        ) : null}
      </div>
      {status && asked && can('range') ? <RangePicker view={view} status={status} onChange={onChange} /> : null}
      {asked && can('by') ? (
        <GrainChip view={view} grain={grainOf(view.grain, asked.range)} onChange={onChange} />
      ) : null}
      {asked && can('vs') ? <CompareChip view={view} absent={asked.compareAbsent} onChange={onChange} /> : null}
      {page.bar.length > 0 ? <i className={css.rule} /> : null}
      <button type="button" className="fd-tool" aria-label={text.copyLink} onClick={onShare}>
        <Icon name="share" />
      </button>
      <ThemeButton />
    </section>
  );
}

function ScopeChip({
  status,
  view,
  onChange,
  isOfAll,
}: {
  readonly status: Status;
  readonly view: View;
  readonly onChange: (view: View) => void;
  /** True on a page that shows all hosts side by side. */
  readonly isOfAll: boolean;
}) {
  const choices = scopeChoices(status, isOfAll);
  const chosen = choices.find(({ value }) => value === (view.scope ?? '')) ?? choices[0];
  const word = status.scopes.find(({ scope }) => scope === chosen?.value)?.kind;
  return (
    <BarMenu
      label={text.scope}
      width={280}
      choices={choices}
      value={chosen?.value ?? ''}
      onChoose={(value) => onChange({ ...view, scope: value === '' ? null : value })}
    >
      <Icon name="building" />{' '}
      {word ? <span className="fd-soft">{word === 'org' ? text.organization : text.enterprise}</span> : null}{' '}
      {chosen?.label ?? text.noOrganization}
    </BarMenu>
  );
}

function FilterChip({
  filter,
  view,
  asked,
  onChange,
}: {
  readonly filter: Filter;
  readonly view: View;
  readonly asked: NonNullable<ReturnType<typeof toAsked>>;
  readonly onChange: (view: View) => void;
}) {
  const label = findDimension(filter.dimension)?.label ?? filter.dimension;
  return (
    <span className="fd-button" data-kind="active" style={{ paddingRight: 4 }}>
      <Pop
        width={300}
        label={text.filterBy({ dimension: label })}
        button={(toggle, open) => (
          <button type="button" className={css.chip} aria-expanded={open} onClick={toggle}>
            <span className="fd-soft">
              {label} {filter.is === 'in' ? text.is : text.isNot}
            </span>{' '}
            {valuesText(filter)}
          </button>
        )}
      >
        {(close) => (
          <FilterValues
            dimension={filter.dimension}
            view={view}
            asked={asked}
            onApply={(next) => {
              onChange(setFilter(view, next));
              close();
            }}
          />
        )}
      </Pop>
      <button
        type="button"
        className="fd-tool"
        style={{ width: 24, height: 24 }}
        aria-label={text.remove({ dimension: label })}
        onClick={() => onChange({ ...view, filters: view.filters.filter((item) => item !== filter) })}
      >
        <Icon name="close" size={14} />
      </button>
    </span>
  );
}

function GrainChip({
  view,
  grain,
  onChange,
}: {
  readonly view: View;
  readonly grain: string;
  readonly onChange: (view: View) => void;
}) {
  return (
    <BarMenu<GrainChoice>
      label={text.grain}
      width={190}
      align="end"
      choices={[
        { value: 'auto', label: text.grains.auto, aside: grain },
        { value: 'day', label: text.grains.day },
        { value: 'week', label: text.grains.week },
        { value: 'month', label: text.grains.month },
      ]}
      value={view.grain}
      onChoose={(value) => onChange({ ...view, grain: value })}
    >
      <span className="fd-soft">{text.by}</span> {grain}
    </BarMenu>
  );
}

function CompareChip({
  view,
  absent,
  onChange,
}: {
  readonly view: View;
  readonly absent: boolean;
  readonly onChange: (view: View) => void;
}) {
  return (
    <BarMenu<CompareChoice>
      label={text.compareWith}
      width={240}
      align="end"
      choices={[
        { value: 'previous', label: text.previous, aside: text.previousAside },
        { value: 'year', label: text.year, aside: text.yearAside },
        { value: 'off', label: text.off },
      ]}
      value={view.compare}
      onChoose={(value) => onChange({ ...view, compare: value })}
    >
      <span className="fd-soft">{text.versus}</span> {COMPARES[view.compare]}
      {absent ? <span className="fd-soft">{text.notLoaded}</span> : null}
    </BarMenu>
  );
}

function ThemeButton() {
  const { dark, toggle } = useTheme();
  return (
    <button type="button" className="fd-tool" aria-label={dark ? text.lightTheme : text.darkTheme} onClick={toggle}>
      <Icon name={dark ? 'sun' : 'moon'} />
    </button>
  );
}
