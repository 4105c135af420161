import { findMetric, type PanelOf } from '@flightdeck/catalog';
import { useDeferredValue, useMemo, useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/how/How.tsx';
import { csvOf } from '../../data/csv.ts';
import { formatCount } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import type { Order } from '../../table/column.ts';
import { ListBody } from '../../table/list/ListBody.tsx';
import { SaveCsv, SearchBox } from '../../table/list/ListTools.tsx';
import * as lists from '../../text/kinds/lists.ts';
import * as text from '../../text/kinds/people.ts';
import { Icon } from '../../ui/icons.tsx';
import { State } from '../../ui/State.tsx';
import { usePhone } from '../../view/use-phone.ts';
import { bandOf } from '../distribution/prepare.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { peopleColumns } from './columns.ts';
import { PeopleItems } from './people/PeopleItems.tsx';
import { PeopleRows } from './people/PeopleRows.tsx';
import { PAGE_ROWS, usePeoplePages } from './people/use-people.ts';
import { peopleQuestion, rateOf, scoreOf } from './question.ts';

/** Every person: sorted, searched and paged by the server; only the pages looked at are asked for. */
export default function PeopleTable({
  panel,
  large = false,
}: {
  readonly panel: PanelOf<'table'>;
  readonly large?: boolean;
}) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const phone = usePhone();
  const [order, setOrder] = useState<Order>({ key: 'interactions', descending: true });
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const score = scoreOf(panel);
  const rate = rateOf(panel);
  const { band, cols } = actions.view.local;
  const query = useMemo(
    () => peopleQuestion(panel, asked, { order, search: wanted, band }),
    [panel, asked, order, wanted, band],
  );
  // New answers begin at the top again.
  const [looked, setLooked] = useState<{ readonly query: unknown; readonly pages: readonly number[] }>({
    query,
    pages: [0],
  });
  const pages = looked.query === query ? looked.pages : FIRST;
  const people = usePeoplePages(query, pages);
  const columns = useMemo(() => peopleColumns(panel.metrics), [panel.metrics]);
  const shown = useMemo(() => {
    const chosen = cols?.split('|');
    return columns.filter((column) => (chosen ? chosen.includes(column.key) : column.shown));
  }, [columns, cols]);
  const count = people.first?.rowCount ?? 0;
  const sorted = (findMetric(order.key)?.label ?? text.name).toLowerCase();
  const bandName = BANDS.get(band ?? '');
  const narrowed = wanted !== '' || bandName !== undefined;
  const look = (next: readonly number[]): void => setLooked({ query, pages: next });
  return (
    <Card
      id={panel.id}
      title={panel.title}
      says={
        people.first
          ? bandName
            ? text.peopleInBand({ people: formatCount(count), band: bandName, order: sorted })
            : text.peopleCounted({ people: formatCount(count), order: sorted })
          : panel.says
      }
      span={12}
      openLarge={large ? undefined : () => actions.large(panel.id)}
      csv={() => csvOf(query)}
      how={<How metrics={[score, 'interactions', rate]} result={people.first} name={panel.title} />}
      switches={
        <>
          {bandName ? (
            <button type="button" className="fd-button" onClick={() => actions.local('band', null)}>
              {bandName} <Icon name="close" size={12} />
            </button>
          ) : null}
          <SearchBox placeholder={text.login} label={text.searchByLogin} value={search} onChange={setSearch} />
          {phone ? null : (
            <ColumnsMenu
              columns={columns}
              shown={shown}
              onChange={(keys) => actions.local('cols', keys === null ? null : keys.join('|'))}
            />
          )}
          <SaveCsv name="people" query={query} />
        </>
      }
      foot={
        count > 0 ? (
          <>
            <span>{text.rows({ count: formatCount(count) })}</span>
            <span>{text.twoTeams}</span>
          </>
        ) : null
      }
    >
      <ListBody
        loading={!people.first && people.loading}
        failed={people.failed}
        count={people.first && count}
        empty={
          <State
            icon="empty"
            title={wanted ? text.noMatch({ wanted }) : bandName ? text.nobodyInBand : text.nobody}
            action={
              narrowed ? (
                <button
                  type="button"
                  className="fd-button"
                  onClick={() => (wanted ? setSearch('') : actions.local('band', null))}
                >
                  {wanted ? lists.clearSearch : text.showEveryone}
                </button>
              ) : null
            }
          >
            {wanted ? text.whereSearched : text.noRows}
          </State>
        }
      >
        {phone ? (
          <PeopleItems
            people={people}
            score={score}
            rate={rate}
            onPerson={actions.person}
            more={pages.length * PAGE_ROWS < count ? () => look([...pages, pages.length]) : undefined}
          />
        ) : (
          <PeopleRows
            key={JSON.stringify([wanted, band, order])}
            people={people}
            count={count}
            columns={shown}
            order={order}
            onOrder={setOrder}
            onPerson={actions.person}
            onLook={look}
          />
        )}
      </ListBody>
    </Card>
  );
}

const FIRST: readonly number[] = [0];
const BANDS: ReadonlyMap<string, string> = new Map(
  [0, 40, 60, 80, 95].map((score) => {
    const { color, label } = bandOf(score);
    return [color, label];
  }),
);
