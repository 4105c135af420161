import { BOARDS, type GrafanaPanel, grafanaPanelsFor, infinity, type Target } from '@flightdeck/grafana';
import type { Chosen, Frame } from '../grafana-demo.ts';
import { runInfinity } from '../grafana-infinity.ts';
import { FIRST, LAST } from './world.ts';

const PANELS: readonly GrafanaPanel[] = BOARDS.flatMap((board) =>
  board.sections.flatMap((section) => grafanaPanelsFor(section, infinity)),
);

/** All days of the world, with one scope chosen by its variable. */
export const chosenScope = (dimension: string, name: string): Chosen => ({
  variables: { [dimension]: [name] },
  from: Date.parse(`${FIRST}T00:00:00Z`),
  to: Date.parse(`${LAST}T23:59:59Z`),
});

/** What the targets of a panel bring. */
export async function framesOf(url: string, id: string, chosen: Chosen): Promise<readonly Frame[]> {
  const grafanaPanel = PANELS.find((item) => item.id === id);
  if (!grafanaPanel) throw new Error(`no Grafana panel ${id}`);
  return Promise.all(infinity.targets(grafanaPanel).map((target: Target) => runInfinity(target, url, chosen)));
}

/** Values a variable of the boards offers. */
export async function offeredBy(url: string, name: string, chosen: Chosen): Promise<readonly unknown[]> {
  const query = infinity.variables().find((item) => item.name === name)?.query;
  if (typeof query !== 'object') throw new Error(`${name} asks nothing`);
  const [field] = await runInfinity(query.infinityQuery, url, chosen);
  return field?.values ?? [];
}

/** Numbers of frames added up by what names them: a label, or else the column. */
export function sumsOf(frames: readonly Frame[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const field of frames.flat()) {
    const numbers = field.values.filter((value): value is number => typeof value === 'number');
    const name = Object.values(field.labels)[0] ?? field.name;
    if (numbers.length > 0 && field.name !== 'time')
      found[name] = (found[name] ?? 0) + numbers.reduce((sum, value) => sum + value, 0);
  }
  return found;
}

/** Rows of a table by the text that names them, the columns asked for in order. */
export function rowsOf(frames: readonly Frame[], name: string, columns: readonly string[]): Record<string, unknown[]> {
  const [frame = []] = frames;
  const of = (column: string): readonly unknown[] => frame.find((field) => field.name === column)?.values ?? [];
  return Object.fromEntries(of(name).map((key, row) => [String(key), columns.map((column) => of(column)[row])]));
}
