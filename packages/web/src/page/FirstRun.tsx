import { useQueryClient } from '@tanstack/react-query';
import { startSync } from '../data/api.ts';
import { snapshotRange } from '../data/status/snapshots.ts';
import type { Status } from '../data/status/status.ts';
import { formatDay } from '../format/format.ts';
import { PageLink } from '../place/PageLink.tsx';
import * as text from '../text/pages/first-run.ts';
import { Icon } from '../ui/icons.tsx';
import { useToast } from '../ui/toast.tsx';
import { carried, useView } from '../view/use-view.ts';
import css from './first.module.css';
import { firstSteps } from './first-steps.ts';

/** Before the first day has landed: three steps, what happens in each, and what to do where one stands still. */
export default function FirstRun({ status }: { readonly status: Status }) {
  const toast = useToast();
  const client = useQueryClient();
  const { running } = status.freshness;
  const { view } = useView();
  const seats = snapshotRange(status, view.scope);
  const sync = (): void => {
    startSync()
      .then((started) => {
        toast({ text: started ? text.syncStarted : text.isRunning });
        return client.invalidateQueries({ queryKey: ['status'] });
      })
      .catch(() => toast({ text: text.notStarted }));
  };
  return (
    <div className={css.root}>
      <h1 className="fd-page-title">{text.title}</h1>
      <ol>
        {firstSteps(status, new Date()).map((step, index) => (
          <li key={step.name} className="fd-card" data-state={step.state}>
            <span className={css.mark}>
              {step.state === 'done' ? (
                <Icon name="check" />
              ) : step.state === 'failed' ? (
                <Icon name="alert" />
              ) : (
                index + 1
              )}
            </span>
            <div>
              <h2 className="fd-card-title">{step.name}</h2>
              <p>{step.says}</p>
              {index === 2 && running && running.total > 0 ? (
                <progress value={running.done} max={running.total} aria-label={text.fetched} />
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      {seats === null ? null : (
        <p>
          {text.seatsOf({ day: formatDay(seats.to) })}{' '}
          <PageLink to="/seats" view={carried(view)}>
            {text.seats}
          </PageLink>
          .
        </p>
      )}
      {status.scopes.length > 0 && !running ? (
        <button type="button" className="fd-button" onClick={sync}>
          <Icon name="refresh" /> {text.fetchNow}
        </button>
      ) : null}
    </div>
  );
}
