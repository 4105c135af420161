import { findMetric, type Panel, reportName } from '@flightdeck/catalog';
import { dimensionsOf, isUnanswered, metricsOf, type PanelChoice, panelQuery } from '@flightdeck/query';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Loaded } from '../data/hooks.ts';
import { usePage, usePanelActions } from '../page/context.ts';
import type { TableModel } from '../table/table.ts';
import { Failed, Skeleton } from '../ui/State.tsx';
import { lackedDays } from '../view/missing-days.ts';
import { filterText } from '../view/view-words.ts';
import { Card } from './Card.tsx';
import { How } from './how/How.tsx';
import { addedOverOrganizations, notReported, struckBy } from './not-reported.ts';

const Since = lazy(() => import('./Since.tsx').then((all) => ({ default: all.Since })));

/** Notes on days that a number leaves out. */
const LEFT_OUT: ReadonlySet<string> = new Set(['days_left_out', 'only_parts', 'only_total']);

/** What a chart kind gives its card, made only when there is a result. */
export interface PanelBody {
  readonly content: ReactNode;
  readonly legend?: ReactNode;
  readonly table?: TableModel;
  readonly sentence?: string;
  readonly foot?: ReactNode;
  /** False: there is nothing to draw, and why. */
  readonly empty?: string | null;
}

interface Props {
  readonly panel: Panel;
  readonly loaded: Loaded;
  readonly choice: PanelChoice;
  readonly title?: string;
  readonly says?: string;
  readonly switches?: ReactNode;
  readonly height?: number;
  readonly span?: Panel['span'];
  readonly large?: boolean;
  /** Text of the CSV where the panel's query does not hold all it shows. */
  readonly csv?: (() => string) | undefined;
  readonly body: (result: Extract<Loaded, { kind: 'ready' }>['result']) => PanelBody;
}

/** A panel's card in every state: loading, failed, empty, ready. */
export function PanelCard({
  panel,
  loaded,
  choice,
  title = panel.title,
  says = panel.says,
  switches,
  height = 200,
  span = panel.span,
  large = false,
  csv,
  body,
}: Props) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const ready = loaded.kind === 'ready' ? loaded : null;
  const made = ready ? body(ready.result) : null;
  const drawn = metricsOf(panel, choice);
  const notes =
    ready?.result.notes.filter((note) => isUnanswered(note) && (note.metric === null || drawn.includes(note.metric))) ??
    [];
  const missing = notReported(notes);
  const leftOut = (ready?.result.notes ?? []).filter(
    ({ code, metric }) => LEFT_OUT.has(code) && (metric === null || drawn.includes(metric)),
  );
  // A chart over time marks the days themselves.
  const lacked =
    ready && !panel.overTime && leftOut.length === 0
      ? lackedDays(ready.result.coverage, asked.range.to.slice(0, 4))
      : null;
  const refused = struckBy(
    notes.map((note) => note.message),
    actions.view.filters,
    dimensionsOf(panel, choice),
  );
  // A page says it once for all its panels.
  const added = large ? addedOverOrganizations([loaded]) : null;
  const query = panelQuery(panel, asked, choice);
  return (
    <Card
      id={panel.id}
      title={title}
      says={says}
      note={
        made?.empty
          ? undefined
          : [missing, lacked, ...leftOut.map(({ message }) => message), added].filter(Boolean).join(' ') || undefined
      }
      span={large ? 12 : span}
      switches={switches}
      how={<How metrics={drawn} result={ready?.result ?? null} name={title} />}
      table={made && !made.empty ? made.table : undefined}
      csv={async () => csv?.() ?? (await import('../data/csv.ts')).csvOf(query)}
      struck={(made?.empty ? [] : refused).map((filter) => ({
        text: filterText(filter),
        remove: () => actions.unfilter([filter]),
      }))}
      source={reportsOf(drawn)}
      openLarge={large ? undefined : () => actions.large(panel.id)}
      legend={made && !made.empty ? made.legend : null}
      foot={made && !made.empty ? made.foot : null}
      sentence={made?.sentence}
      stale={ready?.stale ?? false}
    >
      {loaded.kind === 'loading' ? <Skeleton height={height} /> : null}
      {loaded.kind === 'failed' ? <Failed problem={loaded.problem} retry={loaded.retry} alone={loaded.alone} /> : null}
      {made?.empty ? (
        <Suspense fallback={<Skeleton height={height} />}>
          <Since
            refused={refused}
            panel={panel}
            missing={missing}
            otherwise={made.empty}
            scopes={ready?.result.query.scopes ?? []}
          />
        </Suspense>
      ) : (
        made?.content
      )}
    </Card>
  );
}

/** The reports the metrics are read from, `users-1-day, user-teams-1-day`. */
const reportsOf = (metrics: readonly string[]): string =>
  [...new Set(metrics.flatMap((name) => findMetric(name)?.source.map(({ report }) => reportName(report)) ?? []))].join(
    ', ',
  );
