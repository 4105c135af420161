import type { ComponentProps, ReactNode, Ref } from 'react';
import { type Details, readAloud } from './details.ts';
import css from './plot.module.css';

interface Ground {
  readonly ref: Ref<HTMLDivElement>;
  /** Room it takes before it is measured, in pixels. */
  readonly height?: number;
  readonly children: ReactNode;
}

/** What a chart without points of its own stands on. */
export function PlotGround({ ref, height, children }: Ground) {
  return (
    <div ref={ref} className={css.root} style={{ minHeight: height }}>
      {children}
    </div>
  );
}

type Events = Pick<
  ComponentProps<'div'>,
  'onPointerMove' | 'onPointerDown' | 'onPointerLeave' | 'onBlur' | 'onKeyDown' | 'onClick'
>;

interface Props extends Ground, Events {
  readonly className?: string | undefined;
  /** Its name and what its keys do. */
  readonly label: string;
  /** The point a reader is on, read aloud. */
  readonly details: Details | string | null;
  /** True where a click does something. */
  readonly isPickable?: boolean;
}

/** What a chart with points stands on: one stop of the Tab key, arrows within, the point said aloud. */
export function Plot({ ref, className, height, label, details, isPickable = false, children, ...events }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a chart is a group of marks; fieldset would mean a form
    <div
      ref={ref}
      className={className ? `${css.root} ${className}` : css.root}
      data-plot
      style={{ minHeight: height, cursor: isPickable ? 'pointer' : undefined }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move between the points
      tabIndex={0}
      role="group"
      aria-label={label}
      {...events}
    >
      {children}
      <span className="fd-hidden" aria-live="polite">
        {typeof details === 'string' ? details : details ? readAloud(details) : ''}
      </span>
    </div>
  );
}
