import { PHASES } from '@flightdeck/catalog';
import type { Asked, Loaded } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { formatCount, formatDay, formatValue } from '../format/format.ts';
import { risesOf } from '../kinds/figure/prepare.ts';
import { PanelPage } from '../page/PanelPage.tsx';

/** Adoption phases: how far people have come by GitHub's own rule, and who moved. */
export function PhasesPage() {
  return (
    <PanelPage
      page="phases"
      title="Adoption phases"
      lead={(answers, { asked }) => (
        <Lead each={answers.get('phases-each')} flow={answers.get('phases-flow')} asked={asked} />
      )}
    />
  );
}

function Lead({
  each,
  flow,
  asked,
}: {
  readonly each: Loaded | undefined;
  readonly flow: Loaded | undefined;
  readonly asked: Asked;
}) {
  if (each?.kind !== 'ready' || flow?.kind !== 'ready') return null;
  const peopleIn = (phase: string): number =>
    numberOf(each.result.rows.find((row) => row.phase === phase)?.phase_people) ?? 0;
  const all = numberOf(each.result.total?.phase_people);
  const passive = peopleIn('0');
  const largest = [...PHASES].sort((a, b) => peopleIn(b.value) - peopleIn(a.value))[0];
  const { up, down, people } = risesOf(flow.result.rows, 'people_with_phase');
  return (
    <>
      {all === null || all === 0 ? (
        each.result.rows.length > 0 ? (
          'GitHub counts the people of a phase since 17 Sep 2026, for one organization or the enterprise at a time. '
        ) : (
          'GitHub told no adoption phases in these days. '
        )
      ) : (
        <>
          <b>
            {formatCount(all - passive)} of {formatCount(all)}
          </b>{' '}
          people are in a phase, {formatCount(passive)} are passive
          {largest && peopleIn(largest.value) > 0
            ? `; most are ${largest.label.toLowerCase()}, ${formatValue(peopleIn(largest.value) / all, 'ratio')}`
            : ''}
          .{' '}
        </>
      )}
      {people > 0 ? (
        <>
          Since {formatDay(asked.range.from)} <b>{formatCount(up)}</b> moved on and {formatCount(down)} fell back.{' '}
        </>
      ) : null}
      GitHub decides the phase anew every day, by what a person used on two or more of the last 28.
    </>
  );
}
