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
import { pageLink } from '../links.ts';
import type { Board, Section, View } from '../view.ts';
import { drawView } from './draw-view.ts';

const COLUMNS = 24;

interface Placed {
  readonly view: View;
  readonly x: number;
  readonly y: number;
}

/** Places views from left to right, a new line where one does not fit; `bottom` is the first free row. */
export function place(
  views: readonly View[],
  top: number,
): { readonly placed: readonly Placed[]; readonly bottom: number } {
  const placed: Placed[] = [];
  let [x, y, height] = [0, top, 0];
  for (const view of views) {
    if (x + view.width > COLUMNS) {
      y += height;
      [x, height] = [0, 0];
    }
    placed.push({ view, x, y });
    x += view.width;
    height = Math.max(height, view.height);
  }
  return { placed, bottom: y + height };
}

const LACK_ROWS = 6;

/** What a section lacks with this data source, and why; never a number that would be wrong. */
function lackPanel(
  lacking: readonly { readonly view: View; readonly why: string }[],
  flavour: Flavour,
  place: GridPos,
  id: number,
): Panel {
  const lines = lacking.map(({ view, why }) => `- **${view.title}**: ${why}`);
  const head = `With the ${flavour.label} data source these panels would be wrong; the Infinity flavour and Flightdeck have them.`;
  return new text.PanelBuilder()
    .id(id)
    .title('Not with this data source')
    .gridPos(place)
    .links([pageLink(lacking[0]?.view.path ?? '/', 'Open in Flightdeck', flavour.filters)])
    .mode(text.TextMode.Markdown)
    .content([head, '', ...new Set(lines)].join('\n'))
    .build();
}

/** Panels of a section that the data source can show correctly. */
export const viewsFor = ({ views }: Section, flavour: Flavour): readonly View[] =>
  views.filter((view) => flavour.lacks(view) === null);

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
    const views = viewsFor(section, flavour);
    const isOpen = index === 0;
    const row = new RowBuilder(section.title).id(id++).collapsed(!isOpen).gridPos({ x: 0, y: top, w: COLUMNS, h: 1 });
    top += 1;
    const { placed, bottom } = place(views, top);
    const panels = placed.map(({ view, x, y }) =>
      drawView(view, flavour, { x, y, w: view.width, h: view.height }, id++),
    );
    const lacking = section.views.flatMap((view) => {
      const why = flavour.lacks(view);
      return why === null ? [] : [{ view, why }];
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
