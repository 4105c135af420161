import { ADOPTION_BANDS, namedValues } from '@flightdeck/catalog';
import * as barchart from '@grafana/grafana-foundation-sdk/barchart';
import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  type GridPos,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as statushistory from '@grafana/grafana-foundation-sdk/statushistory';
import * as table from '@grafana/grafana-foundation-sdk/table';
import type { Flavour, Look } from '../flavour.ts';
import type { GrafanaPanel } from '../grafana-panel.ts';
import { BAND_COLOURS, colourOf, unitOf } from '../units.ts';
import { dimensionsOf, dress, labelOf, nameFields, type PanelBuilder, shownOf } from './dress.ts';
import { timePanel } from './time-panel.ts';

/** A Grafana panel at its place. */
export function drawPanel(grafanaPanel: GrafanaPanel, flavour: Flavour, place: GridPos, id: number): Panel {
  return dress(builderOf(grafanaPanel, flavour.look(grafanaPanel)), grafanaPanel, flavour, place, id).build();
}

function builderOf(grafanaPanel: GrafanaPanel, look: Look): PanelBuilder {
  switch (grafanaPanel.visual.kind) {
    case 'stat':
      return statPanel(grafanaPanel, grafanaPanel.visual.spark, grafanaPanel.visual.named);
    case 'time':
      return timePanel(grafanaPanel, look, grafanaPanel.visual);
    case 'bars':
      return barsPanel(grafanaPanel, look, grafanaPanel.visual.target);
    case 'adoption':
      return adoptionPanel(grafanaPanel, look, grafanaPanel.visual.of);
    case 'heatmap':
      return heatmapPanel(grafanaPanel, look);
    case 'table':
      return tablePanel(grafanaPanel, look);
  }
}

const fixed = (colour: string): FieldColorBuilder =>
  new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor(colour);

/** A reduction of all rows to one number; `fields` empty for every number there is. */
const reduced = (calc: string, fields = ''): common.ReduceDataOptionsBuilder =>
  new common.ReduceDataOptionsBuilder().calcs([calc]).fields(fields).values(false);

function statPanel(grafanaPanel: GrafanaPanel, spark: boolean, named: boolean): PanelBuilder {
  const [metric] = shownOf(grafanaPanel);
  const [ask] = grafanaPanel.asks;
  const texts = ask?.kind === 'records' && ask.columns.every(({ type }) => type === 'string');
  const counts = ask?.kind === 'metrics' && ask.answer === 'count';
  const builder = new stat.PanelBuilder()
    .colorMode(common.BigValueColorMode.Value)
    .graphMode(spark ? common.BigValueGraphMode.Area : common.BigValueGraphMode.None)
    .textMode(named ? common.BigValueTextMode.ValueAndName : common.BigValueTextMode.Value)
    .reduceOptions(
      named
        ? new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(true).limit(1)
        : reduced(spark ? 'sum' : 'lastNotNull', texts ? '/.*/' : ''),
    )
    .colorScheme(fixed(metric ? colourOf(metric) : 'text'));
  if (metric && !counts) {
    const { unit, decimals } = unitOf(metric);
    builder.unit(unit).decimals(decimals);
  } else if (!texts) builder.unit('locale');
  return builder;
}

function barsPanel(grafanaPanel: GrafanaPanel, look: Look, target: number | null): PanelBuilder {
  const shown = shownOf(grafanaPanel);
  const builder = new barchart.PanelBuilder()
    .orientation(common.VizOrientation.Horizontal)
    .showValue(common.VisibilityMode.Auto)
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(shown.length > 1),
    )
    .fillOpacity(80);
  const [first = ''] = shown;
  const { unit, decimals } = unitOf(first);
  builder.unit(unit).decimals(decimals).min(0);
  nameFields(builder, grafanaPanel, look, true);
  if (target !== null) {
    builder
      .thresholds(
        new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
          { value: null, color: 'transparent' },
          { value: target, color: 'text' },
        ]),
      )
      .thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed));
  }
  return builder;
}

/** Bars in the colours of the bands; a band is one query, a person one row. */
function adoptionPanel(grafanaPanel: GrafanaPanel, look: Look, of: 'people' | 'bands'): PanelBuilder {
  const builder = new bargauge.PanelBuilder()
    .orientation(common.VizOrientation.Horizontal)
    .displayMode(common.BarGaugeDisplayMode.Basic)
    .valueMode(common.BarGaugeValueMode.Color)
    .min(0);
  if (of === 'people') {
    if (look.displayName !== null) builder.displayName(look.displayName);
    return builder
      .max(100)
      .unit('locale')
      .decimals(1)
      .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(true))
      .thresholds(
        new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(
          ADOPTION_BANDS.map(({ from }, index) => ({
            value: index === 0 ? null : from,
            color: BAND_COLOURS[index] ?? 'text',
          })),
        ),
      )
      .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds));
  }
  builder.unit('locale').reduceOptions(reduced('lastNotNull'));
  grafanaPanel.asks.forEach(({ refId }, index) => {
    const band = ADOPTION_BANDS[index];
    builder.overrideByQuery(refId, [
      { id: 'displayName', value: band ? `${band.from}–${band.to} ${band.label}` : refId },
      { id: 'color', value: { mode: 'fixed', fixedColor: BAND_COLOURS[index] ?? 'text' } },
    ]);
  });
  return builder;
}

function heatmapPanel(grafanaPanel: GrafanaPanel, { displayName }: Look): PanelBuilder {
  const [metric = ''] = shownOf(grafanaPanel);
  const [dimension = ''] = dimensionsOf(grafanaPanel);
  const { unit, decimals } = unitOf(metric);
  return new statushistory.PanelBuilder()
    .showValue(common.VisibilityMode.Never)
    .rowHeight(0.9)
    .colWidth(0.95)
    .legend(
      new common.VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom),
    )
    .displayName(displayName ?? `\${__field.labels.${dimension}}`)
    .unit(unit)
    .decimals(decimals)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.ContinuousBlPu));
}

function tablePanel(grafanaPanel: GrafanaPanel, look: Look): PanelBuilder {
  const builder = new table.PanelBuilder().filterable(true);
  nameFields(builder, grafanaPanel, look, false);
  // The reason for an empty table does not apply to a single empty cell.
  for (const name of shownOf(grafanaPanel)) builder.overrideByName(name, [{ id: 'noValue', value: '–' }]);
  for (const name of dimensionsOf(grafanaPanel))
    builder.overrideByName(name, [{ id: 'displayName', value: labelOf(name) }, ...mappingsOf(name)]);
  for (const ask of grafanaPanel.asks) {
    if (ask.kind !== 'records') continue;
    for (const { name, label } of ask.columns) builder.overrideByName(name, [{ id: 'displayName', value: label }]);
  }
  return builder;
}

/** What a dimension's values are called, as Grafana maps them; a link or filter keeps GitHub's own value. */
function mappingsOf(dimension: string): readonly DynamicConfigValue[] {
  const named = [...namedValues(dimension)];
  if (named.length === 0) return [];
  const options = Object.fromEntries(named.map(([value, text], index) => [value, { index, text }]));
  return [{ id: 'mappings', value: [{ type: 'value', options }] }];
}
