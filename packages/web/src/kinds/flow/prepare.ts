import { PHASES } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { formatCount } from '../../format/format.ts';
import type { TableModel } from '../../table/table.ts';
import * as text from '../../text/kinds/flow.ts';
import { entityLabel } from '../../theme/entities.ts';

/** People who were in one phase at first and in another, or the same, at last. */
export interface FlowCell {
  readonly from: string;
  readonly to: string;
  readonly people: number;
  /** Further along, the same, not as far. */
  readonly direction: -1 | 0 | 1;
  /** Share of the people who began in the phase, 0–1. */
  readonly share: number;
}

/** Phases at first down, phases at last across. */
export interface Flow {
  readonly phases: readonly { readonly value: string; readonly label: string }[];
  readonly rows: readonly { readonly from: string; readonly people: number; readonly cells: readonly FlowCell[] }[];
  /** People at last, by phase. */
  readonly ends: readonly number[];
  readonly people: number;
  readonly up: number;
  readonly down: number;
  readonly stayed: number;
  /** Reported in the range, but never with a phase. */
  readonly without: number;
  readonly table: TableModel;
}

/** People by first and last phase as a square; phases we do not know stand after the others. */
export function prepareFlow(result: Pick<QueryResult, 'rows'>): Flow {
  const known = result.rows.filter((row) => row.phase_from !== null && row.phase_to !== null);
  const values = [
    ...new Set([
      ...PHASES.map(({ value }) => value),
      ...known.flatMap((row) => [`${row.phase_from}`, `${row.phase_to}`]),
    ]),
  ];
  const peopleOf = (from: string, to: string): number =>
    numberOf(known.find((row) => row.phase_from === from && row.phase_to === to)?.people_with_phase) ?? 0;
  const rows = values.map((from) => {
    const people = values.reduce((sum, to) => sum + peopleOf(from, to), 0);
    const cells = values.map((to): FlowCell => {
      const count = peopleOf(from, to);
      const direction = Math.sign(Number(to) - Number(from)) as -1 | 0 | 1;
      return { from, to, people: count, direction, share: people === 0 ? 0 : count / people };
    });
    return { from, people, cells };
  });
  const all = rows.flatMap(({ cells }) => cells);
  const sum = (cells: readonly FlowCell[]): number => cells.reduce((total, { people }) => total + people, 0);
  const phases = values.map((value) => ({ value, label: entityLabel('phase', value) }));
  const ends = values.map((to) => sum(all.filter((cell) => cell.to === to)));
  return {
    phases,
    rows,
    ends,
    people: sum(all),
    up: sum(all.filter(({ direction }) => direction > 0)),
    down: sum(all.filter(({ direction }) => direction < 0)),
    stayed: sum(all.filter(({ direction }) => direction === 0)),
    without: result.rows
      .filter((row) => row.phase_from === null)
      .reduce((total, row) => total + (numberOf(row.reported_users) ?? 0), 0),
    table: {
      head: [text.atFirst, ...phases.map(({ label }) => text.atLast({ phase: label })), text.all],
      rows: rows.map(({ from, cells, people }) => [
        entityLabel('phase', from),
        ...cells.map((cell) => formatCount(cell.people)),
        formatCount(people),
      ]),
    },
  };
}
