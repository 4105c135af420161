import { findMetric, TEAM_MEDIAN } from '@flightdeck/catalog';
import { isolated } from '@flightdeck/query';
import type { Asked } from '../../data/hooks.ts';
import type { Usage } from '../../data/mine.ts';
import { formatDay, formatTime, formatValue } from '../../format/format.ts';
import type { TableModel } from '../../table/table.ts';
import * as text from '../../text/pages/mine.ts';
import { entityLabel } from '../../theme/entities.ts';

/**
 * One's numbers beside the medians of the teams that are large enough, why others are not there, and over which days where one
 * was not in a team all along. One's own number stands once where it is the same for all teams.
 */
export function prepareTeams(
  teams: Usage['teams'],
  asked: Usage['range'],
): { readonly table: TableModel; readonly note: string | null } {
  const shown = teams.filter(({ isTooSmall }) => !isTooSmall);
  const small = teams.filter(({ isTooSmall }) => isTooSmall).map(({ team }) => isolated(team));
  const ownOf = ({ medians }: Usage['teams'][number]): string => JSON.stringify(medians.map(({ own }) => own));
  const isOwnOnce = new Set(shown.map(ownOf)).size <= 1;
  const rowOf = (metric: string): string[] => {
    const unit = findMetric(metric)?.unit ?? 'outputs';
    const cells = shown.map(({ medians }) => medians.find((row) => row.metric === metric));
    return [
      findMetric(metric)?.label ?? metric,
      ...cells.flatMap((cell, index) => [
        ...(index === 0 || !isOwnOnce ? [formatValue(cell?.own ?? null, unit)] : []),
        formatValue(cell?.median ?? null, unit),
      ]),
    ];
  };
  const partly = shown.filter(({ range }) => asked !== null && (range.from > asked.from || range.to < asked.to));
  const notes = [
    ...partly.map(({ team, range }) =>
      text.daysInTeam({ team: isolated(team), from: formatDay(range.from), to: formatDay(range.to) }),
    ),
    ...(small.length === 0 ? [] : [text.tooSmall({ teams: small })]),
  ];
  return {
    table: {
      head: [
        text.metric,
        ...shown.flatMap(({ team }, index) => {
          const name = isolated(team);
          if (!isOwnOnce) return [text.youIn({ team: name }), name];
          return index === 0 ? [text.you, name] : [name];
        }),
      ],
      rows: shown.length === 0 ? [] : TEAM_MEDIAN.metrics.map(rowOf),
    },
    note: notes.length === 0 ? null : notes.join(' '),
  };
}

/** Who has looked, a person and day each. */
export function prepareLooks(looks: NonNullable<Usage['looks']>, now: Date): TableModel {
  const { when, who, role, through, named } = text.heads;
  return {
    head: [when, who, role, through, named],
    text: [1, 2, 3, 4],
    rows: looks.map((look) => [
      formatTime(look.at, now),
      lookerOf(look.who),
      look.who.roles.join(', '),
      [...new Set(look.routes.map(doorOf))].join(', '),
      look.isSure ? text.named(look) : text.perhaps,
    ]),
  };
}

function lookerOf({ kind, name, maker }: NonNullable<Usage['looks']>[number]['who']): string {
  if (kind !== 'token') return isolated(name);
  return text.token({ name: isolated(name), maker: maker === null ? null : isolated(maker) });
}

/** What people know a route by. */
function doorOf(route: string): string {
  const { page, csv, rows, reconcile, accounts, other } = text.through;
  if (/\/csv$/.test(route)) return csv;
  if (/\/(?:query|queries)$/.test(route)) return page;
  if (/\/rows$/.test(route)) return rows;
  if (/\/accounts$|^flightdeck accounts /.test(route)) return accounts;
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

const OF_SCOPE: ReadonlySet<string> = new Set(['organization', 'enterprise']);

/** Filters with the scopes that have rows of one's own, as a filter chosen on another page may name others; without any where it names none. */
export function withinOwn(where: Asked['where'], scopes: readonly string[]): Asked['where'] {
  return where.flatMap((item) => {
    if (!OF_SCOPE.has(item.dimension)) return [item];
    const values = item.values.filter((value) => scopes.includes(value));
    return values.length === 0 ? [] : [{ ...item, values }];
  });
}
