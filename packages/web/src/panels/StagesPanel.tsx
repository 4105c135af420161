import { formatMinutes, prepareStages, type Stage, type StageDot } from '../charts/prepare-stages.ts';
import { formatCount, plural } from '../format/format.ts';
import type { PanelProps } from './AnyPanel.tsx';
import { usePanelActions } from './context.ts';
import { PanelCard } from './PanelCard.tsx';

/** How long the stages of a review take: every repository's own median, never one for all. */
export default function StagesPanel({ panel, loaded, choice, large = false }: PanelProps) {
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
          empty:
            repositories === 0
              ? 'GitHub times reviews that people gave pull requests of people, by repository, since 25 Sep 2026; it told of none in these days.'
              : null,
          table,
          sentence: stages.map((stage) => `${stage.label}: ${wordsOf(stage)}`).join('; '),
          content: (
            <div className="fd-stages">
              {stages.map((stage) => (
                <StageRow
                  key={stage.label}
                  stage={stage}
                  onPick={(name) => actions.filter('repository', name, false)}
                />
              ))}
              <div className="fd-stages-axis" aria-hidden="true">
                {ticks.map((tick) => (
                  <span key={tick.label} style={{ left: `${tick.at * 100}%` }}>
                    {tick.label}
                  </span>
                ))}
              </div>
            </div>
          ),
          foot: (
            <>
              <span>
                {repositories === 1
                  ? 'Dot: median, tick: nine of ten stay under it'
                  : `One dot a repository, ${plural(repositories, 'repository', 'repositories')}`}
              </span>
              <span>{formatCount(merges)} merged pull requests of people timed</span>
            </>
          ),
        };
      }}
    />
  );
}

function StageRow({ stage, onPick }: { readonly stage: Stage; readonly onPick: (repository: string) => void }) {
  const [first, last] = [stage.dots[0], stage.dots.at(-1)];
  return (
    <div className="fd-stage">
      <div className="fd-stage-head">
        <b>{stage.label}</b>
        {!first || !last ? (
          <span>no data</span>
        ) : stage.dots.length === 1 ? (
          <span>{wordsOf(stage)}</span>
        ) : (
          <span>
            <End dot={first} onPick={onPick} /> to <End dot={last} onPick={onPick} />
          </span>
        )}
      </div>
      <div className="fd-stage-track" aria-hidden="true">
        {first && last && first !== last ? (
          <span
            className="fd-stage-reach"
            style={{ left: `${first.at * 100}%`, width: `${(last.at - first.at) * 100}%` }}
          />
        ) : null}
        {first && stage.p90 ? (
          <>
            <span
              className="fd-stage-reach"
              style={{ left: `${first.at * 100}%`, width: `${Math.max(0, stage.p90.at - first.at) * 100}%` }}
            />
            <span className="fd-stage-p90" style={{ left: `${stage.p90.at * 100}%` }} />
          </>
        ) : null}
        {stage.dots.map((dot) => (
          <i
            key={dot.repository}
            style={{ left: `${dot.at * 100}%` }}
            title={`${dot.repository}: ${formatMinutes(dot.minutes)}`}
          />
        ))}
      </div>
    </div>
  );
}

function End({ dot, onPick }: { readonly dot: StageDot; readonly onPick: (repository: string) => void }) {
  return (
    <button
      type="button"
      className="fd-linkish"
      title={`Only ${dot.repository}`}
      onClick={() => onPick(dot.repository)}
    >
      {formatMinutes(dot.minutes)} <span className="fd-soft">{shortName(dot.repository)}</span>
    </button>
  );
}

/** The name without its owner, which most repositories share. */
const shortName = (repository: string): string => repository.slice(repository.indexOf('/') + 1);

function wordsOf({ dots, p90 }: Stage): string {
  const [first, last] = [dots[0], dots.at(-1)];
  if (!first || !last) return 'no data';
  if (first !== last)
    return `${formatMinutes(first.minutes)} (${first.repository}) to ${formatMinutes(last.minutes)} (${last.repository})`;
  return `median ${formatMinutes(first.minutes)}${p90 ? `, nine of ten under ${formatMinutes(p90.minutes)}` : ''}`;
}
