import type { PanelOf } from '@flightdeck/catalog';
import { isolated, type ResultRow } from '@flightdeck/query';
import { useDeferredValue, useMemo, useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/How.tsx';
import { csvOf } from '../../data/csv.ts';
import { numberOf } from '../../data/number-of.ts';
import { formatCount, formatDay, plural } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { SaveCsv, SearchBox } from '../../table/ListTools.tsx';
import { type Order, turnOrder, usePaged } from '../../table/use-paged.ts';
import { VirtualTable } from '../../table/VirtualTable.tsx';
import { entityLabel } from '../../theme/entities.ts';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { usePhone } from '../../view/use-phone.ts';
import { initialsOf } from '../table/PersonCells.tsx';
import { seatsQuestion } from './question.ts';
import { activityText, quietText, seatState } from './seat-state.ts';
import css from './seat-table.module.css';

/** A column: the key it sorts by, and its cell. */
interface Column {
  readonly key: string;
  readonly head: string;
  readonly isNumber?: true;
  readonly cell: (row: ResultRow, year: string) => string | null;
}

const textOf = (value: ResultRow[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
const quietOf = (row: ResultRow): number | null => numberOf(row.seat_quiet_days);

const COLUMNS: readonly Column[] = [
  { key: 'granting_team', head: 'Granted by', cell: (row) => textOf(row.granting_team) },
  { key: 'granting_organization', head: 'Organization', cell: (row) => textOf(row.granting_organization) },
  { key: 'plan', head: 'Plan', cell: (row) => entityLabel('plan', textOf(row.plan) ?? 'unknown') },
  {
    key: 'seat_created',
    head: 'Granted',
    cell: (row, year) => (row.seat_created === null ? null : formatDay(String(row.seat_created), year)),
  },
  {
    key: 'last_active',
    head: 'Last activity',
    cell: (row, year) => activityText(textOf(row.last_active), quietOf(row), year),
  },
  {
    key: 'last_editor',
    head: 'Editor',
    cell: (row) => (row.last_editor === null ? null : entityLabel('last_editor', String(row.last_editor))),
  },
  { key: 'seat_quiet_days', head: 'Days idle', isNumber: true, cell: (row) => quietText(quietOf(row)) },
];

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
  const [order, setOrder] = useState({ key: 'seat_quiet_days', descending: true });
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const query = useMemo(() => seatsQuestion(panel, asked, order, wanted), [panel, asked, order, wanted]);
  const list = usePaged(query);
  const { rows, first, more } = list;
  const year = asked.range.to.slice(0, 4);
  const shared = { rows, order, year, more, onPerson: actions.person };
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
          <SearchBox
            placeholder="Login, team or plan"
            label="Search seats by login, team or plan"
            value={search}
            onChange={setSearch}
          />
          <SaveCsv name="seats" query={query} />
        </>
      }
      foot={first && rows.length > 0 ? <span>{list.said}</span> : null}
    >
      {list.loading ? <Skeleton height={320} /> : null}
      {list.problem ? <Failed problem={list.problem} retry={list.retry} /> : null}
      {first && rows.length === 0 ? (
        <State icon="empty" title={wanted ? `No seat matches “${wanted}”` : 'No seats'}>
          {wanted
            ? 'Search looks at logins, teams, plans, days and editors.'
            : 'No snapshot of the seats was taken in these days, or none matches the filters.'}
        </State>
      ) : null}
      {rows.length > 0 && phone ? <PhoneRows {...shared} /> : null}
      {rows.length > 0 && !phone ? (
        <Rows
          {...shared}
          maxHeight={large ? 900 : 640}
          onOrder={(key) => setOrder(turnOrder(order, key, key === 'seat_quiet_days'))}
        />
      ) : null}
    </Card>
  );
}

/** `299 people, 318 grants · 2 name no person`. */
function saysOf(total: ResultRow | null): string {
  const [people, grants, nobody] = ['seats', 'seat_grants', 'seats_without_person'].map((name) =>
    numberOf(total?.[name]),
  );
  if (people === null || people === undefined) return 'As of the last snapshot';
  const twice = plural(grants ?? 0, 'grant');
  return `${plural(people, 'person', 'people')}, each counted once · ${twice}${nobody ? `, ${formatCount(nobody)} to no person` : ''}`;
}

interface RowsProps {
  readonly rows: readonly ResultRow[];
  readonly order: Order;
  readonly year: string;
  readonly more: () => void;
  readonly onPerson: (login: string) => void;
}

function Rows({
  rows,
  year,
  onPerson,
  ...table
}: RowsProps & { readonly onOrder: (key: string) => void; readonly maxHeight: number }) {
  // Only enterprises tell which organization grants a seat.
  const columns = COLUMNS.filter(
    ({ key }) => key !== 'granting_organization' || rows.some((row) => row.granting_organization !== null),
  );
  return (
    <VirtualTable
      {...table}
      name="Seats"
      rows={rows}
      heads={[
        { key: 'user', label: 'Person' },
        ...columns.map(({ key, head, isNumber }) => ({ key, label: head, isText: !isNumber })),
        { key: null, label: 'State', isText: true },
      ]}
      rowOf={(row, index) => <SeatRow key={index} row={row} columns={columns} year={year} onPerson={onPerson} />}
    />
  );
}

function SeatRow({
  row,
  columns,
  year,
  onPerson,
}: Pick<RowsProps, 'year' | 'onPerson'> & { readonly row: ResultRow; readonly columns: readonly Column[] }) {
  const login = textOf(row.user);
  const state = stateOf(row);
  return (
    <tr>
      <th scope="row">
        <span className="fd-person">
          <span className="fd-avatar" aria-hidden="true">
            {login === null ? '–' : initialsOf(login)}
          </span>
          {login === null ? (
            <span>Nobody</span>
          ) : (
            <button type="button" className="fd-namelink" onClick={() => onPerson(login)}>
              {isolated(login)}
            </button>
          )}
        </span>
      </th>
      {columns.map(({ key, isNumber, cell }) => {
        const text = cell(row, year);
        return (
          <td key={key} data-text={!isNumber} data-none={text === null}>
            {text ?? '–'}
          </td>
        );
      })}
      <td data-text="true">
        <span className="fd-pill" data-tone={state.tone}>
          {state.word}
        </span>
      </td>
    </tr>
  );
}

/** On the phone a seat is two lines: who and how it stands, then when it was last used. */
function PhoneRows({ rows, year, more, onPerson }: RowsProps) {
  return (
    <>
      <ul className={css.items}>
        {rows.map((row, index) => {
          const login = textOf(row.user);
          const state = stateOf(row);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a seat has no key of its own
            <li key={index}>
              {login === null ? (
                <span>Nobody</span>
              ) : (
                <button type="button" className="fd-namelink" onClick={() => onPerson(login)}>
                  {isolated(login)}
                </button>
              )}
              <span className="fd-pill" data-tone={state.tone}>
                {state.word}
              </span>
              <span>
                {activityText(textOf(row.last_active), quietOf(row), year)} · {quietText(quietOf(row))} days ·{' '}
                {entityLabel('plan', textOf(row.plan) ?? 'unknown')}
              </span>
            </li>
          );
        })}
      </ul>
      <button type="button" className="fd-button" onClick={more}>
        Show more
      </button>
    </>
  );
}
