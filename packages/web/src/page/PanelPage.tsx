import { type Panel, REPORTS } from '@flightdeck/catalog';
import { drivenPanel, panelQuery, reportsRead } from '@flightdeck/query';
import { Fragment, lazy, type ReactNode, Suspense, useMemo } from 'react';
import { How } from '../card/how/How.tsx';
import { addedOverOrganizations } from '../card/not-reported.ts';
import { grainIn } from '../data/grain-in.ts';
import { type Asked, type Loaded, toAsked, useAnswers, useStatus } from '../data/hooks.ts';
import { loadedReports } from '../data/status/scopes.ts';
import type { Status } from '../data/status/status.ts';
import { prepareFigure } from '../kinds/figure/prepare.ts';
import { AnyPanel } from '../kinds/registry.tsx';
import { NoNumber, PlainTile, TileCell } from '../kinds/tile/draw.tsx';
import { prepareTile } from '../kinds/tile/prepare.ts';
import { Tiles } from '../kinds/tile/Tiles.tsx';
import * as words from '../text/page.ts';
import { Coming } from '../ui/Coming.tsx';
import { Skeleton } from '../ui/State.tsx';
import { usePagePanels } from '../view/page-choice.ts';
import { useView } from '../view/use-view.ts';
import { askingOf, choicesOf, chosenTile, drives, isTile, panelsShown } from './asking.ts';
import { Page, usePanelActions } from './context.ts';
import { PageSwitches } from './PageSwitches.tsx';
import { PartialStrip } from './PartialStrip.tsx';
import { cardsAtFirst, useInTurn } from './use-in-turn.ts';

const FirstRun = lazy(() => import('./FirstRun.tsx'));

interface Props {
  readonly page: string;
  readonly title: string;
  /** The lead sentence, from the page's own answers. */
  readonly lead?:
    | ((answers: ReadonlyMap<string, Loaded>, page: { readonly asked: Asked; readonly status: Status }) => ReactNode)
    | undefined;
  readonly head?: ReactNode;
  /** Switches between parts of the page; stands under the lead. */
  readonly tabs?: ReactNode;
  /** Changes what is asked, for a page about one person. */
  readonly narrow?: ((asked: Asked) => Asked) | undefined;
  /** The page of the catalogue it has the panels of, where it is another. */
  readonly panelsOf?: string;
  /** What stands after a panel of the catalogue, by its id. */
  readonly after?: Readonly<Record<string, ReactNode>>;
  readonly extra?: ReactNode;
  /** Cards that stand before the panels, in the same grid. */
  readonly before?: ReactNode;
  /** What stands in small beside the value of a tile, by the panel's id. */
  readonly asides?: ReadonlyMap<string, string>;
}

/** False before the first report where the page shows nothing of what has been loaded: then it says what is still to do. */
function isReady(panels: readonly Panel[], status: Status, chosen: string | null): boolean {
  const loaded = loadedReports(status, chosen);
  if ([...loaded].some((report) => REPORTS[report].window !== 'snapshot')) return true;
  const read = panelsShown(panels, status).flatMap((panel) => reportsRead({ metrics: panel.metrics, by: panel.by }));
  return read.some((report) => loaded.has(report));
}

/** An answer of the filters before, kept until the new one is there. */
const isStale = (loaded: Loaded | undefined): boolean => loaded?.kind === 'ready' && loaded.stale;

/** A page of the catalogue: title, lead, tiles, then panels on the grid; asked for in one request. */
export function PanelPage(props: Props) {
  const { view } = useView();
  const { data: status } = useStatus();
  const panels = usePagePanels(props.panelsOf ?? props.page);
  const asked = useMemo(() => {
    const all = status ? toAsked(view, status) : null;
    return all && props.narrow ? props.narrow(all) : all;
  }, [view, status, props.narrow]);
  if (!status) return <Skeleton height={320} />;
  if (!asked || !isReady(panels, status, view.scope)) {
    return (
      <Suspense fallback={<Coming />}>
        <FirstRun status={status} />
      </Suspense>
    );
  }
  return (
    <Page value={{ status, asked }}>
      <Loadable {...props} panels={panels} asked={asked} status={status} />
    </Page>
  );
}

function Loadable({
  page,
  title,
  lead,
  head,
  tabs,
  panelsOf,
  panels: all,
  after,
  extra,
  before,
  asides,
  asked,
  status,
}: Props & { readonly panels: readonly Panel[]; readonly asked: Asked; readonly status: Status }) {
  const actions = usePanelActions();
  const { local } = actions.view;
  const panels = useMemo(() => panelsShown(all, status), [all, status]);
  const tiles = panels.filter(isTile);
  const cards = panels.filter((panel) => !isTile(panel));
  const drawn = useInTurn(cards.length, cardsAtFirst(cards.map(({ span }) => span)));
  const tile = chosenTile(panels, local);
  const driven = drivenPanel(panels);
  const choices = useMemo(() => choicesOf(panels, local), [panels, local]);
  const asking = useMemo(() => askingOf(panels, choices, asked), [panels, choices, asked]);
  const queries = useMemo(
    () => panels.map((panel, index) => panelQuery(panel, asked, choices[index] ?? { by: null, metric: null })),
    [panels, choices, asked],
  );
  const loaded = useAnswers(useMemo(() => asking.map((item) => item.query), [asking]));
  const answers = new Map(asking.map((item, index) => [item.id, loaded[index] ?? { kind: 'loading' as const }]));
  const added = addedOverOrganizations(answers.values());
  // By itself the chosen number is the one the main chart begins with.
  const first = (tiles.find((panel) => panel.metrics[0] === driven?.metrics[0]) ?? tiles[0])?.metrics[0] ?? '';
  const chosen = tile ?? first;
  return (
    <>
      {head}
      <h1 className="fd-page-title">{title}</h1>
      <p className="fd-lead">{lead?.(answers, { asked, status })}</p>
      {tabs}
      <PageSwitches page={panelsOf ?? page} />
      <PartialStrip queries={queries} />
      {added === null ? null : <p className="fd-card-note">{added}</p>}
      {tiles.length > 0 ? (
        <Tiles
          label={driven ? words.drivingNumbers : words.numbers}
          isChoice={driven !== undefined}
          isStale={tiles.some((panel) => isStale(answers.get(panel.id)))}
        >
          {tiles.map((panel) => (
            <PanelTile
              aside={asides?.get(panel.id)}
              key={panel.id}
              panel={panel}
              loaded={answers.get(panel.id)}
              chosen={driven !== undefined && drives(panel) && panel.metrics[0] === chosen}
              onChoose={
                driven && (() => actions.local('tile', panel.metrics[0] === first ? null : (panel.metrics[0] ?? null)))
              }
            />
          ))}
        </Tiles>
      ) : null}
      <div className="fd-grid">
        {before}
        {cards.map((panel, index) => (
          <Fragment key={panel.id}>
            {index < drawn ? (
              <AnyPanel
                panel={panel}
                loaded={answers.get(panel.id) ?? { kind: 'loading' }}
                whole={answers.get(`${panel.id}/range`)}
                choice={choices[panels.indexOf(panel)] ?? { by: null, metric: null }}
              />
            ) : (
              <div className={`fd-card fd-card-waiting fd-span-${panel.span}`} />
            )}
            {after?.[panel.id]}
          </Fragment>
        ))}
      </div>
      {extra}
    </>
  );
}

function PanelTile({
  aside,
  panel,
  loaded,
  chosen,
  onChoose,
}: {
  readonly aside: string | undefined;
  readonly panel: Panel;
  readonly loaded: Loaded | undefined;
  readonly chosen: boolean;
  /** None: the page has no chart to drive. */
  readonly onChoose: (() => void) | undefined;
}) {
  const metric = panel.metrics[0] ?? '';
  const tile =
    loaded?.kind !== 'ready'
      ? null
      : panel.chart === 'figure'
        ? prepareFigure(panel, loaded.result)
        : prepareTile(metric, panel.title, loaded.result, grainIn(loaded.result));
  if (!tile || loaded?.kind !== 'ready') {
    return (
      <PlainTile label={panel.title} height={118}>
        {loaded?.kind === 'failed' ? (
          <>
            <NoNumber>{words.couldNotLoad}</NoNumber>
            <button type="button" className="fd-linkish" onClick={loaded.retry} title={loaded.problem.message}>
              {words.tryAgain}
            </button>
          </>
        ) : (
          <div className="fd-skeleton" style={{ height: 26, width: '60%', marginTop: 6 }} />
        )}
      </PlainTile>
    );
  }
  return (
    <TileCell
      tile={aside === undefined ? tile : { ...tile, aside }}
      chosen={chosen}
      onChoose={drives(panel) ? onChoose : undefined}
      how={<How metrics={[metric]} result={loaded.result} name={panel.title} says={panel.says} />}
    />
  );
}
