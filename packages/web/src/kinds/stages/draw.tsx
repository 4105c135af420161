import type { QueryResult } from '@flightdeck/query';
import { useMemo } from 'react';
import { PanelCard } from '../../card/PanelCard.tsx';
import { useAnswer } from '../../data/hooks.ts';
import { formatCount, formatValue, plural } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { Legend } from '../../plot/legend/Legend.tsx';
import { legendOf } from '../../plot/legend/legend-of.ts';
import { Unit } from '../../plot/marks/Unit.tsx';
import { TimePlot } from '../../plot/time/TimePlot.tsx';
import * as shared from '../../text/kinds/shared.ts';
import * as text from '../../text/kinds/stages.ts';
import type { PanelProps } from '../panel-props.ts';
import { prepareTime } from '../time/prepare.ts';
import { prepareStages, type Stage, type StageDot } from './prepare.ts';
import { MEDIANS, repositoryQuestion } from './question.ts';
import css from './stages.module.css';

/** How long the stages of a review take: every repository's own median, or one repository day by day; never one for all. */
export default function StagesPanel({ panel, loaded, choice, large = false }: PanelProps<'stages'>) {
  const actions = usePanelActions();
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={230}
      body={(result) => {
        const { stages, ticks, repositories, merges, table } = prepareStages(result);
        return {
          empty: repositories === 0 ? text.none : null,
          table,
          sentence: stages.map((stage) => `${stage.label}: ${wordsOf(stage)}`).join('; '),
          content: (
            <div className={css.root}>
              {stages.map((stage) => (
                <StageRow
                  key={stage.label}
                  stage={stage}
                  onPick={(name) => actions.filter('repository', name, false)}
                />
              ))}
              {repositories === 1 ? (
                <OneRepository repository={stages.flatMap(({ dots }) => dots)[0]?.repository ?? ''} />
              ) : (
                <div className={css.axis} aria-hidden="true">
                  {ticks.map((tick) => (
                    <span key={tick.label} style={{ left: `${tick.at * 100}%` }}>
                      {tick.label}
                    </span>
                  ))}
                </div>
              )}
            </div>
          ),
          foot: (
            <>
              <span>
                {repositories === 1
                  ? text.oneAbove
                  : text.oneDotEach({ repositories: plural(repositories, 'repository', 'repositories') })}
              </span>
              <span>{text.timed({ count: formatCount(merges) })}</span>
            </>
          ),
        };
      }}
    />
  );
}

/** The medians of one repository, a point a day. */
function OneRepository({ repository }: { readonly repository: string }) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const query = useMemo(() => repositoryQuestion(repository, asked), [asked, repository]);
  const loaded = useAnswer(query);
  if (loaded.kind !== 'ready') return null;
  const chart = chartOf(loaded.result);
  return (
    <div>
      <Legend items={legendOf(chart)} />
      <Unit>{chart.unitLabel}</Unit>
      <TimePlot
        chart={chart}
        height={150}
        name={text.stagesOf({ repository })}
        onPick={(index) => {
          const step = chart.steps[index];
          if (step) actions.narrow(step.from, step.to);
        }}
      />
    </div>
  );
}

const chartOf = (result: QueryResult) =>
  prepareTime({ form: 'points', grain: 'day', range: result.query.range, metrics: MEDIANS, result });

function StageRow({ stage, onPick }: { readonly stage: Stage; readonly onPick: (repository: string) => void }) {
  const [first, last] = [stage.dots[0], stage.dots.at(-1)];
  const isOne = stage.dots.length === 1;
  return (
    <div className="fd-stage">
      <div className={css.head}>
        <b>{stage.label}</b>
        {!first || !last ? (
          <span>{shared.noData}</span>
        ) : isOne ? (
          <span>{wordsOf(stage)}</span>
        ) : (
          <span>
            <End dot={first} onPick={onPick} /> {text.to} <End dot={last} onPick={onPick} />
          </span>
        )}
      </div>
      {first && last && !isOne ? (
        <div className={css.track} aria-hidden="true">
          <span className={css.reach} style={{ left: `${first.at * 100}%`, width: `${(last.at - first.at) * 100}%` }} />
          {stage.dots.map((dot) => (
            <i
              key={dot.repository}
              style={{ left: `${dot.at * 100}%` }}
              title={`${dot.repository}: ${formatValue(dot.minutes, 'minutes')}`}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function End({ dot, onPick }: { readonly dot: StageDot; readonly onPick: (repository: string) => void }) {
  return (
    <button type="button" className="fd-linkish" title={text.only(dot)} onClick={() => onPick(dot.repository)}>
      {formatValue(dot.minutes, 'minutes')} <span className="fd-soft">{shortName(dot.repository)}</span>
    </button>
  );
}

/** The name without its owner, which most repositories share. */
const shortName = (repository: string): string => repository.slice(repository.indexOf('/') + 1);

function wordsOf({ dots, p90 }: Stage): string {
  const [first, last] = [dots[0], dots.at(-1)];
  if (!first || !last) return shared.noData;
  if (first !== last)
    return text.fromTo({
      from: `${formatValue(first.minutes, 'minutes')} (${first.repository})`,
      to: `${formatValue(last.minutes, 'minutes')} (${last.repository})`,
    });
  const time = formatValue(first.minutes, 'minutes');
  return p90 ? text.medianAndP90({ time, p90: formatValue(p90.minutes, 'minutes') }) : text.median({ time });
}
