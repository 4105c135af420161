import { DIMENSION_PAGES, findDimension, findMetric } from '@flightdeck/catalog';
import { dimensionsOf } from '@flightdeck/query';
import { PanelCard } from '../../card/PanelCard.tsx';
import { grainIn } from '../../data/grain-in.ts';
import { formatValue } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import type { TableModel } from '../../table/table.ts';
import * as words from '../../text/kinds/heatmap.ts';
import * as shared from '../../text/kinds/shared.ts';
import { entityLabel } from '../../theme/entities.ts';
import { Segments } from '../../ui/Segments.tsx';
import { usePhone } from '../../view/use-phone.ts';
import type { PanelProps } from '../panel-props.ts';
import { Heatmap, HeatScale } from './Heatmap.tsx';
import { type Heatmap as Model, prepareHeatmap } from './prepare.ts';

/** Most rows of a heatmap opened large. */
const MOST_ROWS = 200;

/** Time against the values of a dimension; the reader chooses dimension, metric and whether values or changes are shown. */
export default function HeatmapPanel({ panel, loaded, whole, choice, large = false }: PanelProps<'heatmap'>) {
  const actions = usePanelActions();
  const { asked } = usePage();
  const phone = usePhone();
  const dimension = dimensionsOf(panel, choice)[0] ?? '';
  const { local } = actions.view;
  const isOfPeople = panel.people === true;
  const wanted = isOfPeople
    ? DIMENSION_PAGES.find((page) => page.dimension === dimension)?.people
    : local[`metric-${panel.id}`];
  const metric = panel.metrics.find((name) => name === wanted) ?? panel.metrics[0] ?? '';
  const mayCompare = asked.compare !== null;
  const asChange = mayCompare && local[`as-${panel.id}`] === 'change';
  const rate = findMetric(metric)?.label ?? metric;
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={{ ...choice, metric }}
      title={
        isOfPeople
          ? words.titleBy({ title: panel.title, dimension: findDimension(dimension)?.label.toLowerCase() ?? dimension })
          : panel.title
      }
      height={420}
      large={large}
      switches={
        <>
          {panel.alternatives ? (
            <Segments
              label={words.rows}
              choices={[...panel.by, ...panel.alternatives].map(
                (name, index) => [index === 0 ? '' : name, findDimension(name)?.label ?? name] as const,
              )}
              value={choice.by ?? ''}
              onChange={(value) => actions.local(`by-${panel.id}`, value === '' ? null : value)}
            />
          ) : null}
          {!isOfPeople && panel.metrics.length > 1 ? (
            <Segments
              label={words.rate}
              choices={[
                ['', words.byCount],
                [panel.metrics[1] ?? '', words.byLines],
              ]}
              value={metric === panel.metrics[0] ? '' : metric}
              onChange={(value) => actions.local(`metric-${panel.id}`, value === '' ? null : value)}
            />
          ) : null}
          {mayCompare ? (
            <Segments
              label={words.numbers}
              choices={[
                ['', words.value],
                ['change', words.change],
              ]}
              value={asChange ? 'change' : ''}
              onChange={(value) => actions.local(`as-${panel.id}`, value === '' ? null : value)}
            />
          ) : null}
        </>
      }
      body={(result) => {
        const model = prepareHeatmap({
          grain: grainIn(result),
          range: result.query.range,
          metric,
          dimension,
          result,
          whole: whole?.kind === 'ready' ? whole.result.rows : null,
          asChange,
          labelOf: (value) => entityLabel(dimension, value),
          limit: large ? MOST_ROWS : panel.limit,
        });
        return {
          empty: model.rows.length === 0 ? shared.nothingReported : null,
          legend: <HeatScale model={model} />,
          table: tableOf(model, findDimension(dimension)?.label ?? dimension),
          sentence: `${rate}. ${model.sentence}`,
          foot:
            model.more > 0 || phone ? (
              <span>
                {model.more > 0
                  ? words.more({ count: model.more, plural: findDimension(dimension)?.plural ?? words.rowsWord })
                  : ''}
                {phone ? words.newestFirst(model) : ''}
              </span>
            ) : null,
          content: (
            <Heatmap
              model={model}
              name={panel.title}
              phone={phone}
              onRow={(value, exclude) => actions.filter(dimension, value, exclude)}
              onCell={(value, from, to) => actions.cell(dimension, value, from, to)}
            />
          ),
        };
      }}
    />
  );
}

function tableOf(model: Model, label: string): TableModel {
  return {
    head: [label, ...model.steps.map(({ tick }) => tick), words.range],
    rows: model.rows.map((row) => [
      row.label,
      ...row.cells.map((cell) => formatValue(cell.value, model.unit)),
      row.total,
    ]),
  };
}
