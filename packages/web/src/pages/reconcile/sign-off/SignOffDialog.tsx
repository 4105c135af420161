import { type FormEvent, useEffect, useRef, useState } from 'react';
import { problemOf } from '../../../data/hooks.ts';
import { type ReconcileRequest, type Reconciliation, useSignOff } from '../../../data/reconcile.ts';
import { formatExact, formatSize } from '../../../format/format.ts';
import * as text from '../../../text/pages/reconcile.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Field } from '../ask/AskForm.tsx';
import askCss from '../ask/ask.module.css';
import { monthLabel } from '../month-label.ts';
import css from './dialog.module.css';

interface Props {
  readonly answer: Reconciliation;
  readonly request: ReconcileRequest;
  readonly tolerance: number;
  readonly onClose: () => void;
}

/** Asks for month and comment, and keeps the answer with its evidence. */
export function SignOffDialog({ answer, request, tolerance, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const toast = useToast();
  const signOff = useSignOff();
  const [month, setMonth] = useState(request.range.to.slice(0, 7));
  const [comment, setComment] = useState('');
  useEffect(() => {
    const box = dialog.current;
    if (box && !box.open) box.showModal();
  }, []);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    signOff.mutate(
      { month, comment, tolerance, request },
      {
        onSuccess: () => {
          toast({ text: text.isSignedOff({ metric: answer.label, month: monthLabel(month) }) });
          onClose();
        },
      },
    );
  };
  const { unit, theirs, ours, unexplained } = answer;
  return (
    <dialog ref={dialog} className={`${css.root} fd-pop`} aria-labelledby="sign-off-title" onClose={onClose}>
      <form onSubmit={send}>
        <h2 className="fd-card-title" id="sign-off-title">
          {text.signOffMetric({ metric: answer.label.toLowerCase() })}
        </h2>
        <p>
          {text.signOffSums({
            theirs: `${theirs.label} ${formatExact(theirs.value, unit)}`,
            ours: formatExact(ours.value, unit),
            unexplained: unexplained === null ? text.unknown : formatSize(unexplained, unit),
            tolerance: formatSize(tolerance, unit),
          })}
        </p>
        <Field label={text.monthOfNumbers}>
          {(id) => (
            <input id={id} type="month" required value={month} onChange={({ target }) => setMonth(target.value)} />
          )}
        </Field>
        <Field label={text.lookedAt}>
          {(id) => (
            <textarea
              id={id}
              required
              rows={3}
              maxLength={2000}
              placeholder={text.exampleComment({ month: monthLabel(month) })}
              value={comment}
              onChange={({ target }) => setComment(target.value)}
            />
          )}
        </Field>
        {signOff.isError ? (
          <p role="alert" className={askCss.wrong}>
            {problemOf(signOff.error).message} {problemOf(signOff.error).hint}
          </p>
        ) : null}
        <div className={css.foot}>
          <button type="button" className="fd-button" onClick={onClose}>
            {text.cancel}
          </button>
          <button type="submit" className="fd-button" data-kind="primary" disabled={signOff.isPending}>
            {text.signOff}
          </button>
        </div>
      </form>
    </dialog>
  );
}
