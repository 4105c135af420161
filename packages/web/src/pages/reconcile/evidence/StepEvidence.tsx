import { csvText } from '@flightdeck/query';
import { max } from 'd3-array';
import type { CSSProperties } from 'react';
import { Card } from '../../../card/Card.tsx';
import { Explain } from '../../../card/how/Explain.tsx';
import type { Reconciliation } from '../../../data/reconcile.ts';
import { formatChange, formatDay, formatExact, minuteOf, plural } from '../../../format/format.ts';
import { EdgeLabels } from '../../../plot/marks/EdgeLabels.tsx';
import { entityLabel } from '../../../theme/entities.ts';
import { carried, useView } from '../../../view/use-view.ts';
import css from './behind.module.css';
import { PeopleBehind } from './PeopleBehind.tsx';

type Step = Reconciliation['steps'][number];
type Change = Step['evidence']['days'][number];

/** What stands behind the chosen step: days, people, what was added up, above and below the line. */
export function StepEvidence({ answer, chosen }: { readonly answer: Reconciliation; readonly chosen: string | null }) {
  const step = answer.steps.find(({ cause }) => cause === chosen);
  return (
    <Card
      id="reconcile-evidence"
      title={
        step ? `Evidence: ${step.label.toLowerCase()}, ${formatChange(step.amount, answer.unit)}` : titleOf(chosen)
      }
      says={step ? step.sentence : 'The step you selected'}
      span={7}
      how={
        <Explain title="Evidence">
          The rows whose part of the number the step changes, before and after it. Days and people open what is stored
          of them; the CSV has all.
        </Explain>
      }
      csv={step ? async () => csvText(toLines(step)) : undefined}
      foot={step && daysOf(step).length > 0 ? <EvidenceFoot days={daysOf(step)} /> : undefined}
    >
      {step ? <Behind step={step} answer={answer} /> : <Ends answer={answer} chosen={chosen} />}
    </Card>
  );
}

const titleOf = (chosen: string | null): string =>
  chosen === 'theirs'
    ? 'How their number is made'
    : chosen === 'ours'
      ? 'How our number is made'
      : 'What is not explained';

function Behind({ step, answer }: { readonly step: Step; readonly answer: Reconciliation }) {
  const { days, people, groups, parts, about } = step.evidence;
  const isBare = days.length + people.length + groups.length + about.length === 0;
  return (
    <div className={css.root}>
      {parts.length > 0 ? <Parts parts={parts} /> : null}
      {groups.length > 0 ? isOfFeatures(step) ? <Features groups={groups} /> : <Groups groups={groups} /> : null}
      {days.length > 0 ? <Days days={days} unit={answer.unit} /> : null}
      {about.length > 0 && days.length === 0 ? (
        <p>
          <b>{plural(about.length, 'day')}:</b>{' '}
          {about
            .slice(0, 31)
            .map((day) => formatDay(day))
            .join(', ')}
          {about.length > 31 ? ` and ${about.length - 31} more` : ''}
        </p>
      ) : null}
      {people.length > 0 ? <PeopleBehind people={people} /> : null}
      {isBare && parts.length === 0 ? (
        <p>
          This step rests on the two definitions alone: no day, person or team stands behind it, or you may not see who
          they are.
        </p>
      ) : null}
    </div>
  );
}

function Parts({ parts }: { readonly parts: readonly Change[] }) {
  const part = (key: string, of: 'before' | 'after'): string =>
    formatExact(parts.find((one) => one.key === key)?.[of] ?? null, 'outputs');
  return (
    <div className="fd-how-formula">
      <Fraction over={part('over', 'before')} under={part('under', 'before')} /> before the step,{' '}
      <Fraction over={part('over', 'after')} under={part('under', 'after')} /> after it
    </div>
  );
}

const Fraction = ({ over, under }: { readonly over: string; readonly under: string }) => (
  <span className="fd-how-fraction">
    <span>{over}</span>
    <span>{under}</span>
  </span>
);

function Groups({ groups }: { readonly groups: readonly Change[] }) {
  const most = Math.max(1, max(groups, ({ before }) => before) ?? 0);
  const sorted = [...groups].sort((a, b) => b.before - a.before);
  return (
    <section aria-label="What was added up">
      <h3 className={css.title}>Added up</h3>
      <ul className={css.rows}>
        {sorted.slice(0, 20).map(({ key, before }) => (
          <li key={key}>
            <span>{key}</span>
            <i style={{ '--part': `${(before / most) * 100}%` } as CSSProperties} />
            <b>{formatExact(before, 'outputs')}</b>
          </li>
        ))}
      </ul>
      {sorted.length > 20 ? <p>and {sorted.length - 20} more; the CSV has all</p> : null}
    </section>
  );
}

/** True where the groups are features: what a breakdown lacks, or has too much of. */
const isOfFeatures = ({ cause }: Step): boolean => cause === 'not_in_breakdown' || cause === 'more_in_breakdown';

/** What a breakdown holds of each feature, beside all there is of it. */
function Features({ groups }: { readonly groups: readonly Change[] }) {
  const most = Math.max(1, max(groups, ({ before, after }) => Math.max(before, after)) ?? 0);
  return (
    <section aria-label="By feature">
      <h3 className={css.title}>By feature, in the breakdown of all</h3>
      <ul className={css.rows}>
        {groups.map(({ key, before, after }) => (
          <li key={key}>
            <span>{key === '' ? 'without a feature' : entityLabel('feature', key)}</span>
            <i style={{ '--part': `${(Math.max(before, after) / most) * 100}%` } as CSSProperties} />
            <b>
              {formatExact(before, 'outputs')} of {formatExact(after, 'outputs')}
            </b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Changes by day as small bars up and down from one line. */
function Days({ days, unit }: { readonly days: readonly Change[]; readonly unit: Reconciliation['unit'] }) {
  const changes = days.map(({ key, before, after }) => ({ day: key, change: after - before }));
  const most = max(changes, ({ change }) => Math.abs(change)) ?? 0;
  const counted = unit === 'ratio' ? 'outputs' : unit;
  const [first, last] = [days[0], days.at(-1)];
  const below = changes.some(({ change }) => change < 0);
  const above = changes.some(({ change }) => change > 0);
  const width = `max(min(100%, 180px), min(100%, ${days.length * 30}px))`;
  return (
    <section aria-label="Change by day" style={{ width }}>
      <h3 className={css.title}>{unit === 'ratio' ? 'Above the line, change by day' : 'Change by day'}</h3>
      <ol className={css.days} data-sides={below && above ? 'both' : below ? 'below' : 'above'}>
        {changes.map(({ day, change }) => (
          <li key={day} title={`${formatDay(day)}: ${formatChange(change, counted)}`}>
            <i
              data-sign={change < 0 ? 'minus' : 'plus'}
              style={{ '--part': `${(Math.abs(change) / most) * (below && above ? 50 : 100)}%` } as CSSProperties}
            />
            <span className="fd-hidden">
              {formatDay(day)}: {formatChange(change, counted)}
            </span>
          </li>
        ))}
      </ol>
      <EdgeLabels
        words={[
          first ? formatDay(first.key) : '',
          `largest ${formatExact(most, counted)}`,
          last && last !== first ? formatDay(last.key) : '',
        ]}
      />
    </section>
  );
}

/** How one of the two numbers is made, or what is known of the rest. */
function Ends({ answer, chosen }: { readonly answer: Reconciliation; readonly chosen: string | null }) {
  if (chosen !== 'theirs' && chosen !== 'ours') {
    const untold = answer.unanswered.find(({ cause }) => cause === chosen);
    const said = untold ? [untold.why] : answer.unanswered.map(({ label, why }) => `${label}: ${why}`);
    return (
      <div className={css.root}>
        {[...said, ...answer.notes].map((text) => (
          <p key={text}>{text}</p>
        ))}
        {said.length + answer.notes.length === 0 ? (
          <p>
            {answer.unexplained === 0
              ? 'Nothing is left: the named causes make up the whole difference.'
              : 'No known cause is worth this part. Check that the number, its days and its scope are those it was shown for; then sign off with a remainder, or tell GitHub.'}
          </p>
        ) : null}
      </div>
    );
  }
  const side = chosen === 'theirs' ? answer.theirs : answer.ours;
  const { without, breakdown, features } = side.definition;
  return (
    <dl className={css.facts}>
      <dt>Number</dt>
      <dd>
        {answer.label}, {formatExact(side.value, answer.unit)}
      </dd>
      <dt>From</dt>
      <dd>{side.label}</dd>
      <dt>Days</dt>
      <dd>{side.window}</dd>
      <dt>Scope</dt>
      <dd>
        {side.scope.dimension} {side.scope.names.join(', ')}
      </dd>
      <dt>As known</dt>
      <dd>{side.readAt ? `when read, ${minuteOf(new Date(side.readAt))}` : 'now'}</dd>
      {without.length > 0 || breakdown || features !== 'all' ? (
        <>
          <dt>Counts</dt>
          <dd>
            {[
              ...(features === 'all' ? [] : [features.replaceAll('_', ' ')]),
              ...(breakdown
                ? [`the sum over ${breakdown.dimension}${breakdown.unknown ? '' : ', without Unknown'}`]
                : []),
              ...(without.length > 0 ? [`without ${without.join(' and ').replace('cli', 'the CLI')}`] : []),
            ].join('; ')}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

/** Days that a step changes or is about, in order, each once. */
const daysOf = ({ evidence }: Step): readonly string[] =>
  [...new Set([...evidence.days.map(({ key }) => key), ...evidence.about])].sort();

function EvidenceFoot({ days }: { readonly days: readonly string[] }) {
  const { view, open } = useView();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return null;
  return (
    <>
      <button type="button" onClick={() => open('/data-health', { ...carried(view), range: { from, to } })}>
        Reports and files of {from === to ? 'this day' : 'these days'}
      </button>
      <span>{plural(days.length, 'day')}</span>
    </>
  );
}

const toLines = ({ cause, evidence }: Step): (string | number | null)[][] => [
  ['step', 'kind', 'key', 'before', 'after'],
  ...(['days', 'people', 'groups', 'parts'] as const).flatMap((kind) =>
    evidence[kind].map(({ key, before, after }) => [cause, kind, key, before, after]),
  ),
  ...evidence.about.map((day) => [cause, 'about', day, null, null]),
];
