import type { ReactNode } from 'react';
import type { ApiProblem } from '../data/api.ts';
import * as text from '../text/ui.ts';
import { Coming } from './Coming.tsx';
import { Icon, type IconName } from './icons.tsx';
import css from './state.module.css';

/** What stands where a chart would: what happened, why, and one thing to do. */
export function State({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={css.root}>
      <Icon name={icon} size={20} />
      <b>{title}</b>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}

/** An error of one panel: what failed, the request id, what is unaffected, and a way to try again. */
export function Failed({
  problem,
  retry,
  alone = true,
}: {
  readonly problem: ApiProblem;
  readonly retry: () => void;
  readonly alone?: boolean;
}) {
  // Asking again would be refused again, and written down each time.
  if (problem.code === 'not_allowed')
    return (
      <State icon="alert" title={problem.message}>
        {problem.hint}
      </State>
    );
  return (
    <State
      icon="alert"
      title={text.couldNotLoad}
      action={
        <button type="button" className="fd-button" onClick={retry}>
          <Icon name="refresh" /> {text.tryAgain}
        </button>
      }
    >
      {problem.message} {problem.hint}
      {problem.requestId ? text.request({ id: problem.requestId.slice(0, 8) }) : ''}
      {alone ? text.othersUnaffected : ''}
    </State>
  );
}

/** The real shape in grey; appears after 150 ms and does not move. */
export function Skeleton({ height }: { readonly height: number }) {
  const heights = [0.35, 0.55, 0.5, 0.7, 0.65, 0.3, 0.28, 0.55, 0.62, 0.74, 0.66, 0.6];
  return (
    <div
      role="status"
      aria-label={text.loading}
      style={{ height, display: 'flex', alignItems: 'flex-end', gap: '2.4%' }}
    >
      <Coming />
      {heights.map((share, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars of a still picture
        <div key={index} className="fd-skeleton" style={{ flex: 1, height: `${share * 100}%` }} />
      ))}
    </div>
  );
}
