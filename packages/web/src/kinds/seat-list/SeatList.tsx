import type { PanelOf } from '@flightdeck/catalog';
import type { MetricQueryInput, ResultRow } from '@flightdeck/query';
import type { ReactNode } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/how/How.tsx';
import { csvOf } from '../../data/csv.ts';
import { useAnswer } from '../../data/hooks.ts';
import { formatCount } from '../../format/format.ts';
import { usePanelActions } from '../../page/context.ts';
import { ListBody } from '../../table/list/ListBody.tsx';
import * as words from '../../text/kinds/seats.ts';
import { State } from '../../ui/State.tsx';

/** A text of a row; null where there is none. */
export const textOf = (value: ResultRow[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** A short list of seats that asks for itself, in every state. */
export function SeatList({
  panel,
  large,
  query,
  limit,
  keep,
  none,
  switches,
  children,
}: {
  readonly panel: PanelOf<'seat-ranking' | 'seat-unused'>;
  readonly large: boolean;
  readonly query: MetricQueryInput;
  readonly limit: number;
  readonly keep: (row: ResultRow) => boolean;
  readonly none: string;
  readonly switches?: ReactNode;
  readonly children: (rows: readonly ResultRow[]) => ReactNode;
}) {
  const actions = usePanelActions();
  const loaded = useAnswer(query);
  const result = loaded.kind === 'ready' ? loaded.result : null;
  const rows = result?.rows.filter(keep) ?? [];
  return (
    <Card
      id={panel.id}
      title={panel.title}
      says={panel.says}
      span={large ? 12 : panel.span}
      stale={loaded.kind === 'ready' && loaded.stale}
      switches={switches}
      openLarge={large ? undefined : () => actions.large(panel.id)}
      csv={() => csvOf(query)}
      how={<How metrics={panel.metrics} result={result} name={panel.title} />}
      foot={
        result && rows.length === limit && result.rowCount > limit ? (
          <button type="button" className="fd-linkish" onClick={() => actions.large(panel.id)}>
            {words.more({ count: formatCount(limit) })}
          </button>
        ) : null
      }
    >
      <ListBody
        loading={loaded.kind === 'loading'}
        failed={loaded.kind === 'failed' ? loaded : null}
        count={result && rows.length}
        empty={
          <State icon="check" title={none}>
            {words.ofLastSnapshot}
          </State>
        }
        height={240}
      >
        {children(rows)}
      </ListBody>
    </Card>
  );
}
