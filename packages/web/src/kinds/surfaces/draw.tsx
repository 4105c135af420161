import { findMetric } from '@flightdeck/catalog';
import { csvText } from '@flightdeck/query';
import { PanelCard } from '../../card/PanelCard.tsx';
import { grainIn } from '../../data/grain-in.ts';
import { formatCount, formatValue } from '../../format/format.ts';
import type { Cell, Column, DrawnCell } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import { PhoneList } from '../../table/list/PhoneList.tsx';
import * as lists from '../../text/kinds/lists.ts';
import * as shared from '../../text/kinds/shared.ts';
import * as words from '../../text/kinds/surfaces.ts';
import { usePhone } from '../../view/use-phone.ts';
import type { PanelProps } from '../panel-props.ts';
import { Sparkline } from '../tile/Sparkline.tsx';
import { cellText, prepareSurfaces, type SurfaceCell, type SurfaceRow, type Surfaces, surfacesCsv } from './prepare.ts';

/** One row for each place Copilot works in besides editors: people, and what GitHub reports of their work. */
export default function SurfacesPanel({ panel, loaded, whole, choice, large = false }: PanelProps<'surfaces'>) {
  const phone = usePhone();
  const surfaces =
    loaded.kind === 'ready' && whole?.kind === 'ready'
      ? prepareSurfaces(loaded.result, whole.result, panel.metrics, grainIn(whole.result))
      : null;
  const state = loaded.kind === 'ready' && whole ? (whole.kind === 'ready' ? loaded : whole) : loaded;
  return (
    <PanelCard
      panel={panel}
      loaded={state}
      choice={choice}
      large={large}
      height={290}
      csv={surfaces ? () => csvText(surfacesCsv(surfaces.rows, panel.metrics)) : undefined}
      body={() => ({
        empty:
          surfaces === null || surfaces.rows.every((row) => row.people === null && row.github === null)
            ? words.none
            : null,
        ...(phone && surfaces ? { table: surfaces.table } : {}),
        sentence: (surfaces?.rows ?? [])
          .map(({ surface, people }) =>
            words.surfaceWith({
              surface: surface.label,
              value: people === null ? shared.noData : lists.people({ people: formatCount(people) }),
            }),
          )
          .join('; '),
        content: surfaces ? (
          phone ? (
            <PhoneRows rows={surfaces.rows} />
          ) : (
            <DataTable
              name={panel.title}
              columns={columnsOf(surfaces, panel.metrics)}
              rows={surfaces.rows}
              keyOf={({ surface }) => surface.name}
              isDense
            />
          )
        ) : null,
        foot: (
          <>
            <span>{words.notReported}</span>
            <span>{words.githubCounts}</span>
          </>
        ),
      })}
    />
  );
}

function columnsOf({ rows, provisionalFrom }: Surfaces, metrics: readonly string[]): readonly Column<SurfaceRow>[] {
  const compared = rows.some(({ change }) => change !== null);
  return [
    {
      key: 'surface',
      head: words.surface,
      cell: ({ surface }) => ({ content: surface.label, title: findMetric(surface.people)?.definition }),
    },
    {
      key: 'people',
      head: lists.peopleColumn,
      cell: ({ people }) => ({ content: formatValue(people, 'people'), isMissing: people === null }),
    },
    ...(compared ? [CHANGE] : []),
    ...metrics.map(
      (metric, place): Column<SurfaceRow> => ({
        key: metric,
        head: findMetric(metric)?.label ?? metric,
        says: findMetric(metric)?.definition,
        cell: ({ cells }) => workCell(cells[place]),
      }),
    ),
    GITHUB,
    {
      key: 'course',
      head: words.overTime,
      look: 'course',
      cell: ({ surface, course }) => ({
        content: (
          <Sparkline
            values={course}
            color={`--fd-metric-${findMetric(surface.people)?.colour ?? 'people'}`}
            provisionalFrom={provisionalFrom}
          />
        ),
      }),
    },
  ];
}

const CHANGE: Column<SurfaceRow> = {
  key: 'change',
  head: shared.change,
  look: 'change',
  cell: ({ change }) => {
    const tone = !change || change.direction === 0 ? undefined : change.direction > 0 ? 'good' : 'bad';
    return {
      content: <span data-tone={tone}>{change?.text ?? '–'}</span>,
      title: change ? shared.fromBefore({ value: change.from }) : undefined,
    };
  },
};

const GITHUB: Column<SurfaceRow> = {
  key: 'github',
  head: words.githubOwn,
  says: words.githubOwnSays,
  cell: ({ surface, github }) => (github === null ? null : withWord(formatCount(github), surface.github?.window ?? '')),
};

function workCell(cell: SurfaceCell | undefined): Cell {
  if (!cell || cell.value === null) return null;
  return withWord(cellText({ ...cell, word: '' }), cell.word);
}

const withWord = (text: string, word: string): DrawnCell => ({
  content: (
    <>
      {text}
      {word ? <small className="fd-card-says"> {word}</small> : null}
    </>
  ),
});

/** On the phone a surface is two lines: its people, then what they did. */
function PhoneRows({ rows }: { readonly rows: readonly SurfaceRow[] }) {
  return (
    <PhoneList>
      {rows.map(({ surface, people, change, cells }) => {
        const [sessions, , prompts] = cells;
        const parts = [
          sessions?.isReported && sessions.value !== null ? words.sessions({ count: cellText(sessions) }) : '',
        ]
          .concat(
            prompts?.isReported && prompts.value !== null
              ? prompts.word
                ? cellText(prompts)
                : words.prompts({ count: cellText(prompts) })
              : '',
          )
          .filter(Boolean);
        return (
          <li key={surface.name}>
            <b>{surface.label}</b>
            <b>{people === null ? shared.noData : lists.people({ people: formatCount(people) })}</b>
            <span>{parts.join(', ') || words.peopleOnly}</span>
            <span>{change?.text ?? ''}</span>
          </li>
        );
      })}
    </PhoneList>
  );
}
