import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  FieldColorBuilder,
  FieldColorModeId,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type { Look } from '../flavour.ts';
import type { GrafanaPanel, Visual } from '../grafana-panel.ts';
import { unitOf } from '../units.ts';
import { dimensionsOf, nameFields, type PanelBuilder, shownOf } from './dress.ts';

const STYLES = {
  line: common.GraphDrawStyle.Line,
  bars: common.GraphDrawStyle.Bars,
  points: common.GraphDrawStyle.Points,
} as const;

/** Metrics over time in their own colours, or one metric with a colour a value of a dimension. */
export function timePanel(
  grafanaPanel: GrafanaPanel,
  look: Look,
  { draw, stacked, mirrored, target }: Extract<Visual, { kind: 'time' }>,
): PanelBuilder {
  const shown = shownOf(grafanaPanel);
  const [first = ''] = shown;
  const [dimension] = dimensionsOf(grafanaPanel);
  const { unit, decimals } = unitOf(first);
  const builder = new timeseries.PanelBuilder()
    .drawStyle(STYLES[draw])
    .lineWidth(draw === 'bars' ? 0 : 2)
    .fillOpacity(draw === 'bars' ? 70 : 0)
    .showPoints(draw === 'line' ? common.VisibilityMode.Auto : common.VisibilityMode.Always)
    .spanNulls(draw === 'line' ? 3 * 86_400_000 : false)
    .unit(unit)
    .decimals(decimals)
    .tooltip(
      new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending),
    )
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(shown.length > 1 || dimension !== undefined),
    );
  if (stacked) builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group('A'));
  if (dimension === undefined) nameFields(builder, grafanaPanel, look, true);
  else {
    builder
      .displayName(look.displayName ?? `\${__field.labels.${dimension}}`)
      .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName));
  }
  const below = mirrored ? shown[1] : undefined;
  if (below !== undefined) {
    const refId = look.shownBy.get(below);
    const properties = [{ id: 'custom.transform', value: 'negative-Y' }];
    if (refId === undefined) builder.overrideByName(below, properties);
    else builder.overrideByQuery(refId, properties);
  }
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
