import { type ReactNode, useId } from 'react';
import * as text from '../../text/plot.ts';
import { Hatch, softOf, strongOf } from '../marks/Hatch.tsx';
import css from './legend.module.css';

/** Shape of a swatch: that of the mark it names. */
export type SwatchShape = 'line' | 'dash' | 'square' | 'cap' | 'tick' | 'hatch' | 'diamond' | 'ring' | 'dot';

/** One name under the card head. */
export interface LegendItem {
  readonly label: string;
  readonly shape: SwatchShape;
  readonly color: string;
  readonly dash?: string | null;
  /** What a click does: filters by an entity (`exclude` with Shift), or hides and shows a metric. */
  readonly onPick?: ((exclude: boolean) => void) | undefined;
  /** What a double click does: shows this one alone. */
  readonly onAlone?: (() => void) | undefined;
  /** Not drawn now; a click shows it. */
  readonly off?: boolean | undefined;
}

/** A small picture of a mark. */
export function Swatch({ shape, color, dash }: Pick<LegendItem, 'shape' | 'color' | 'dash'>) {
  const id = useId();
  const strong = strongOf(color);
  const line = shape === 'line' || shape === 'dash' || shape === 'tick';
  return (
    <svg width={line ? 16 : 11} height="11" aria-hidden="true" focusable="false">
      {shape === 'hatch' ? (
        <defs>
          <Hatch id={id} color={color} />
        </defs>
      ) : null}
      {shape === 'line' ? (
        <line x1="0" x2="16" y1="5.5" y2="5.5" stroke={strong} strokeWidth="2.2" strokeDasharray={dash ?? undefined} />
      ) : null}
      {shape === 'dash' ? (
        <line x1="0" x2="16" y1="5.5" y2="5.5" stroke={strong} strokeWidth="1.6" strokeDasharray="5 3" />
      ) : null}
      {shape === 'tick' ? <line x1="1" x2="13" y1="5.5" y2="5.5" stroke={strong} strokeWidth="2" /> : null}
      {shape === 'square' ? <rect width="10" height="10" y="0.5" rx="2.5" fill={strong} /> : null}
      {shape === 'cap' ? (
        <>
          <rect width="10" height="9" y="1.5" fill={softOf(color)} />
          <rect width="10" height="2" y="1" fill={strong} />
        </>
      ) : null}
      {shape === 'hatch' ? <rect width="10" height="10" y="0.5" fill={`url(#${id})`} /> : null}
      {shape === 'diamond' ? (
        <path d="M5.5 1 10 5.5 5.5 10 1 5.5z" fill="var(--fd-surface)" stroke={strong} strokeWidth="1.5" />
      ) : null}
      {shape === 'dot' ? <circle cx="5.5" cy="5.5" r="4" fill={strong} /> : null}
      {shape === 'ring' ? (
        <circle cx="5.5" cy="5.5" r="3.4" fill="var(--fd-surface)" stroke={strong} strokeWidth="1.2" />
      ) : null}
    </svg>
  );
}

/** Names of the marks of a chart; nothing for a single one that the title names already. */
export function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  if (items.length === 0) return null;
  return (
    <LegendRow>
      {items.map((item) => (
        <li key={item.label}>
          <LegendName item={item} />
        </li>
      ))}
    </LegendRow>
  );
}

/** Names with marks of their own, as list items. */
export const LegendRow = ({ children }: { readonly children: ReactNode }) => <ul className={css.root}>{children}</ul>;

function LegendName({ item }: { readonly item: LegendItem }) {
  const inside = (
    <>
      <Swatch shape={item.shape} color={item.color} dash={item.dash ?? null} />
      {item.label}
    </>
  );
  const { onPick, onAlone } = item;
  if (!onPick) return inside;
  return (
    <button
      type="button"
      aria-pressed={onAlone ? !item.off : undefined}
      data-off={item.off ?? false}
      title={onAlone ? text.hideOrShow : text.pick}
      onClick={(event) => onPick(event.shiftKey)}
      onDoubleClick={onAlone}
    >
      {inside}
    </button>
  );
}
