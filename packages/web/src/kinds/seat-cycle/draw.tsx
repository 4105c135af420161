import { findMetric } from '@flightdeck/catalog';
import { numberOf } from '../../data/number-of.ts';
import { formatValue } from '../../format/format.ts';
import * as words from '../../text/kinds/seats.ts';
import type { PanelProps } from '../panel-props.ts';
import { TimePanel } from '../time/draw.tsx';
import css from './seat-cycle.module.css';

/** Active people over time, with GitHub's own counts of the billing cycle beneath. */
export function SeatCyclePanel(props: PanelProps<'seat-cycle'>) {
  const { main, chart: _, ...panel } = props.panel;
  const cycle = panel.metrics.filter((name) => name !== main);
  const total = props.loaded.kind === 'ready' ? props.loaded.result.total : null;
  const rows = cycle.flatMap((name) => {
    const value = numberOf(total?.[name]);
    const metric = findMetric(name);
    return metric && value !== null ? [{ metric, text: formatValue(value, metric.unit) }] : [];
  });
  return (
    <TimePanel
      {...props}
      panel={{ ...panel, chart: 'bars', metrics: [main] }}
      foot={
        rows.length > 0 ? (
          <dl className={css.root}>
            {rows.map(({ metric, text }) => (
              <div key={metric.name}>
                <dt>{metric.label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        ) : (
          words.cycleNone
        )
      }
    />
  );
}
