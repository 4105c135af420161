import { findMetric, formatSource, type Metric, partsOf } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { formatDays, formatRange, formatValue, plural } from '../../format/format.ts';
import { PageLink } from '../../place/PageLink.tsx';
import * as words from '../../text/how.ts';
import { copyText } from '../../ui/copy-text.ts';
import { useToast } from '../../ui/toast.tsx';
import { finalWords } from '../../view/final-words.ts';
import { useView } from '../../view/use-view.ts';
import { isReconcilable, toReconciled } from '../reconcilable.ts';
import css from './how.module.css';

interface Props {
  readonly metrics: readonly string[];
  readonly result: QueryResult | null;
  readonly row: QueryResult['total'] | undefined;
  readonly name: string;
  readonly says: string | undefined;
}

/** What the box of a number says. */
export default function HowText({ metrics, result, row, name, says }: Props) {
  const found = [...new Set(metrics)].flatMap((metric) => findMetric(metric) ?? []).slice(0, 4);
  return (
    <>
      {says ? (
        <div>
          <div className={css.head}>
            <b>{name}</b>
          </div>
          {says}
        </div>
      ) : null}
      {found.map((metric) => (
        <Definition key={metric.name} metric={metric} row={row ?? result?.total ?? null} result={result} />
      ))}
      <Foot result={result} metrics={found.filter(isReconcilable)} />
    </>
  );
}

function Definition({
  metric,
  row,
  result,
}: {
  readonly metric: Metric;
  readonly row: QueryResult['total'];
  readonly result: QueryResult | null;
}) {
  const value = numberOf(row?.[metric.name]);
  return (
    <>
      <div>
        <div className={css.head}>
          <b>{metric.label}</b>
          <code>{metric.name}</code>
        </div>
        {metric.definition}
      </div>
      {row ? <FormulaLine metric={metric} row={row} value={value} /> : null}
      <dl>
        <dt>{words.population}</dt>
        <dd>
          {metric.population}
          {result
            ? words.whole({ scopes: result.query.scopes.join(', '), range: formatRange(result.query.range) })
            : ''}
        </dd>
        <dt>{words.source}</dt>
        <dd>
          <code>{formatSource(metric)}</code>
        </dd>
        {metric.caveats.length > 0 ? (
          <>
            <dt>{words.careful}</dt>
            <dd>{metric.caveats.join(' ')}</dd>
          </>
        ) : null}
      </dl>
    </>
  );
}

function FormulaLine({
  metric,
  row,
  value,
}: {
  readonly metric: Metric;
  readonly row: NonNullable<QueryResult['total']>;
  readonly value: number | null;
}) {
  const parts = partsOf(metric);
  const [over, under] = parts ? [findMetric(parts.over), findMetric(parts.under)] : [];
  if (!parts || !over || !under) {
    return (
      <div className={css.formula}>
        {metric.label} = <b>{formatValue(value, metric.unit)}</b>
      </div>
    );
  }
  return (
    <div className={css.formula}>
      <span className={css.fraction}>
        <span>{over.label.toLowerCase()}</span>
        <span>{under.label.toLowerCase()}</span>
      </span>
      =
      <span className={css.fraction}>
        <span>{formatValue(numberOf(row[parts.over]), over.unit)}</span>
        <span>{formatValue(numberOf(row[parts.under]), under.unit)}</span>
      </span>
      = <b>{formatValue(value, metric.unit)}</b>
    </div>
  );
}

function Foot({ result, metrics }: { readonly result: QueryResult | null; readonly metrics: readonly Metric[] }) {
  const toast = useToast();
  const { view } = useView();
  if (!result) return null;
  const { coverage, query } = result;
  const copy = (): void => {
    const text = JSON.stringify({ metrics: query.metrics, by: query.by, range: query.range, where: query.where });
    void copyText(text).then((done) => toast({ text: done ? words.queryCopied : words.notCopied }));
  };
  return (
    <>
      <dl>
        <dt>{words.freshness}</dt>
        <dd>
          {finalWords(coverage)}
          {coverage.provisional.length > 0 ? words.canChange({ days: formatDays(coverage.provisional) }) : ''}
          {coverage.missing.length > 0 ? words.missing({ days: plural(coverage.missing.length, 'day') }) : ''}.
        </dd>
        {result.notes.map((note) => (
          <Note key={note.code + note.message} text={note.message} />
        ))}
      </dl>
      <div className={css.foot}>
        <button type="button" className="fd-linkish" onClick={copy}>
          {words.copyQuery}
        </button>
        {metrics.map(({ name, label }) => (
          <PageLink key={name} to="/reconcile" view={toReconciled(view, name, query)}>
            {metrics.length > 1 ? words.reconcileMetric({ metric: label.toLowerCase() }) : words.reconcile}
          </PageLink>
        ))}
      </div>
    </>
  );
}

function Note({ text }: { readonly text: string }) {
  return (
    <>
      <dt>{words.note}</dt>
      <dd>{text}</dd>
    </>
  );
}
