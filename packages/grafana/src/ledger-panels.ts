import type { GrafanaPanel, Visual } from './grafana-panel.ts';
import type { LedgerList, Records } from './question.ts';

type Column = Records['columns'][number];
const text = (name: string, label: string): Column => ({ name, label, type: 'string' });
const number = (name: string, label: string): Column => ({ name, label, type: 'number' });

interface Shape {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly list: LedgerList;
  readonly columns: readonly Column[];
  readonly visual: Visual;
  readonly width: number;
  readonly height: number;
}

const grafanaPanel = ({ list, columns, id, ...shape }: Shape): GrafanaPanel => ({
  ...shape,
  id: `trust-${id}`,
  panel: null,
  path: '/data-health',
  asks: [{ kind: 'records', refId: 'A', list, columns }],
});

const stat = (id: string, title: string, list: LedgerList, column: Column): GrafanaPanel =>
  grafanaPanel({
    id,
    title,
    says: '',
    list,
    columns: [column],
    visual: { kind: 'stat', spark: false, named: false },
    width: 4,
    height: 4,
  });

const table = (
  id: string,
  title: string,
  says: string,
  list: LedgerList,
  columns: readonly Column[],
  width: number,
): GrafanaPanel => grafanaPanel({ id, title, says, list, columns, visual: { kind: 'table' }, width, height: 10 });

/** How far the numbers can be trusted: Flightdeck's ledger of its own data. */
export const LEDGER_PANELS: readonly GrafanaPanel[] = Object.freeze([
  stat('final', 'Final to', 'freshness', text('finalTo', 'Final to')),
  stat('synced', 'Last sync', 'freshness', text('syncedAt', 'Last sync')),
  stat('files', 'Files received', 'counts', number('files', 'Files')),
  stat('lines', 'Lines received', 'counts', number('lines', 'Lines')),
  stat('rejected', 'Lines not loaded', 'counts', number('rejected', 'Rejected')),
  stat('unknown', 'Unknown fields', 'counts', number('unknownFields', 'Unknown fields')),
  table(
    'days',
    'States of days',
    'Present, provisional, empty, missing or failed; neighbours in one row',
    'spans',
    [
      text('scope', 'Scope'),
      text('report', 'Report'),
      text('from', 'From'),
      text('to', 'To'),
      text('state', 'State'),
      text('message', 'Why'),
    ],
    24,
  ),
  table(
    'restatements',
    'What changed since',
    'Numbers GitHub has revised, newest first',
    'restatements',
    [
      text('at', 'At'),
      text('scope', 'Scope'),
      text('report', 'Report'),
      text('day', 'Day'),
      text('measure', 'Measure'),
      number('before', 'Before'),
      number('after', 'After'),
    ],
    24,
  ),
  table(
    'breaks',
    'Measurement breaks',
    'Days on which GitHub changed what it counts',
    'breaks',
    [text('day', 'Day'), text('says', 'What changed')],
    24,
  ),
]);
