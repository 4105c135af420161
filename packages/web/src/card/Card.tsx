import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react';
import type { Status } from '../data/status/status.ts';
import { minuteOf } from '../format/format.ts';
import { keysAreOff } from '../shell/palette/keys.ts';
import type { TableModel } from '../table/table.ts';
import * as words from '../text/card.ts';
import { Coming } from '../ui/Coming.tsx';
import { copyText } from '../ui/copy-text.ts';
import { useToast } from '../ui/toast.tsx';
import { useView } from '../view/use-view.ts';
import { viewWords } from '../view/view-words.ts';
import { CardTools } from './CardTools.tsx';
import css from './card.module.css';

// A chart is seldom read as a table: what tables need is loaded then.
const TableView = lazy(() => import('../table/TableView.tsx').then((all) => ({ default: all.TableView })));

interface Props {
  readonly id: string;
  readonly title: string;
  readonly says?: string | undefined;
  /** What the panel cannot honour, in words. */
  readonly note?: string | undefined;
  readonly span: 4 | 5 | 6 | 7 | 8 | 12;
  readonly children: ReactNode;
  readonly legend?: ReactNode;
  readonly switches?: ReactNode;
  readonly how?: ReactNode;
  /** The table behind the drawing; none = the content is a table already. */
  readonly table?: TableModel | undefined;
  /** Text of the CSV, from the full result. */
  readonly csv?: (() => Promise<string>) | undefined;
  readonly openLarge?: (() => void) | undefined;
  /** Filters the panel cannot honour; each is shown struck through with the way to take it away. */
  readonly struck?: readonly { readonly text: string; readonly remove: () => void }[];
  /** Where the numbers come from, for the line under a picture. */
  readonly source?: string | undefined;
  readonly foot?: ReactNode;
  /** One sentence a screen reader gets for the figure. */
  readonly sentence?: string | undefined;
  readonly stale?: boolean;
}

/** The frame of every panel: head with `?` and `…`, the figure or its table, a foot. Keys on focus: T, E, P, H, O. */
export function Card({
  id,
  title,
  says,
  note,
  span,
  children,
  legend,
  switches,
  how,
  table,
  csv,
  openLarge,
  struck = [],
  source,
  foot,
  sentence,
  stale,
}: Props) {
  const [asTable, setAsTable] = useState(false);
  const ref = useRef<HTMLElement>(null);
  const titleId = useId();
  const toast = useToast();
  const client = useQueryClient();
  const { view } = useView();
  const save = (): void => {
    csv?.()
      .then(async (text) => (await import('../data/csv.ts')).downloadCsv(`${id}.csv`, text))
      .catch(() => toast({ text: words.csvFailed }));
  };
  const link = (): void => {
    const url = new URL(window.location.href);
    url.hash = id;
    void copyText(url.href).then((done) =>
      toast({ text: done ? words.linkCopied : words.copyThis({ link: url.href }) }),
    );
  };
  const picture = async (): Promise<void> => {
    const card = ref.current;
    const status = client.getQueryData<Status>(['status']);
    if (!card || !status) return;
    const { savePng } = await import('./save-png.ts');
    await savePng(id, card, {
      head: viewWords(view, status, ['scope', 'range', 'by', 'vs', 'filter']).join(' · '),
      foot: [
        words.flightdeck,
        ...(source ? [words.fromSource({ source })] : []),
        words.readAt({ minute: minuteOf(new Date()) }),
      ].join(' · '),
    });
  };
  const png = (): void => {
    picture().catch(() => toast({ text: words.noPicture }));
  };
  const items = [
    ...(table ? [{ label: asTable ? words.showChart : words.showTable, act: () => setAsTable(!asTable) }] : []),
    ...(csv ? [{ label: words.downloadCsv, act: save }] : []),
    { label: words.downloadPng, act: png },
    { label: words.copyLink, act: link },
    ...(openLarge ? [{ label: words.openLarge, act: openLarge }] : []),
  ];
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const target = event.target as HTMLElement;
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      keysAreOff() ||
      /INPUT|SELECT|TEXTAREA/.test(target.tagName) ||
      !ref.current?.contains(target)
    )
      return;
    const key = event.key.toLowerCase();
    if (key === 't' && table) setAsTable(!asTable);
    else if (key === 'e' && csv) save();
    else if (key === 'p') png();
    else if (key === 'h') ref.current?.querySelector<HTMLElement>('[data-how]')?.click();
    else if (key === 'o' && openLarge) openLarge();
    else if (event.key.startsWith('Arrow') && !target.closest('[data-plot], [role], table'))
      ref.current?.querySelector<HTMLElement>('[data-plot]')?.focus();
    else return;
    event.stopPropagation();
  };
  return (
    // Keys of the focused panel; every one is also a button in it.
    <section ref={ref} className={`${css.root} fd-span-${span}`} id={id} aria-labelledby={titleId} onKeyDown={press}>
      <div className={css.head}>
        <div className={css.words}>
          <h2 className={css.title} id={titleId}>
            {title}
          </h2>
          {says ? <p className={css.says}>{says}</p> : null}
          {note ? <p className={css.note}>{note}</p> : null}
          {struck.map(({ text, remove }) => (
            <button
              key={text}
              type="button"
              className={css.struck}
              title={words.cannotApply({ filter: text })}
              onClick={remove}
            >
              <s>{text}</s>
            </button>
          ))}
        </div>
        {switches ? <div className={css.switches}>{switches}</div> : null}
        <div className={css.tools}>
          {how}
          <CardTools title={title} items={items} />
        </div>
      </div>
      <figure className={css.body} data-stale={stale ?? false} aria-labelledby={titleId}>
        {sentence ? <figcaption className="fd-hidden">{sentence}</figcaption> : null}
        {asTable && table ? (
          <Suspense fallback={<Coming />}>
            <TableView table={table} name={title} />
          </Suspense>
        ) : (
          <>
            {legend}
            {children}
          </>
        )}
      </figure>
      {foot ? <div className={css.foot}>{foot}</div> : null}
    </section>
  );
}
