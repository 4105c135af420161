import { dayCount } from '@flightdeck/catalog';
import { cutExtent } from '../../data/as-of.ts';
import { extentOf } from '../../data/hooks.ts';
import { scopesOf } from '../../data/status/scopes.ts';
import { daysOfSpans, isDaily, isLoaded } from '../../data/status/spans.ts';
import type { Status } from '../../data/status/status.ts';
import { formatRange, plural } from '../../format/format.ts';
import * as text from '../../text/shell/filters.ts';
import { Icon } from '../../ui/icons.tsx';
import { MenuList } from '../../ui/MenuList.tsx';
import { Pop } from '../../ui/pop/Pop.tsx';
import { PRESET_LABELS, rangeOf } from '../../view/range.ts';
import { PRESETS, type Preset, type View } from '../../view/view.ts';
import { AsOfField, CustomRange } from './later.ts';

/** The days shown: presets, typed days, or two clicks on the months. */
export function RangePicker({
  view,
  status,
  onChange,
}: {
  readonly view: View;
  readonly status: Status;
  readonly onChange: (view: View) => void;
}) {
  const loaded = extentOf(status, view.scope) ?? extentOf(status, null);
  if (!loaded) return null;
  const extent = cutExtent(loaded, view.asOf);
  const range = rangeOf(view.range, extent);
  const preset = typeof view.range === 'string' ? view.range : null;
  const aside =
    preset && range.from !== extent.first && !['all', 'quarter'].includes(preset)
      ? PRESET_LABELS[preset]
      : plural(dayCount(range), 'day');
  return (
    <Pop
      width={680}
      align="end"
      label={text.days}
      button={(toggle, open) => (
        <button type="button" className="fd-button" aria-expanded={open} onClick={toggle}>
          <Icon name="calendar" /> {formatRange(range)} <span className="fd-soft">· {aside}</span>{' '}
          <Icon name="chevron" size={14} />
        </button>
      )}
    >
      {(close) => (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
          <div style={{ width: 150 }}>
            <MenuList<Preset | ''>
              choices={PRESETS.map((value) => ({ value, label: PRESET_LABELS[value] }))}
              value={preset ?? ''}
              onChoose={(value) => {
                if (value !== '') onChange({ ...view, range: value });
                close();
              }}
            />
          </div>
          <CustomRange
            from={range.from}
            to={range.to}
            extent={extent}
            loaded={loadedDays(status, view.scope)}
            onChange={(from, to) => {
              onChange({ ...view, range: { from, to } });
              close();
            }}
          />
          <AsOfField
            asOf={view.asOf}
            onChange={(asOf) => {
              onChange({ ...view, asOf });
              close();
            }}
          />
        </div>
      )}
    </Pop>
  );
}

/** Days whose daily reports are there for what the choice means. */
function loadedDays(status: Status, chosen: string | null): ReadonlySet<string> {
  const scopes = new Set(scopesOf(status, chosen).map(({ scope }) => scope));
  return daysOfSpans(status.spans.filter((span) => scopes.has(span.scope) && isDaily(span) && isLoaded(span)));
}
