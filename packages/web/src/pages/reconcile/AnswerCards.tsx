import { csvText } from '@flightdeck/query';
import { exceeds, wayRows } from '@flightdeck/reconcile';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { Explain } from '../../card/how/Explain.tsx';
import { downloadCsv } from '../../data/csv.ts';
import type { ReconcileRequest, Reconciliation } from '../../data/reconcile.ts';
import { formatChange, formatExact, formatSize, plural } from '../../format/format.ts';
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
  const noun = answer.unit === 'ratio' ? 'points' : answer.unit;
  return (
    <>
      <Remainder answer={answer} tolerance={tolerance} />
      <div className={`fd-span-12 ${joinedCss.root}`}>
        <Sum answer={answer} request={request} tolerance={tolerance} />
        <Card
          id="reconcile-way"
          title="From their number to ours"
          says="Each step changes one thing in their definition; its effect is what that thing was worth"
          span={12}
          how={
            <Explain title="From their number to ours">
              Beginning with the other number, one thing after the other is made the way Flightdeck makes it, always in
              the same order, and the number is made anew from the stored rows. What a step changes is what that thing
              was worth, given the steps before it. Their number, all steps and what is left add up to ours.
            </Explain>
          }
          table={way.table}
          csv={async () => csvOfWay(answer)}
          sentence={way.sentence}
          stale={stale}
          foot={
            <>
              <WaterfallKey way={way} noun={noun} />
              {answer.worthNothing.length > 0 ? (
                <span className={sumCss.nothing}>
                  Looked at and worth nothing: {answer.worthNothing.map(causeLabel).join(' · ')}
                </span>
              ) : null}
            </>
          }
        >
          <Waterfall
            way={way}
            metric={answer.metric}
            name={`${answer.label}: from ${answer.theirs.label} to Flightdeck`}
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
  const gap = difference === null ? null : -difference;
  const all = unexplained === null ? null : explained + Math.abs(unexplained);
  return (
    <section className={`fd-card ${sumCss.root}`} aria-label="The difference">
      <Figure label="Theirs" value={formatExact(theirs.value, unit)} below={theirs.label} />
      <span className={sumCss.sign}>{'\u2212'}</span>
      <Figure label="Ours" value={formatExact(ours.value, unit)} below={ours.label} />
      <span className={sumCss.sign}>=</span>
      <Figure
        label="Difference"
        value={gap === null ? 'unknown' : gap === 0 ? 'none' : formatChange(gap, unit).replace(/^\+/, '')}
        below={gap === null ? 'a number is missing' : shareOf(gap, theirs.value, unit)}
      />
      <i className={sumCss.rule} />
      <Figure
        label={steps.length === 0 ? 'Explained' : `Explained by ${plural(steps.length, 'cause')}`}
        value={all === null ? 'unknown' : `${formatSize(explained, unit)} of ${formatSize(all, unit)}`}
        below={`${unit === 'ratio' ? 'moved' : `${unit} moved`}, in either direction`}
        tone={unexplained !== null && !exceeds(answer, tolerance) ? 'good' : undefined}
      />
      <Figure
        label="Unexplained"
        value={unexplained === null ? 'unknown' : formatSize(unexplained, unit)}
        below={`tolerance is ${formatSize(tolerance, unit)}`}
        tone={unexplained !== null && exceeds(answer, tolerance) ? 'bad' : undefined}
      />
      <div className={sumCss.tools} data-no-print>
        <button
          type="button"
          className="fd-button"
          onClick={() => downloadCsv(`reconcile-${answer.metric}.csv`, csvOfWay(answer))}
        >
          <Icon name="download" /> CSV
        </button>
        <button type="button" className="fd-button" onClick={() => window.print()}>
          <IconPrinter size={16} stroke={1.6} aria-hidden="true" focusable="false" /> Print
        </button>
        {request ? (
          <button type="button" className="fd-button" data-kind="primary" onClick={() => setSigning(true)}>
            <Icon name="check" /> Sign off {monthLabel(request.range.to.slice(0, 7)).split(' ')[0]}
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
  if (gap === 0) return 'the numbers are equal';
  if (unit === 'ratio' || theirs === null || theirs === 0) return 'theirs less ours';
  return `${formatExact(Math.abs(gap / theirs), 'ratio')} of theirs`;
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
            {formatSize(unexplained, unit)}
            {unit === 'ratio' ? '' : ` ${unit}`} {unexplained === 1 ? 'is' : 'are'} left unexplained, more than your
            tolerance of {formatSize(tolerance, unit)}.{' '}
          </b>
        ) : null}
        {unanswered.length > 0
          ? `It may be ${unanswered.map(({ label }) => label.toLowerCase()).join(' or ')}, whose share is not known. `
          : ''}
        {notes.map((note) => (
          <span key={note} style={{ display: 'block' }}>
            {note}
          </span>
        ))}
      </span>
    </Notice>
  );
}
