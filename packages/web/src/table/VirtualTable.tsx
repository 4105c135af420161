import type { ResultRow } from '@flightdeck/query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Order } from './use-paged.ts';

const ROW_HEIGHT = 34;
/** Rows before the end at which the next page is asked for. */
const AHEAD = 20;

/** The head of a column; without a key it cannot be sorted by. */
export interface TableHead {
  readonly key: string | null;
  readonly label: string;
  /** Text is set left, numbers right. */
  readonly isText?: boolean;
  readonly title?: string;
}

interface Props {
  readonly name: string;
  readonly heads: readonly TableHead[];
  readonly rows: readonly ResultRow[];
  readonly order: Order;
  readonly onOrder: (key: string) => void;
  readonly more: () => void;
  readonly maxHeight: number;
  /** Stands above the rows and does not scroll with their order. */
  readonly total?: ReactNode;
  /** One `<tr>`; it needs no key. */
  readonly rowOf: (row: ResultRow, index: number) => ReactNode;
}

/** A table that draws only what is seen and asks for more towards its end. */
export function VirtualTable({ name, heads, rows, order, onOrder, more, maxHeight, total, rowOf }: Props) {
  const wrap = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => wrap.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - AHEAD) more();
  }, [lastShown, rows.length, more]);
  const sortOf = (key: string | null): 'ascending' | 'descending' | undefined =>
    order.key === key ? (order.descending ? 'descending' : 'ascending') : undefined;
  const arrows = { ascending: ' ↑', descending: ' ↓' } as const;
  const space = (height: number) =>
    height > 0 ? (
      <tr>
        <td colSpan={heads.length} style={{ height, padding: 0, border: 0 }} />
      </tr>
    ) : null;
  return (
    <section
      ref={wrap}
      className="fd-table-wrap"
      style={{ maxHeight }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${name}, table`}
    >
      <table className="fd-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {heads.map(({ key, label, isText, title }) => {
              const sort = sortOf(key);
              return (
                <th key={key ?? label} scope="col" aria-sort={sort} data-text={isText || undefined} title={title}>
                  {key === null ? (
                    label
                  ) : (
                    <button type="button" onClick={() => onOrder(key)}>
                      {label}
                      {sort ? arrows[sort] : ''}
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {total}
          {space(items[0]?.start ?? 0)}
          {items.map((item) => {
            const row = rows[item.index];
            return row ? rowOf(row, item.index) : null;
          })}
          {space(virtual.getTotalSize() - (items.at(-1)?.end ?? 0))}
        </tbody>
      </table>
    </section>
  );
}
