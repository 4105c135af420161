import type { PanelOf } from '@flightdeck/catalog';
import { isolated, type ResultRow } from '@flightdeck/query';
import { useDeferredValue, useMemo, useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/how/How.tsx';
import { csvOf } from '../../data/csv.ts';
import { numberOf } from '../../data/number-of.ts';
import { formatCount, formatDay, plural } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { NameButton } from '../../plot/rows/NameButton.tsx';
import type { Cell, Column, Order } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import { ListBody } from '../../table/list/ListBody.tsx';
import { SaveCsv, SearchBox } from '../../table/list/ListTools.tsx';
import { PhoneList } from '../../table/list/PhoneList.tsx';
import { usePaged } from '../../table/list/use-paged.ts';
import * as words from '../../text/kinds/seats.ts';
import { entityLabel } from '../../theme/entities.ts';
import { State } from '../../ui/State.tsx';
import { usePhone } from '../../view/use-phone.ts';
import { Person } from '../table/people/PersonCells.tsx';
import { seatsQuestion } from './question.ts';
import { activityText, quietText, seatState } from './seat-state.ts';
import css from './seat-table.module.css';

const textOf = (value: ResultRow[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
const quietOf = (row: ResultRow): number | null => numberOf(row.seat_quiet_days);

/** A column of text, null where a seat has none. */
const text = (key: string, head: string, cell: (row: ResultRow) => string | null): Column<ResultRow> => ({
  key,
  head,
  isText: true,
  sort: 'ascending',
  cell,
});

const columnsOf = (year: string, onPerson: (login: string) => void): readonly Column<ResultRow>[] => [
  { key: 'user', head: words.columns.person, sort: 'ascending', cell: (row) => personCell(textOf(row.user), onPerson) },
  text('granting_team', words.columns.grantedBy, (row) => textOf(row.granting_team)),
  text('granting_organization', words.columns.organization, (row) => textOf(row.granting_organization)),
  text('plan', words.columns.plan, (row) => entityLabel('plan', textOf(row.plan) ?? 'unknown')),
  text('seat_created', words.columns.granted, (row) =>
    row.seat_created === null ? null : formatDay(String(row.seat_created), year),
  ),
  text('last_active', words.columns.lastActivity, (row) => activityText(textOf(row.last_active), quietOf(row), year)),
  text('last_editor', words.columns.editor, (row) =>
    row.last_editor === null ? null : entityLabel('last_editor', String(row.last_editor)),
  ),
  { key: 'seat_quiet_days', head: words.columns.daysIdle, sort: 'descending', cell: (row) => quietText(quietOf(row)) },
  { key: 'state', head: words.columns.state, isText: true, cell: stateCell },
];

const personCell = (login: string | null, onPerson: (login: string) => void): Cell => ({
  content: (
    <Person login={login}>
      {login === null ? (
        <span>{words.nobody}</span>
      ) : (
        <NameButton onClick={() => onPerson(login)}>{isolated(login)}</NameButton>
      )}
    </Person>
  ),
});

function stateCell(row: ResultRow): Cell {
  const { tone, word } = stateOf(row);
  return {
    content: (
      <span className="fd-pill" data-tone={tone}>
        {word}
      </span>
    ),
  };
}

const stateOf = (row: ResultRow) =>
  seatState({
    user: textOf(row.user),
    lastActive: textOf(row.last_active),
    quietDays: quietOf(row),
    ends: textOf(row.pending_cancellation_date),
  });

/** Every seat of the last snapshot: sorted, searched and paged by the server. */
export function SeatTable({
  panel,
  large = false,
}: {
  readonly panel: PanelOf<'seat-table'>;
  readonly large?: boolean;
}) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const phone = usePhone();
  const [order, setOrder] = useState<Order>({ key: 'seat_quiet_days', descending: true });
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const query = useMemo(() => seatsQuestion(panel, asked, order, wanted), [panel, asked, order, wanted]);
  const list = usePaged(query);
  const { rows, first, more } = list;
  const year = asked.range.to.slice(0, 4);
  const shared = { rows, year, more, onPerson: actions.person };
  return (
    <Card
      id={panel.id}
      title={panel.title}
      says={first ? saysOf(first.total) : panel.says}
      span={12}
      stale={list.stale}
      openLarge={large ? undefined : () => actions.large(panel.id)}
      csv={() => csvOf(query)}
      how={<How metrics={['seats', 'seat_grants', 'seat_quiet_days']} result={first ?? null} name={panel.title} />}
      switches={
        <>
          <SearchBox placeholder={words.searchExamples} label={words.search} value={search} onChange={setSearch} />
          <SaveCsv name="seats" query={query} />
        </>
      }
      foot={first && rows.length > 0 ? <span>{list.said}</span> : null}
    >
      <ListBody
        loading={list.loading}
        failed={list.failed}
        count={first ? rows.length : null}
        empty={
          <State icon="empty" title={wanted ? words.noMatch({ wanted }) : words.none}>
            {wanted ? words.whereSearched : words.noSnapshotOrMatch}
          </State>
        }
      >
        {phone ? (
          <PhoneRows {...shared} />
        ) : (
          <Rows {...shared} order={order} onOrder={setOrder} maxHeight={large ? 900 : 640} />
        )}
      </ListBody>
    </Card>
  );
}

/** `299 people, 318 grants · 2 name no person`. */
function saysOf(total: ResultRow | null): string {
  const [people, grants, nobody] = ['seats', 'seat_grants', 'seats_without_person'].map((name) =>
    numberOf(total?.[name]),
  );
  if (people === null || people === undefined) return words.asOfSnapshot;
  const counted = { people: plural(people, 'person', 'people'), grants: plural(grants ?? 0, words.grant) };
  return nobody ? words.countedOnceNobody({ ...counted, nobody: formatCount(nobody) }) : words.countedOnce(counted);
}

interface RowsProps {
  readonly rows: readonly ResultRow[];
  readonly year: string;
  readonly more: () => void;
  readonly onPerson: (login: string) => void;
}

function Rows({
  rows,
  year,
  more,
  onPerson,
  order,
  onOrder,
  maxHeight,
}: RowsProps & {
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly maxHeight: number;
}) {
  // Only enterprises report which organization grants a seat.
  const columns = columnsOf(year, onPerson).filter(
    ({ key }) => key !== 'granting_organization' || rows.some((row) => row.granting_organization !== null),
  );
  return (
    <DataTable
      name={words.tableName}
      columns={columns}
      rows={rows}
      order={order}
      onOrder={onOrder}
      more={more}
      box={{ maxHeight }}
    />
  );
}

/** On the phone a seat is two lines: who and how it stands, then when it was last used. */
function PhoneRows({ rows, year, more, onPerson }: RowsProps) {
  return (
    <PhoneList className={css.items} more={more}>
      {rows.map((row, index) => {
        const login = textOf(row.user);
        const state = stateOf(row);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a seat has no key of its own
          <li key={index}>
            {login === null ? (
              <span>{words.nobody}</span>
            ) : (
              <NameButton onClick={() => onPerson(login)}>{isolated(login)}</NameButton>
            )}
            <span className="fd-pill" data-tone={state.tone}>
              {state.word}
            </span>
            <span>
              {activityText(textOf(row.last_active), quietOf(row), year)} ·{' '}
              {words.quietDays({ days: quietText(quietOf(row)) })} ·{' '}
              {entityLabel('plan', textOf(row.plan) ?? 'unknown')}
            </span>
          </li>
        );
      })}
    </PhoneList>
  );
}
