import {
  ConstantVariableBuilder,
  CustomVariableBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type GridPos,
  type Panel,
  RowBuilder,
  VariableHide,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as text from '@grafana/grafana-foundation-sdk/text';
import type { Flavour } from '../flavour.ts';
import type { Board, GrafanaPanel, Section } from '../grafana-panel.ts';
import { pageLink } from '../links.ts';
import { drawPanel } from './draw-panel.ts';

const COLUMNS = 24;

interface Placed {
  readonly grafanaPanel: GrafanaPanel;
  readonly x: number;
  readonly y: number;
}

/** Places Grafana panels from left to right, a new line where one does not fit; `bottom` is the first free row. */
function place(
  grafanaPanels: readonly GrafanaPanel[],
  top: number,
): { readonly placed: readonly Placed[]; readonly bottom: number } {
  const placed: Placed[] = [];
  let [x, y, height] = [0, top, 0];
  for (const grafanaPanel of grafanaPanels) {
    if (x + grafanaPanel.width > COLUMNS) {
      y += height;
      [x, height] = [0, 0];
    }
    placed.push({ grafanaPanel, x, y });
    x += grafanaPanel.width;
    height = Math.max(height, grafanaPanel.height);
  }
  return { placed, bottom: y + height };
}

const LACK_ROWS = 6;

/** What a section lacks with this data source, and why; never a number that would be wrong. */
function lackPanel(
  lacking: readonly { readonly grafanaPanel: GrafanaPanel; readonly why: string }[],
  flavour: Flavour,
  place: GridPos,
  id: number,
): Panel {
  const lines = lacking.map(({ grafanaPanel, why }) => `- **${grafanaPanel.title}**: ${why}`);
  const head = `With the ${flavour.label} data source these panels would be wrong; the Infinity flavour and Flightdeck have them.`;
  return new text.PanelBuilder()
    .id(id)
    .title('Not with this data source')
    .gridPos(place)
    .links([pageLink(lacking[0]?.grafanaPanel.path ?? '/', 'Open in Flightdeck', flavour.filters)])
    .mode(text.TextMode.Markdown)
    .content([head, '', ...new Set(lines)].join('\n'))
    .build();
}

/** Panels of a section that the data source can show correctly. */
export const grafanaPanelsFor = ({ grafanaPanels }: Section, flavour: Flavour): readonly GrafanaPanel[] =>
  grafanaPanels.filter((grafanaPanel) => flavour.lacks(grafanaPanel) === null);

/** A dashboard of one data source; `url`: where Flightdeck is opened in a browser. */
export function drawBoard(board: Board, flavour: Flavour, url: string): Dashboard {
  const builder = new DashboardBuilder(board.title)
    .uid(board.uid)
    .description(board.says)
    .tags(['flightdeck', 'copilot'])
    .timezone('utc')
    // Provisioned boards are kept as they are; a copy of one can be edited.
    .editable()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-28d/d', to: 'now-1d/d' })
    .refresh('')
    .links([pageLink('/', 'Flightdeck', flavour.filters).icon('external link')]);
  for (const variable of [...flavour.variables(), grainVariable(flavour), urlVariable(url)])
    builder.withVariable({ build: () => withoutInterval(variable) });
  for (const annotation of flavour.annotations()) builder.annotation({ build: () => annotation });
  let id = 1;
  let top = 0;
  const rows = board.sections.flatMap((section, index) => {
    const grafanaPanels = grafanaPanelsFor(section, flavour);
    const isOpen = index === 0;
    const row = new RowBuilder(section.title).id(id++).collapsed(!isOpen).gridPos({ x: 0, y: top, w: COLUMNS, h: 1 });
    top += 1;
    const { placed, bottom } = place(grafanaPanels, top);
    const panels = placed.map(({ grafanaPanel, x, y }) =>
      drawPanel(grafanaPanel, flavour, { x, y, w: grafanaPanel.width, h: grafanaPanel.height }, id++),
    );
    const lacking = section.grafanaPanels.flatMap((grafanaPanel) => {
      const why = flavour.lacks(grafanaPanel);
      return why === null ? [] : [{ grafanaPanel, why }];
    });
    if (lacking.length > 0)
      panels.push(lackPanel(lacking, flavour, { x: 0, y: bottom, w: COLUMNS, h: LACK_ROWS }, id++));
    if (isOpen) {
      top = bottom + (lacking.length > 0 ? LACK_ROWS : 0);
      return [row.build(), ...panels];
    }
    for (const panel of panels) row.withPanel({ build: () => panel });
    return [row.build()];
  });
  return { ...builder.build(), panels: rows };
}

/** The SDK gives every variable what only an interval has. */
function withoutInterval({
  auto: _auto,
  auto_min: _min,
  auto_count: _count,
  ...variable
}: VariableModel): VariableModel {
  return variable;
}

function grainVariable({ grains }: Flavour): VariableModel {
  const [[word, value] = ['day', 'day']] = grains;
  return new CustomVariableBuilder('grain')
    .label('By')
    .description('Width of a time step. Auto, where offered: days up to 45 days, weeks up to 400 days, then months.')
    .values(grains.map(([name, one]) => (name === one ? name : `${name} : ${one}`)).join(','))
    .current({ text: word, value, selected: true })
    .options(grains.map(([name, one], index) => ({ text: name, value: one, selected: index === 0 })))
    .build();
}

/** The address links use; the one place to change when Flightdeck moves. */
const urlVariable = (url: string): VariableModel => ({
  ...new ConstantVariableBuilder('flightdeck')
    .value(url)
    .description('Address of Flightdeck, without a trailing slash.')
    .build(),
  hide: VariableHide.HideVariable,
});
