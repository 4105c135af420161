import { alternativesOf, findPanel } from '@flightdeck/catalog';
import { metricsOf, type PanelChoice, panelQueries } from '@flightdeck/query';
import { useMemo } from 'react';
import { grainIn } from '../data/grain-in.ts';
import { toAsked, useAnswers, useStatus } from '../data/hooks.ts';
import { atSnapshots } from '../data/status/snapshots.ts';
import { AnyPanel, asksItself } from '../kinds/registry.tsx';
import { prepareTime } from '../kinds/time/prepare.ts';
import { Page } from '../page/context.ts';
import { pageOfPanel } from '../shell/pages.ts';
import { TableView } from '../table/TableView.tsx';
import { timeTable } from '../table/table.ts';
import * as text from '../text/pages/panel.ts';
import { Icon } from '../ui/icons.tsx';
import { Skeleton, State } from '../ui/State.tsx';
import { choiceOf } from '../view/page-choice.ts';
import { carried, useView } from '../view/use-view.ts';

/** One panel on a page of its own, its table beneath. */
export function PanelLargePage() {
  const { view, open } = useView();
  const { data: status } = useStatus();
  const { id } = view.local;
  const { outputs, active } = view;
  const { by: activeBy, days } = active;
  const panel = useMemo(
    () => findPanel(id ?? '', choiceOf({ outputs, active: { by: activeBy, days } })),
    [id, outputs, activeBy, days],
  );
  const asked = useMemo(() => {
    const all = status ? toAsked(view, status) : null;
    return all && status && panel?.page === 'seats' ? atSnapshots(all, view, status) : all;
  }, [view, status, panel]);
  const by = panel ? view.local[`by-${panel.id}`] : undefined;
  const choice = useMemo(
    (): PanelChoice => ({
      by: (panel && alternativesOf(panel).find((one) => one === by)) ?? null,
      metric: null,
    }),
    [by, panel],
  );
  const queries = useMemo(
    () => (panel && asked && !asksItself(panel) ? panelQueries(panel, asked, choice) : []),
    [panel, asked, choice],
  );
  const [loaded, whole] = useAnswers(queries);
  if (!status) return <Skeleton height={320} />;
  if (!panel || !asked) {
    return (
      <State icon="empty" title={text.noSuchPanel}>
        {text.unknownPanel}
      </State>
    );
  }
  const back = pageOfPanel(panel.page);
  const result = loaded?.kind === 'ready' ? loaded.result : null;
  const table =
    result && panel.overTime && panel.by.length === 0 && choice.by === null
      ? timeTable(
          prepareTime({
            form: 'line',
            grain: grainIn(result),
            range: result.query.range,
            metrics: metricsOf(panel, choice),
            result,
          }),
        )
      : null;
  return (
    <Page value={{ status, asked }}>
      <button
        type="button"
        className="fd-button"
        data-kind="quiet"
        onClick={() => open(back.path, carried(view, panel.page === 'repositories' ? { tab: 'repositories' } : {}))}
      >
        <Icon name="arrowLeft" /> {back.label}
      </button>
      <h1 className="fd-hidden">{panel.title}</h1>
      <div className="fd-grid">
        <AnyPanel panel={panel} loaded={loaded ?? { kind: 'loading' }} whole={whole} choice={choice} large />
        {table ? (
          <section className="fd-card fd-span-12" aria-label={text.table}>
            <TableView table={table} name={panel.title} />
          </section>
        ) : null}
      </div>
    </Page>
  );
}
