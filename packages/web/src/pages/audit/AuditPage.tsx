import { isolated } from '@flightdeck/query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { problemOf } from '../../data/hooks.ts';
import { type AuditEntry, auditCsvAddress, useAudit } from '../../data/session/audit.ts';
import { formatCount, formatTime } from '../../format/format.ts';
import type { Column } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import * as text from '../../text/pages/audit.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { usePhone } from '../../view/use-phone.ts';
import { useView } from '../../view/use-view.ts';
import { AuditCheckLine } from './AuditCheckLine.tsx';
import { AuditFilterForm } from './AuditFilters.tsx';
import css from './audit.module.css';
import { filtersOf, toSearch, withFilters } from './audit-search.ts';

const AuditDetail = lazy(() => import('./AuditDetail.tsx'));

const TONES = {
  named: 'info',
  changed: 'warn',
  asked: '',
  refused: 'bad',
  signed_in: 'good',
  signed_out: '',
  exported: 'info',
} as const;

/** Who did what: the log with its filters, whether it is whole, and one line in full. */
export function AuditPage() {
  const { view, setView } = useView();
  const filters = filtersOf(view);
  const search = toSearch(filters);
  return (
    <>
      <h1 className="fd-page-title">{text.title}</h1>
      <p className="fd-lead">{text.lead}</p>
      <AuditCheckLine />
      <div className="fd-grid">
        <Card
          id="audit-log"
          title={text.card}
          says={text.cardSays}
          span={12}
          switches={
            <a className="fd-button" href={auditCsvAddress(search)} download="" aria-label={text.csvLabel}>
              <Icon name="download" /> {text.csv}
            </a>
          }
        >
          <AuditFilterForm filters={filters} onChange={(next) => setView(withFilters(view, next))} />
          <Log search={search} />
        </Card>
      </div>
    </>
  );
}

function Log({ search }: { readonly search: ReturnType<typeof toSearch> }) {
  const audit = useAudit(search);
  const isPhone = usePhone();
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const columns = useMemo(() => toColumns(setOpened, new Date()), []);
  if (audit.isError) return <Failed problem={problemOf(audit.error)} retry={() => void audit.refetch()} />;
  if (audit.data === undefined) return <Skeleton height={320} />;
  const { pages } = audit.data;
  const entries = pages.flatMap((page) => page.entries);
  const searchedTo = pages.at(-1)?.searchedTo ?? null;
  const isFiltered = Object.values(search).some((word) => word !== undefined);
  const back = searchedTo === null ? '' : formatTime(searchedTo, new Date());
  return (
    <>
      {entries.length === 0 ? (
        <State icon="empty" title={isFiltered ? text.none.matching : text.none.title}>
          {isFiltered && searchedTo !== null
            ? text.none.matchingSays({ to: back })
            : isFiltered
              ? null
              : text.none.says}
        </State>
      ) : isPhone ? (
        <ul>
          {entries.map((entry) => (
            <li key={entry.place}>
              <Item entry={entry} onOpen={setOpened} />
            </li>
          ))}
        </ul>
      ) : (
        <DataTable name={text.card} columns={columns} rows={entries} keyOf={({ place }) => String(place)} />
      )}
      {audit.hasNextPage ? (
        <button
          type="button"
          className={`fd-button ${css.more}`}
          disabled={audit.isFetchingNextPage}
          onClick={() => void audit.fetchNextPage()}
        >
          {entries.length === 0 || isFiltered ? text.further({ to: back }) : text.older}
        </button>
      ) : null}
      {opened ? (
        <Suspense>
          <AuditDetail entry={opened} onClose={() => setOpened(null)} />
        </Suspense>
      ) : null}
    </>
  );
}

function Kind({ kind }: Pick<AuditEntry, 'kind'>) {
  return (
    <span className="fd-pill" data-tone={TONES[kind]}>
      {text.kinds[kind]}
    </span>
  );
}

function Item({ entry, onOpen }: { readonly entry: AuditEntry; readonly onOpen: (entry: AuditEntry) => void }) {
  const { at, who, kind, route, client } = entry;
  return (
    <button type="button" className={css.item} aria-haspopup="dialog" onClick={() => onOpen(entry)}>
      <span>
        <b>{isolated(who.name)}</b> <Kind kind={kind} />
      </span>
      <small>
        {formatTime(at, new Date())} · {isolated(route)} · {isolated(client)}
      </small>
    </button>
  );
}

const toColumns = (open: (entry: AuditEntry) => void, now: Date): readonly Column<AuditEntry>[] => [
  {
    key: 'at',
    head: text.columns.at,
    isText: true,
    width: 120,
    cell: (entry) => ({
      content: (
        <button
          type="button"
          className={css.when}
          aria-haspopup="dialog"
          aria-label={text.open({ at: formatTime(entry.at, now), who: isolated(entry.who.name) })}
          onClick={() => open(entry)}
        >
          {formatTime(entry.at, now)}
        </button>
      ),
      title: entry.at,
    }),
  },
  {
    key: 'who',
    head: text.columns.who,
    isText: true,
    width: 190,
    cell: ({ who }) => ({ content: <bdi>{isolated(who.name)}</bdi>, title: isolated(who.id) }),
  },
  {
    key: 'kind',
    head: text.columns.kind,
    isText: true,
    width: 170,
    cell: ({ kind }) => ({ content: <Kind kind={kind} /> }),
  },
  { key: 'route', head: text.columns.route, isText: true, width: 280, cell: ({ route }) => isolated(route) },
  {
    key: 'people',
    head: text.columns.people,
    width: 80,
    cell: ({ people }) => (people === null ? { content: '' } : formatCount(people)),
  },
  { key: 'client', head: text.columns.client, isText: true, width: 150, cell: ({ client }) => isolated(client) },
];
