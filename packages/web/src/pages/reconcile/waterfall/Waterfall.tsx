import { findMetric } from '@flightdeck/catalog';
import type { CSSProperties, KeyboardEvent } from 'react';
import { ColorSquare } from '../../../plot/legend/ColorSquare.tsx';
import { Swatch } from '../../../plot/legend/Legend.tsx';
import { strongOf } from '../../../plot/marks/Hatch.tsx';
import * as text from '../../../text/pages/reconcile.ts';
import type { Waterfall as Way, WayMark } from './prepare-waterfall.ts';
import css from './way.module.css';

interface Props {
  readonly way: Way;
  /** Name of the metric, whose colour ours has. */
  readonly metric: string;
  readonly name: string;
  /** The step whose evidence is shown. */
  readonly chosen: string | null;
  readonly onChoose: (step: string) => void;
}

const percent = (part: number): string => `${part * 100}%`;

/** The way from their number to ours, one row a step; arrow keys walk the steps, Enter and a click show what is behind one. */
export function Waterfall({ way, metric, name, chosen, onChoose }: Props) {
  const ours = `var(--fd-metric-${findMetric(metric)?.colour ?? 'people'}-strong)`;
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const steps = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-step]')];
    const at = steps.indexOf(event.target as HTMLElement);
    const to =
      event.key === 'ArrowDown'
        ? at + 1
        : event.key === 'ArrowUp'
          ? at - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? steps.length - 1
              : null;
    const next = to === null ? undefined : steps[Math.min(steps.length - 1, Math.max(0, to))];
    if (!next) return;
    next.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a chart is a group of marks; fieldset would mean a form
    <div
      className={css.root}
      role="group"
      aria-label={text.walkable({ name })}
      style={{ '--way-ours': ours } as CSSProperties}
      onKeyDown={walk}
    >
      <div className={css.head} aria-hidden="true">
        <span>{text.step}</span>
        <span className={css.axis}>
          {way.ticks.map((tick, index) => (
            <span
              key={tick.text}
              style={{ left: percent(tick.at) }}
              data-end={index === 0 ? 'first' : index === way.ticks.length - 1 ? 'last' : undefined}
            >
              {tick.text}
            </span>
          ))}
        </span>
        <span>{way.unit}</span>
        <span>{text.running}</span>
      </div>
      <ol>
        {way.marks.map((mark, index) => (
          <Row
            key={mark.step}
            mark={mark}
            ticks={way.ticks}
            isCut={way.isCut}
            to={way.marks[index + 1]?.from ?? null}
            isFirst={index === 0}
            isChosen={mark.step === chosen}
            onChoose={() => onChoose(mark.step)}
          />
        ))}
      </ol>
    </div>
  );
}

function Row({
  mark,
  ticks,
  isCut,
  to,
  isFirst,
  isChosen,
  onChoose,
}: {
  readonly mark: WayMark;
  readonly ticks: Way['ticks'];
  readonly isCut: boolean;
  /** Where the next row begins. */
  readonly to: number | null;
  readonly isFirst: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <li className={css.row} data-kind={mark.kind} data-chosen={isChosen}>
      <div className={css.words}>
        <button
          type="button"
          className={css.step}
          data-step={mark.step}
          data-plot={isFirst ? true : undefined}
          aria-pressed={isChosen}
          onClick={onChoose}
        >
          {mark.label}
        </button>
        {mark.sentence ? <p>{mark.sentence}</p> : null}
        {mark.evidence ? <span className={css.evidence}>{mark.evidence}</span> : null}
      </div>
      <div className={css.track} aria-hidden="true">
        {ticks.map((tick) => (
          <i key={tick.text} className={css.grid} style={{ left: percent(tick.at) }} />
        ))}
        {mark.from === null ? null : <i className={css.from} style={{ left: percent(mark.from) }} />}
        {to === null ? null : <i className={css.to} style={{ left: percent(to) }} />}
        {mark.bar ? (
          <i
            className={css.bar}
            data-cut={isCut && (mark.kind === 'theirs' || mark.kind === 'ours')}
            style={{ left: percent(mark.bar[0]), width: `max(3px, ${percent(mark.bar[1] - mark.bar[0])})` }}
          />
        ) : null}
      </div>
      <span className={css.amount}>{mark.amount}</span>
      <span className={css.running}>
        {mark.running === '' ? null : (
          <>
            <span className="fd-hidden">{text.thenRunning}</span>
            {mark.running}
          </>
        )}
      </span>
    </li>
  );
}

/** What the colours of the bars mean, and that the axis is cut. */
export function WaterfallKey({ way, noun }: { readonly way: Way; readonly noun: string }) {
  return (
    <ul className={css.key}>
      <li>
        <ColorSquare color="var(--fd-diverging-10)" /> {text.adds({ noun })}
      </li>
      <li>
        <ColorSquare color="var(--fd-diverging-2)" /> {text.takesAway({ noun })}
      </li>
      <li>
        <Swatch shape="hatch" color="--fd-unknown" /> {text.isUnexplained}
      </li>
      {way.isCut ? <li>{text.axisStarts({ at: way.ticks[0]?.text ?? '' })}</li> : null}
    </ul>
  );
}

/** The way without words, one line high, for lists of several. */
export function WaterfallLine({ way, metric }: { readonly way: Way; readonly metric: string }) {
  const colours: Readonly<Record<WayMark['kind'], string>> = {
    theirs: strongOf('--fd-unknown'),
    ours: `var(--fd-metric-${findMetric(metric)?.colour ?? 'people'}-strong)`,
    adds: 'var(--fd-diverging-10)',
    takes: 'var(--fd-diverging-2)',
    unexplained: strongOf('--fd-unknown'),
    untold: 'none',
  };
  const drawn = way.marks.filter(({ bar }) => bar !== null);
  const height = 40 / Math.max(1, drawn.length);
  return (
    <svg className={css.line} viewBox="0 0 100 40" preserveAspectRatio={text.none} aria-hidden="true">
      {drawn.map(({ step, kind, bar }, index) =>
        bar ? (
          <rect
            key={step}
            x={bar[0] * 100}
            width={Math.max(0.6, (bar[1] - bar[0]) * 100)}
            y={index * height + height * 0.15}
            height={height * 0.7}
            fill={colours[kind]}
          />
        ) : null,
      )}
    </svg>
  );
}
