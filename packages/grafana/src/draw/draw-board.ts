import {
  ConstantVariableBuilder,
  CustomVariableBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  RowBuilder,
  VariableHide,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
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

/** Views of a section that the data source can be right about. */
export const viewsFor = ({ views }: Section, flavour: Flavour): readonly View[] =>
  views.filter((view) => flavour.lacks(view) === null);

/** A dashboard of one data source; `url`: where Flightdeck is opened in a browser. */
export function drawBoard(board: Board, flavour: Flavour, url: string): Dashboard {
  const builder = new DashboardBuilder(board.title)
    .uid(board.uid)
    .description(board.says)
    .tags(['flightdeck', 'copilot'])
    .timezone('utc')
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-28d/d', to: 'now-1d/d' })
    .refresh('')
    .links([pageLink('/', 'Flightdeck').icon('external link')]);
  for (const variable of [...flavour.variables(), grainVariable().build(), urlVariable(url)])
    builder.withVariable({ build: () => withoutInterval(variable) });
  for (const annotation of flavour.annotations()) builder.annotation({ build: () => annotation });
  let id = 1;
  let top = 0;
  const rows = board.sections.flatMap((section, index) => {
    const views = viewsFor(section, flavour);
    if (views.length === 0) return [];
    const isOpen = index === 0;
    const row = new RowBuilder(section.title).id(id++).collapsed(!isOpen).gridPos({ x: 0, y: top, w: COLUMNS, h: 1 });
    top += 1;
    const { placed, bottom } = place(views, top);
    const panels = placed.map(({ view, x, y }) =>
      drawView(view, flavour, { x, y, w: view.width, h: view.height }, id++),
    );
    if (isOpen) {
      top = bottom;
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

function grainVariable(): CustomVariableBuilder {
  return new CustomVariableBuilder('grain')
    .label('By')
    .description('Width of a step in time; auto: days up to 45 days, weeks up to 400, then months.')
    .values('auto,day,week,month')
    .current({ text: 'auto', value: 'auto', selected: true })
    .options(['auto', 'day', 'week', 'month'].map((value) => ({ text: value, value, selected: value === 'auto' })));
}

/** Where links lead; changed in one place when Flightdeck moves. */
const urlVariable = (url: string): VariableModel => ({
  ...new ConstantVariableBuilder('flightdeck')
    .value(url)
    .description('Address of Flightdeck, without a slash at its end.')
    .build(),
  hide: VariableHide.HideVariable,
});
