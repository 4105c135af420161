import { findDimension, findMetric, METRICS } from '@flightdeck/catalog';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Asked } from '../../../data/hooks.ts';
import type { OtherSource } from '../../../data/reconcile.ts';
import type { Status } from '../../../data/status/status.ts';
import { formatDay, formatRange } from '../../../format/format.ts';
import * as text from '../../../text/pages/reconcile.ts';
import {
  type Choice,
  hasScope,
  isRead,
  leavesPeopleOpen,
  scopeChoiceOf,
  writeChoice,
} from '../../../view/reconcile-choice.ts';
import { useView } from '../../../view/use-view.ts';
import css from './ask.module.css';
import { FileField } from './FileField.tsx';
import { OFTEN_COMPARED } from './often-compared.ts';

interface Props {
  readonly choice: Choice;
  readonly sources: readonly OtherSource[];
  /** Names of the metrics that can be compared. */
  readonly metrics: readonly string[];
  readonly status: Status;
  readonly asked: Asked;
}

/** Dimensions whose values GitHub shows as shares. */
const SHARED: readonly string[] = ['language', 'ide', 'model', 'feature'];

/** Which number is compared with which other; nothing is asked until Compare. */
export function AskForm({ choice, sources, metrics, status, asked }: Props) {
  const { view, setView } = useView();
  const [draft, setDraft] = useState(choice);
  const set = (part: Partial<Choice>): void => setDraft((now) => ({ ...now, ...part }));
  const source = sources.find(({ name }) => name === draft.with);
  const needs = source?.needs ?? [];
  const read = isRead(needs);
  const own = scopeChoiceOf(status, view.scope);
  const unit = findMetric(draft.metric)?.unit;
  const shared = view.filters.filter(({ dimension, is }) => is === 'in' && SHARED.includes(dimension));
  const compare = (event: FormEvent): void => {
    event.preventDefault();
    setView({ ...view, local: writeChoice({ ...draft, value: needs.includes('text') ? draft.value.trim() : '' }) });
  };
  return (
    <form className={`fd-card ${css.root}`} aria-label={text.asked} onSubmit={compare}>
      <Field label={text.metric} size="wide">
        {(id) => (
          <select id={id} value={draft.metric} onChange={(event) => set({ metric: event.target.value })}>
            <optgroup label={text.often}>
              {OFTEN_COMPARED.filter((name) => metrics.includes(name)).map((name) => (
                <option key={name} value={name}>
                  {findMetric(name)?.label}
                </option>
              ))}
            </optgroup>
            <optgroup label={text.allOthers}>
              {METRICS.filter(({ name }) => metrics.includes(name) && !OFTEN_COMPARED.includes(name)).map(
                ({ name, label }) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ),
              )}
            </optgroup>
          </select>
        )}
      </Field>
      {shared.length > 0 && unit !== 'ratio' ? (
        <Field label={text.measuredAs}>
          {(id) => (
            <select id={id} value={draft.share} onChange={(event) => set({ share: event.target.value })}>
              <option value="">{text.numberItself}</option>
              {shared.map(({ dimension }) => (
                <option key={dimension} value={dimension}>
                  {text.shareOfAll({ plural: findDimension(dimension)?.plural ?? dimension })}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <Field label={text.theirs} size="wide">
        {(id) => (
          <select id={id} value={draft.with} onChange={(event) => set({ with: event.target.value })}>
            {sources.map(({ name, label, needs }) => (
              <option key={name} value={name}>
                {needs.includes('text') ? text.typedIn({ source: label }) : label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {needs.includes('text') ? (
        <Field label={text.valueAsShown} size="narrow">
          {(id) => (
            <input
              id={id}
              value={draft.value}
              maxLength={40}
              autoComplete="off"
              placeholder={unit === 'ratio' || draft.share !== '' ? text.exampleShare : text.exampleNumber}
              onChange={(event) => set({ value: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {needs.includes('rows') ? (
        <FileField
          scope={draft.of !== '' ? draft.of : (own && scopeKeyOf(status, own.names)) || null}
          file={draft.file}
          onFile={(file, read) => set({ file, ...(draft.read === '' && { read }) })}
        />
      ) : null}
      {read ? (
        <Field label={needs.includes('rows') ? text.exportedAt : text.readIfKnown} size="mid">
          {(id) => (
            <input
              id={id}
              type="datetime-local"
              value={draft.read}
              onChange={(event) => set({ read: event.target.value.slice(0, 16) })}
            />
          )}
        </Field>
      ) : null}
      {hasScope(needs) && status.scopes.length > 1 ? (
        <Field label={text.theirScope}>
          {(id) => (
            <select id={id} value={draft.of} onChange={(event) => set({ of: event.target.value })}>
              <option value="">{text.sameAsOurs}</option>
              {status.scopes.map(({ scope, label, kind }) => (
                <option key={scope} value={scope}>
                  {kind === 'org' ? text.organization({ name: label }) : text.enterprise({ name: label })}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      {leavesPeopleOpen(draft) ? (
        <Field label={text.activeInTheirs} size="mid">
          {(id) => (
            <select id={id} value={draft.people} onChange={(event) => set({ people: event.target.value })}>
              <option value="">{text.fitsBetter}</option>
              <option value="prompts">{text.whoPrompted}</option>
              <option value="reported">{text.everyoneReported}</option>
            </select>
          )}
        </Field>
      ) : null}
      <DaysField draft={draft} set={set} asked={asked} isDashboard={needs.includes('text')} />
      <Field label={text.ours} size="wide">
        {(id) => (
          <output id={id} className={css.ours} title={text.setInBar}>
            {formatRange(asked.range)},{' '}
            {own?.names.length === 1 ? own.names[0] : text.scopes({ count: own?.names.length ?? 0 })}
          </output>
        )}
      </Field>
      <div className={css.foot}>
        <p>{source?.says}</p>
        <Field label={unit === 'ratio' ? text.tolerancePoints : text.tolerance} size="narrow">
          {(id) => (
            <input
              id={id}
              value={draft.tolerance}
              maxLength={12}
              autoComplete="off"
              pattern="\s*\d+(\.\d+)?\s*%?\s*"
              title={text.toleranceHelp}
              placeholder="0"
              onChange={(event) => set({ tolerance: event.target.value })}
            />
          )}
        </Field>
        <button type="submit" className="fd-button" data-kind="primary">
          {text.compare}
        </button>
      </div>
    </form>
  );
}

/** Key of the one scope of that name; null where several are meant. */
function scopeKeyOf({ scopes }: Status, names: readonly string[]): string | null {
  return names.length === 1 ? (scopes.find(({ label }) => label === names[0])?.scope ?? null) : null;
}

const NAMED = ['', 'same', '28', '7', 'month'];

function DaysField({
  draft,
  set,
  asked,
  isDashboard,
}: {
  readonly draft: Choice;
  readonly set: (part: Partial<Choice>) => void;
  readonly asked: Asked;
  readonly isDashboard: boolean;
}) {
  const { to } = asked.range;
  const isOther = !NAMED.includes(draft.days);
  const [first = '', last = ''] = isOther ? draft.days.split('..') : [];
  return (
    <>
      <Field label={text.theirDays} size="mid">
        {(id) => (
          <select
            id={id}
            value={isOther ? 'other' : draft.days}
            onChange={({ target }) =>
              set({ days: target.value === 'other' ? `${asked.range.from}..${to}` : target.value })
            }
          >
            <option value="">{isDashboard ? text.asDashboard : text.sameAsOurs}</option>
            {isDashboard ? <option value="same">{text.sameAsOurs}</option> : null}
            <option value="28">{text.days28({ to: formatDay(to) })}</option>
            <option value="7">{text.days7({ to: formatDay(to) })}</option>
            <option value="month">{text.monthTo({ to: formatDay(to) })}</option>
            <option value="other">{text.otherDays}</option>
          </select>
        )}
      </Field>
      {isOther ? (
        <>
          <Field label={text.from}>
            {(id) => (
              <input
                id={id}
                type="date"
                value={first}
                onChange={({ target }) => set({ days: `${target.value}..${last}` })}
              />
            )}
          </Field>
          <Field label={text.to}>
            {(id) => (
              <input
                id={id}
                type="date"
                value={last}
                min={first}
                onChange={({ target }) => set({ days: `${first}..${target.value}` })}
              />
            )}
          </Field>
        </>
      ) : null}
    </>
  );
}

/** A control with its name above it. */
export function Field({
  label,
  size,
  children,
}: {
  readonly label: string;
  readonly size?: 'narrow' | 'mid' | 'wide';
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={css.field} data-size={size}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
