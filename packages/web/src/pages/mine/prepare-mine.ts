import { findMetric, TEAM_MEDIAN } from '@flightdeck/catalog';
import { isolated } from '@flightdeck/query';
import type { Usage } from '../../data/mine.ts';
import { formatDay, formatTime, formatValue } from '../../format/format.ts';
import type { TableModel } from '../../table/table.ts';
import * as text from '../../text/pages/mine.ts';
import { entityLabel } from '../../theme/entities.ts';

/** One's numbers beside the medians of teams that are large enough, and a note on the other teams; null if there are none. */
export function prepareTeams(teams: Usage['teams']): { readonly table: TableModel; readonly note: string | null } {
  const shown = teams.filter(({ isTooSmall }) => !isTooSmall);
  const small = teams.filter(({ isTooSmall }) => isTooSmall).map(({ team }) => isolated(team));
  const rowOf = (metric: string): string[] => {
    const unit = findMetric(metric)?.unit ?? 'outputs';
    const cells = shown.map(({ medians }) => medians.find((row) => row.metric === metric));
    return [
      findMetric(metric)?.label ?? metric,
      formatValue(cells[0]?.own ?? null, unit),
      ...cells.map((cell) => formatValue(cell?.median ?? null, unit)),
    ];
  };
  return {
    table: {
      head: [text.metric, text.you, ...shown.map(({ team }) => isolated(team))],
      rows: shown.length === 0 ? [] : TEAM_MEDIAN.metrics.map(rowOf),
    },
    note: small.length === 0 ? null : text.tooSmall({ teams: small }),
  };
}

/** Who has looked, one row for each person and day. */
export function prepareLooks(looks: Usage['looks'], now: Date): TableModel {
  const { when, who, role, through, named } = text.heads;
  return {
    head: [when, who, role, through, named],
    text: [1, 2, 3, 4],
    rows: looks.map((look) => [
      formatTime(look.at, now),
      isolated(look.who.name),
      look.who.roles.map((granted) => granted.split('@', 1)[0]).join(', '),
      [...new Set(look.routes.map(doorOf))].join(', '),
      look.isSure ? text.named(look) : text.perhaps(look),
    ]),
  };
}

/** A route in words. */
function doorOf(route: string): string {
  const { page, csv, rows, reconcile, other } = text.through;
  if (/\/csv$/.test(route)) return csv;
  if (/\/(?:query|queries)$/.test(route)) return page;
  if (/\/rows$/.test(route)) return rows;
  return /\/(?:reconcile|sign-offs)/.test(route) ? reconcile : other;
}

/** The seat in a few words. */
export function seatWords(seat: Usage['seat'], year: string): string {
  if (seat === null) return text.noSeat;
  const day = (value: string | null): string | null => (value === null ? null : formatDay(value, year));
  return text.seat({
    plan: seat.plan === null ? null : entityLabel('plan', seat.plan),
    since: day(seat.since),
    lastActive: day(seat.lastActive),
  });
}
