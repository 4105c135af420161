import { problemOf, toAsked, useStatus } from '../../data/hooks.ts';
import { type OtherSource, type SignOff, useReconciliation, useSignOffs, useSources } from '../../data/reconcile.ts';
import type { Status } from '../../data/status/status.ts';
import { formatExact, minuteOf } from '../../format/format.ts';
import * as text from '../../text/pages/reconcile.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { type Choice, lackOf, readChoice, toleranceOf, toRequest, viewOf } from '../../view/reconcile-choice.ts';
import { useView } from '../../view/use-view.ts';
import { AnswerCards } from './AnswerCards.tsx';
import { AskForm } from './ask/AskForm.tsx';
import { StepEvidence } from './evidence/StepEvidence.tsx';
import { monthLabel } from './month-label.ts';
import { Notice } from './Notice.tsx';
import { OtherMetrics } from './OtherMetrics.tsx';
import { SignOffs } from './sign-off/SignOffs.tsx';

/** Reconcile: two numbers for the same thing, and every step between them. */
export function ReconcilePage() {
  const { view, setView } = useView();
  const { data: status } = useStatus();
  const sources = useSources();
  const head = (
    <>
      <h1 className="fd-page-title">{text.title}</h1>
      <p className="fd-lead">{text.lead}</p>
    </>
  );
  if (sources.isError) {
    return (
      <>
        {head}
        <Failed problem={problemOf(sources.error)} retry={() => void sources.refetch()} alone={false} />
      </>
    );
  }
  if (!status || !sources.data) {
    return (
      <>
        {head}
        <Skeleton height={320} />
      </>
    );
  }
  const asked = toAsked(view, status);
  if (!asked) {
    return (
      <>
        {head}
        <State icon="empty" title={text.noDay}>
          {text.nothingToCompare} {status.freshness.running?.message ?? text.nextSync}
        </State>
      </>
    );
  }
  const choice = readChoice(view.local);
  const opened = view.local.signed ?? null;
  const openSigned = (id: string): void => setView({ ...view, local: opened === id ? {} : { signed: id } });
  return (
    <>
      {head}
      {opened === null ? (
        <>
          <AskForm
            key={JSON.stringify(choice)}
            choice={choice}
            sources={sources.data.sources}
            metrics={sources.data.metrics}
            status={status}
            asked={asked}
          />
          <Compared status={status} choice={choice} sources={sources.data.sources} onOpen={openSigned} />
        </>
      ) : (
        <Signed id={opened} status={status} onOpen={openSigned} />
      )}
    </>
  );
}

/** The step shown first: the cause worth most. */
const worthMost = ({ steps }: SignOff['reconciliation']): string =>
  [...steps].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))[0]?.cause ?? 'ours';

function useStep(): readonly [string | undefined, (step: string) => void] {
  const { view, setView } = useView();
  return [view.local.step, (step) => setView({ ...view, local: { ...view.local, step } })];
}

function Compared({
  status,
  choice,
  sources,
  onOpen,
}: {
  readonly status: Status;
  readonly choice: Choice;
  readonly sources: readonly OtherSource[];
  readonly onOpen: (id: string) => void;
}) {
  const { view } = useView();
  const [step, setStep] = useStep();
  const source = sources.find(({ name }) => name === choice.with);
  const needs = source?.needs ?? [];
  const lack = lackOf(choice, needs);
  const parts = { status, chosen: view.scope, asked: toAsked(view, status), asOf: view.asOf };
  const request = lack === null ? toRequest(choice, needs, parts) : null;
  const { data: answer, isError, error, isPlaceholderData, refetch } = useReconciliation(request, status.dataVersion);
  const signOffs = <SignOffs opened={null} onOpen={onOpen} />;
  if (lack !== null || isError || !answer) {
    return (
      <div className="fd-grid">
        <section className="fd-card fd-span-7" aria-label={text.difference}>
          {lack !== null ? (
            <State icon="scale" title={text.nothingYet}>
              {lack} {text.thenCompare}
            </State>
          ) : isError ? (
            <Refused error={error} retry={() => void refetch()} />
          ) : (
            <Skeleton height={220} />
          )}
        </section>
        {signOffs}
      </div>
    );
  }
  const tolerance = toleranceOf(choice.tolerance, answer) ?? 0;
  const chosen = step ?? worthMost(answer);
  return (
    <div className="fd-grid">
      {answer.difference === null ? <Untold answer={answer} /> : null}
      <AnswerCards
        answer={answer}
        request={request}
        tolerance={tolerance}
        stale={isPlaceholderData}
        chosen={chosen}
        onChoose={setStep}
      />
      <StepEvidence answer={answer} chosen={chosen} />
      {signOffs}
      {request && !needs.includes('text') ? <OtherMetrics status={status} request={request} /> : null}
    </div>
  );
}

/** Why there is no answer: what cannot be compared is said with what to do; what failed can be tried again. */
function Refused({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const problem = problemOf(error);
  if (problem.status === 0 || problem.status >= 500) return <Failed problem={problem} retry={retry} alone={false} />;
  return (
    <State icon="alert" title={problem.message}>
      {problem.hint}
    </State>
  );
}

/** Says which of the numbers is not there. */
function Untold({ answer }: { readonly answer: SignOff['reconciliation'] }) {
  const { theirs, ours, notes } = answer;
  const missing = theirs.value === null ? theirs : ours;
  return (
    <Notice tone="warn">
      <Icon name="alert" />
      <span>
        <b>{text.noNumber({ label: missing.label, days: missing.window })}</b>{' '}
        {notes.length === 0 ? text.chooseOthers : ''}
      </span>
    </Notice>
  );
}

/** A sign-off as it was kept: its own question, answer and evidence. */
function Signed({
  id,
  status,
  onOpen,
}: {
  readonly id: string;
  readonly status: Status;
  readonly onOpen: (id: string) => void;
}) {
  const { view, setView } = useView();
  const [step, setStep] = useStep();
  const { data, isError, error, refetch } = useSignOffs();
  const one = data?.find((signOff) => signOff.id === id);
  if (!one) {
    return (
      <div className="fd-grid">
        <section className="fd-card fd-span-7" aria-label={text.aSignOff}>
          {isError ? (
            <Failed problem={problemOf(error)} retry={() => void refetch()} />
          ) : data ? (
            <State icon="empty" title={text.noSuchSignOff}>
              {text.otherInstallation}
            </State>
          ) : (
            <Skeleton height={220} />
          )}
        </section>
        <SignOffs opened={id} onOpen={onOpen} />
      </div>
    );
  }
  const chosen = step ?? worthMost(one.reconciliation);
  const { unit } = one.reconciliation;
  const anew = (): void => setView({ ...viewOf(one.request, one.tolerance, { status, unit }), compare: view.compare });
  return (
    <div className="fd-grid">
      <Notice tone="info">
        <Icon name="check" />
        <span>
          <b>
            {text.signedOffBy({
              metric: one.reconciliation.label,
              month: monthLabel(one.month),
              minute: minuteOf(new Date(one.at)),
              by: one.by,
            })}
          </b>{' '}
          {text.numberThen({
            comment: one.comment,
            value: formatExact(one.reconciliation.ours.value, one.reconciliation.unit),
          })}
        </span>
        <span style={{ flex: 1 }} />
        <button type="button" className="fd-button" onClick={anew}>
          {text.compareAnew}
        </button>
      </Notice>
      <AnswerCards
        answer={one.reconciliation}
        request={null}
        tolerance={one.tolerance}
        stale={false}
        chosen={chosen}
        onChoose={setStep}
      />
      <StepEvidence answer={one.reconciliation} chosen={chosen} />
      <SignOffs opened={id} onOpen={onOpen} />
    </div>
  );
}
