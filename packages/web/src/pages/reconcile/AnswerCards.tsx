import { csvText } from '@flightdeck/query';
import { exceeds, wayRows } from '@flightdeck/reconcile';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import { downloadCsv } from '../../data/csv.ts';
import type { ReconcileRequest, Reconciliation } from '../../data/reconcile.ts';
import { useMay } from '../../data/session/me.ts';
import { formatChange, formatExact, formatSize, plural } from '../../format/format.ts';
import * as text from '../../text/pages/reconcile.ts';
import { Icon } from '../../ui/icons.tsx';
import { causeLabel } from './cause-label.ts';
import joinedCss from './joined.module.css';
import { monthLabel } from './month-label.ts';
import { Notice } from './Notice.tsx';
import { SignOffDialog } from './sign-off/SignOffDialog.tsx';
import sumCss from './sum.module.css';
import { prepareWaterfall } from './waterfall/prepare-waterfall.ts';
import { Waterfall, WaterfallKey } from './waterfall/Waterfall.tsx';

interface Props {
  readonly answer: Reconciliation;
  /** What was asked, for signing off; null for an answer that was kept. */
  readonly request: ReconcileRequest | null;
  readonly tolerance: number;
  readonly stale: boolean;
  readonly chosen: string | null;
  readonly onChoose: (step: string) => void;
}

/** CSV of the way, line by line, as the command prints it. */
const csvOfWay = (answer: Reconciliation): string =>
  csvText([
    ['step', 'label', 'amount', 'number', 'why'],
    ...wayRows(answer).map(({ step, label, amount, running, sentence }) => [step, label, amount, running, sentence]),
  ]);

/** What the difference is made of: the sum, the waterfall, and what was looked at in vain. */
export function AnswerCards({ answer, request, tolerance, stale, chosen, onChoose }: Props) {
  const way = prepareWaterfall(answer, tolerance);
  const noun = answer.unit === 'ratio' ? text.points : answer.unit;
  return (
    <>
      <Remainder answer={answer} tolerance={tolerance} />
      <div className={`fd-span-12 ${joinedCss.root}`}>
        <Sum answer={answer} request={request} tolerance={tolerance} />
        <Card
          id="reconcile-way"
          title={text.way}
          says={text.waySays}
          span={12}
          how={<Explain title={text.way}>{text.wayHow}</Explain>}
          table={way.table}
          csv={async () => csvOfWay(answer)}
          sentence={way.sentence}
          stale={stale}
          foot={
            <>
              <WaterfallKey way={way} noun={noun} />
              {answer.worthNothing.length > 0 ? (
                <span className={sumCss.nothing}>
                  {text.worthNothing({ causes: answer.worthNothing.map(causeLabel).join(' · ') })}
                </span>
              ) : null}
            </>
          }
        >
          <Waterfall
            way={way}
            metric={answer.metric}
            name={text.wayName({ metric: answer.label, theirs: answer.theirs.label })}
            chosen={chosen}
            onChoose={onChoose}
          />
        </Card>
      </div>
    </>
  );
}

function Sum({
  answer,
  request,
  tolerance,
}: {
  readonly answer: Reconciliation;
  readonly request: ReconcileRequest | null;
  readonly tolerance: number;
}) {
  const { unit, theirs, ours, difference, explained, unexplained, steps } = answer;
  const [signing, setSigning] = useState(false);
  const maySign = useMay({ right: 'sign_off', span: 'whole_scopes' });
  const gap = difference === null ? null : -difference;
  const all = unexplained === null ? null : explained + Math.abs(unexplained);
  return (
    <section className={`fd-card ${sumCss.root}`} aria-label={text.difference}>
      <Figure label={text.theirs} value={formatExact(theirs.value, unit)} below={theirs.label} />
      <span className={sumCss.sign}>{'\u2212'}</span>
      <Figure label={text.ours} value={formatExact(ours.value, unit)} below={ours.label} />
      <span className={sumCss.sign}>=</span>
      <Figure
        label={text.differs}
        value={gap === null ? text.unknown : gap === 0 ? text.none : formatChange(gap, unit).replace(/^\+/, '')}
        below={gap === null ? text.oneIsMissing : shareOf(gap, theirs.value, unit)}
      />
      <i className={sumCss.rule} />
      <Figure
        label={steps.length === 0 ? text.explained : text.explainedBy({ causes: plural(steps.length, text.cause) })}
        value={
          all === null ? text.unknown : text.partOf({ part: formatSize(explained, unit), all: formatSize(all, unit) })
        }
        below={unit === 'ratio' ? text.moved : text.unitMoved({ unit })}
        tone={unexplained !== null && !exceeds(answer, tolerance) ? 'good' : undefined}
      />
      <Figure
        label={text.unexplained}
        value={unexplained === null ? text.unknown : formatSize(unexplained, unit)}
        below={text.toleranceIs({ tolerance: formatSize(tolerance, unit) })}
        tone={unexplained !== null && exceeds(answer, tolerance) ? 'bad' : undefined}
      />
      <div className={sumCss.tools} data-no-print>
        <button
          type="button"
          className="fd-button"
          onClick={() => downloadCsv(`reconcile-${answer.metric}.csv`, csvOfWay(answer))}
        >
          <Icon name="download" /> {text.csv}
        </button>
        <button type="button" className="fd-button" onClick={() => window.print()}>
          <IconPrinter size={16} stroke={1.6} aria-hidden="true" focusable="false" /> {text.print}
        </button>
        {request && maySign ? (
          <button type="button" className="fd-button" data-kind="primary" onClick={() => setSigning(true)}>
            <Icon name="check" /> {text.signOff} {monthLabel(request.range.to.slice(0, 7)).split(' ')[0]}
          </button>
        ) : null}
      </div>
      {signing && request ? (
        <SignOffDialog answer={answer} request={request} tolerance={tolerance} onClose={() => setSigning(false)} />
      ) : null}
    </section>
  );
}

function shareOf(gap: number, theirs: number | null, unit: Reconciliation['unit']): string {
  if (gap === 0) return text.areEqual;
  if (unit === 'ratio' || theirs === null || theirs === 0) return text.theirsLessOurs;
  return text.shareOfTheirs({ share: formatExact(Math.abs(gap / theirs), 'ratio') });
}

function Figure({
  label,
  value,
  below,
  tone,
}: {
  readonly label: string;
  readonly value: string;
  readonly below: string;
  readonly tone?: 'good' | 'bad' | undefined;
}) {
  return (
    <div className={sumCss.figure}>
      <span>{label}</span>
      <b data-tone={tone}>{value}</b>
      <small>{below}</small>
    </div>
  );
}

/** Says when more is left than may be, and what could stand behind it. */
function Remainder({ answer, tolerance }: { readonly answer: Reconciliation; readonly tolerance: number }) {
  const { unexplained, unanswered, unit, notes } = answer;
  const isOver = unexplained !== null && exceeds(answer, tolerance);
  if (!isOver && notes.length === 0) return null;
  return (
    <Notice tone={isOver ? 'warn' : 'info'}>
      <Icon name={isOver ? 'alert' : 'help'} />
      <span>
        {isOver && unexplained !== null ? (
          <b>
            {text.leftUnexplained({
              amount: unexplained,
              left: formatSize(unexplained, unit) + (unit === 'ratio' ? '' : ` ${unit}`),
              tolerance: formatSize(tolerance, unit),
            })}
          </b>
        ) : null}
        {unanswered.length > 0 ? text.mayBe({ causes: unanswered.map(({ label }) => label.toLowerCase()) }) : ''}
        {notes.map((note) => (
          <span key={note} style={{ display: 'block' }}>
            {note}
          </span>
        ))}
      </span>
    </Notice>
  );
}
