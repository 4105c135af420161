import { findMetric } from '@flightdeck/catalog';
import { csvText } from '@flightdeck/query';
import { exceeds, type ReconcileRequest, type Reconciliation } from '@flightdeck/reconcile';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import { useReconciliations } from '../../data/reconcile.ts';
import type { Status } from '../../data/status/status.ts';
import { formatChange, formatExact, formatSize } from '../../format/format.ts';
import * as text from '../../text/pages/reconcile.ts';
import { useView } from '../../view/use-view.ts';
import { OFTEN_COMPARED } from './ask/often-compared.ts';
import { prepareWaterfall } from './waterfall/prepare-waterfall.ts';
import { WaterfallLine } from './waterfall/Waterfall.tsx';
import css from './ways.module.css';

interface Props {
  readonly status: Status;
  readonly request: ReconcileRequest;
}

/** Other metrics against the same source, each as a small waterfall; asked for by a button, because each is made anew. */
export function OtherMetrics({ status, request }: Props) {
  const { view, setView } = useView();
  const isOpen = view.local.more === 'on';
  const { share: _, ...plain } = request;
  const wanted = isOpen
    ? OFTEN_COMPARED.filter((metric) => metric !== request.metric).map((metric) => ({ ...plain, metric }))
    : [];
  const asked = useReconciliations(wanted, status.dataVersion);
  const answers = asked.flatMap(({ data }) => (data && data.difference !== null ? [data] : []));
  const waiting = asked.filter(({ isLoading }) => isLoading).length;
  const without = wanted.filter((_, index) => {
    const one = asked[index];
    return one?.isError || one?.data?.difference === null;
  });
  return (
    <Card
      id="reconcile-others"
      title={text.others}
      says={text.othersSays}
      span={12}
      how={<Explain title={text.others}>{text.othersHow}</Explain>}
      csv={isOpen ? async () => csvText(toLines(answers)) : undefined}
      foot={
        waiting > 0 ? (
          <span role="status">{text.stillCompared({ count: waiting })}</span>
        ) : without.length > 0 ? (
          <span>
            {text.withoutNumber({
              metrics: without.map(({ metric }) => findMetric(metric)?.label ?? metric).join(', '),
            })}
          </span>
        ) : undefined
      }
    >
      {isOpen ? (
        <ul className={css.root}>
          {answers.map((answer) => (
            <li key={answer.metric}>
              <Other
                answer={answer}
                onOpen={() => setView({ ...view, local: { ...view.local, metric: answer.metric, step: 'ours' } })}
              />
            </li>
          ))}
        </ul>
      ) : (
        <div>
          <button
            type="button"
            className="fd-button"
            onClick={() => setView({ ...view, local: { ...view.local, more: 'on' } })}
          >
            {text.compareOthers({ count: OFTEN_COMPARED.length - 1 })}
          </button>
        </div>
      )}
    </Card>
  );
}

function Other({ answer, onOpen }: { readonly answer: Reconciliation; readonly onOpen: () => void }) {
  const { unit, theirs, ours, difference, unexplained } = answer;
  const isOver = exceeds(answer, 0);
  const isEqual = difference === 0 || difference === null;
  return (
    <button type="button" className={css.one} onClick={onOpen}>
      <span>
        <b>{answer.label}</b>
        <span>
          {formatExact(theirs.value, unit)} → {formatExact(ours.value, unit)}
        </span>
      </span>
      <WaterfallLine way={prepareWaterfall(answer)} metric={answer.metric} />
      <b>{isEqual ? '' : formatChange(difference ?? 0, unit)}</b>
      <span className="fd-pill" data-tone={isOver ? 'warn' : 'good'}>
        {isOver && unexplained !== null
          ? text.amountUnexplained({ amount: formatSize(unexplained, unit) })
          : isEqual
            ? text.equal
            : text.isExplained}
      </span>
    </button>
  );
}

const toLines = (answers: readonly Reconciliation[]): (string | number | null)[][] => [
  ['metric', 'theirs', 'ours', 'difference', 'explained', 'unexplained'],
  ...answers.map(({ metric, theirs, ours, difference, explained, unexplained }) => [
    metric,
    theirs.value,
    ours.value,
    difference,
    explained,
    unexplained,
  ]),
];
