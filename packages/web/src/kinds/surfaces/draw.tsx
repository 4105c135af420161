import { findMetric } from '@flightdeck/catalog';
import { csvText } from '@flightdeck/query';
import { PanelCard } from '../../card/PanelCard.tsx';
import { grainIn } from '../../data/grain-in.ts';
import { formatCount, formatValue } from '../../format/format.ts';
import { usePhone } from '../../view/use-phone.ts';
import type { PanelProps } from '../panel-props.ts';
import { Sparkline } from '../tile/draw.tsx';
import { cellText, prepareSurfaces, type SurfaceRow, type Surfaces, surfacesCsv } from './prepare.ts';
import '../breakdown/breakdown.css';

/** One row for each place Copilot works in besides editors: people, and what GitHub tells of their work. */
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
            ? 'GitHub told of no use besides editors in these days.'
            : null,
        ...(phone && surfaces ? { table: surfaces.table } : {}),
        sentence: (surfaces?.rows ?? [])
          .map(
            ({ surface, people }) =>
              `${surface.label}: ${people === null ? 'no data' : `${formatCount(people)} people`}`,
          )
          .join('; '),
        content: surfaces ? (
          phone ? (
            <PhoneRows rows={surfaces.rows} />
          ) : (
            <Table surfaces={surfaces} metrics={panel.metrics} name={panel.title} />
          )
        ) : null,
        foot: (
          <>
            <span>– : GitHub does not tell it of this surface, which is not 0</span>
            <span>GitHub’s own count is of one organization or the enterprise, on the last day that tells it</span>
          </>
        ),
      })}
    />
  );
}

function Table({
  surfaces,
  metrics,
  name,
}: {
  readonly surfaces: Surfaces;
  readonly metrics: readonly string[];
  readonly name: string;
}) {
  const compared = surfaces.rows.some(({ change }) => change !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="fd-table-wrap" tabIndex={0} aria-label={`${name}, table`}>
      <table className="fd-table fd-breakdown">
        <thead>
          <tr>
            <th scope="col">Surface</th>
            <th scope="col">People</th>
            {compared ? (
              <th scope="col" className="fd-change-column">
                change
              </th>
            ) : null}
            {metrics.map((metric) => (
              <th key={metric} scope="col" title={findMetric(metric)?.definition}>
                {findMetric(metric)?.head ?? metric}
              </th>
            ))}
            <th scope="col" title="As GitHub counts them; only its longest window is shown">
              GitHub’s own
            </th>
            <th scope="col">People over time</th>
          </tr>
        </thead>
        <tbody>
          {surfaces.rows.map((row) => (
            <Row key={row.surface.name} row={row} compared={compared} provisionalFrom={surfaces.provisionalFrom} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({
  row: { surface, people, change, cells, github, course },
  compared,
  provisionalFrom,
}: {
  readonly row: SurfaceRow;
  readonly compared: boolean;
  readonly provisionalFrom: number;
}) {
  const metric = findMetric(surface.people);
  const tone = !change || change.direction === 0 ? undefined : change.direction > 0 ? 'good' : 'bad';
  return (
    <tr>
      <th scope="row" title={metric?.definition}>
        {surface.label}
      </th>
      <td data-none={people === null}>{formatValue(people, 'people')}</td>
      {compared ? (
        <td className="fd-change-column" title={change ? `from ${change.from}` : undefined}>
          <span data-tone={tone}>{change?.text ?? '–'}</span>
        </td>
      ) : null}
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
        <td key={index} data-none={cell.value === null}>
          {cell.told && cell.value === null ? '–' : cellText({ ...cell, word: '' })}
          {cell.word && cell.value !== null ? <small className="fd-card-says"> {cell.word}</small> : null}
        </td>
      ))}
      <td data-none={github === null}>
        {github === null ? '–' : formatCount(github)}
        {github !== null && surface.github ? <small className="fd-card-says"> {surface.github.window}</small> : null}
      </td>
      <td className="fd-weeks">
        <Sparkline
          values={course}
          color={`--fd-metric-${metric?.colour ?? 'people'}`}
          provisionalFrom={provisionalFrom}
        />
      </td>
    </tr>
  );
}

/** On the phone a surface is two lines: its people, then what they did. */
function PhoneRows({ rows }: { readonly rows: readonly SurfaceRow[] }) {
  return (
    <ul className="fd-breakdown-items">
      {rows.map(({ surface, people, change, cells }) => {
        const [sessions, , prompts] = cells;
        const told = [sessions?.told && sessions.value !== null ? `${cellText(sessions)} sessions` : '']
          .concat(
            prompts?.told && prompts.value !== null ? `${cellText(prompts)}${prompts.word ? '' : ' prompts'}` : '',
          )
          .filter(Boolean);
        return (
          <li key={surface.name}>
            <b>{surface.label}</b>
            <b>{people === null ? 'no data' : `${formatCount(people)} people`}</b>
            <span>{told.join(', ') || 'people only'}</span>
            <span>{change?.text ?? ''}</span>
          </li>
        );
      })}
    </ul>
  );
}
