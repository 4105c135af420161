import { csvText } from '@flightdeck/query';
import { max } from 'd3-array';
import type { CSSProperties } from 'react';
import { Card } from '../../../card/Card.tsx';
import { Explain } from '../../../card/how/Explain.tsx';
import type { Reconciliation } from '../../../data/reconcile.ts';
import { formatChange, formatDay, formatExact, minuteOf, plural } from '../../../format/format.ts';
import { EdgeLabels } from '../../../plot/marks/EdgeLabels.tsx';
import * as words from '../../../text/pages/reconcile.ts';
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
        step
          ? words.evidenceOf({ step: step.label.toLowerCase(), change: formatChange(step.amount, answer.unit) })
          : titleOf(chosen)
      }
      says={step ? step.sentence : words.stepSelected}
      span={7}
      how={<Explain title={words.evidence}>{words.evidenceHow}</Explain>}
      csv={step ? async () => csvText(toLines(step)) : undefined}
      foot={step && daysOf(step).length > 0 ? <EvidenceFoot days={daysOf(step)} /> : undefined}
    >
      {step ? <Behind step={step} answer={answer} /> : <Ends answer={answer} chosen={chosen} />}
    </Card>
  );
}

const titleOf = (chosen: string | null): string =>
  chosen === 'theirs' ? words.howTheirs : chosen === 'ours' ? words.howOurs : words.notExplained;

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
          {about.length > 31 ? words.andMore({ count: about.length - 31 }) : ''}
        </p>
      ) : null}
      {people.length > 0 ? <PeopleBehind people={people} /> : null}
      {isBare && parts.length === 0 ? <p>{words.definitionsAlone}</p> : null}
    </div>
  );
}

function Parts({ parts }: { readonly parts: readonly Change[] }) {
  const part = (key: string, of: 'before' | 'after'): string =>
    formatExact(parts.find((one) => one.key === key)?.[of] ?? null, 'outputs');
  return (
    <div className="fd-how-formula">
      {words.beforeAndAfter({
        before: <Fraction over={part('over', 'before')} under={part('under', 'before')} />,
        after: <Fraction over={part('over', 'after')} under={part('under', 'after')} />,
      })}
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
    <section aria-label={words.whatWasAddedUp}>
      <h3 className={css.title}>{words.addedUpTitle}</h3>
      <ul className={css.rows}>
        {sorted.slice(0, 20).map(({ key, before }) => (
          <li key={key}>
            <span>{key}</span>
            <i style={{ '--part': `${(before / most) * 100}%` } as CSSProperties} />
            <b>{formatExact(before, 'outputs')}</b>
          </li>
        ))}
      </ul>
      {sorted.length > 20 ? <p>{words.moreInCsv({ count: sorted.length - 20 })}</p> : null}
    </section>
  );
}

/** True where the groups are features: what a breakdown lacks, or has too much of. */
const isOfFeatures = ({ cause }: Step): boolean => cause === 'not_in_breakdown' || cause === 'more_in_breakdown';

/** What a breakdown holds of each feature, beside all there is of it. */
function Features({ groups }: { readonly groups: readonly Change[] }) {
  const most = Math.max(1, max(groups, ({ before, after }) => Math.max(before, after)) ?? 0);
  return (
    <section aria-label={words.byFeature}>
      <h3 className={css.title}>{words.byFeatureTitle}</h3>
      <ul className={css.rows}>
        {groups.map(({ key, before, after }) => (
          <li key={key}>
            <span>{key === '' ? words.withoutFeature : entityLabel('feature', key)}</span>
            <i style={{ '--part': `${(Math.max(before, after) / most) * 100}%` } as CSSProperties} />
            <b>{words.partOf({ part: formatExact(before, 'outputs'), all: formatExact(after, 'outputs') })}</b>
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
    <section aria-label={words.changeByDay} style={{ width }}>
      <h3 className={css.title}>{unit === 'ratio' ? words.changeAboveLine : words.changeByDay}</h3>
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
          words.largest({ amount: formatExact(most, counted) }),
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
          <p>{answer.unexplained === 0 ? words.nothingLeft : words.noKnownCause}</p>
        ) : null}
      </div>
    );
  }
  const side = chosen === 'theirs' ? answer.theirs : answer.ours;
  const { without, breakdown, features } = side.definition;
  return (
    <dl className={css.facts}>
      <dt>{words.facts.number}</dt>
      <dd>
        {answer.label}, {formatExact(side.value, answer.unit)}
      </dd>
      <dt>{words.facts.from}</dt>
      <dd>{side.label}</dd>
      <dt>{words.facts.days}</dt>
      <dd>{side.window}</dd>
      <dt>{words.facts.scope}</dt>
      <dd>
        {side.scope.dimension} {side.scope.names.join(', ')}
      </dd>
      <dt>{words.facts.asKnown}</dt>
      <dd>{side.readAt ? words.whenRead({ minute: minuteOf(new Date(side.readAt)) }) : words.now}</dd>
      {without.length > 0 || breakdown || features !== 'all' ? (
        <>
          <dt>{words.facts.counts}</dt>
          <dd>
            {[
              ...(features === 'all' ? [] : [features.replaceAll('_', ' ')]),
              ...(breakdown ? [breakdown.unknown ? words.sumOver(breakdown) : words.sumWithoutUnknown(breakdown)] : []),
              ...(without.length > 0
                ? [words.without({ features: without.map((name) => (name === 'cli' ? words.theCli : name)) })]
                : []),
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
        {from === to ? words.filesOfDay : words.filesOfDays}
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
