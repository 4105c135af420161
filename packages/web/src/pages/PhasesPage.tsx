import { PHASES } from '@flightdeck/catalog';
import type { ReactNode } from 'react';
import type { Asked, Loaded } from '../data/hooks.ts';
import { numberOf } from '../data/number-of.ts';
import { formatCount, formatDay, formatValue } from '../format/format.ts';
import { risesOf } from '../kinds/figure/prepare.ts';
import { PanelPage } from '../page/PanelPage.tsx';
import * as text from '../text/pages/phases.ts';

/** Adoption phases: how far people have come by GitHub's own rule, and who moved. */
export function PhasesPage() {
  return (
    <PanelPage
      page="phases"
      title={text.title}
      lead={(answers, { asked }) => (
        <Lead each={answers.get('phases-each')} flow={answers.get('phases-flow')} asked={asked} />
      )}
    />
  );
}

function inPhase(
  all: number,
  passive: number,
  largest: { readonly label: string; readonly people: number } | undefined,
): ReactNode {
  const parts = {
    inPhase: <b>{text.inPhaseOf({ inPhase: formatCount(all - passive), people: formatCount(all) })}</b>,
    passive: formatCount(passive),
  };
  return largest && largest.people > 0
    ? text.inPhaseMost({
        ...parts,
        largest: largest.label.toLowerCase(),
        share: formatValue(largest.people / all, 'ratio'),
      })
    : text.inPhase(parts);
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
      {all === null || all === 0
        ? each.result.rows.length > 0
          ? text.oneAtATime
          : text.none
        : inPhase(all, passive, largest && { label: largest.label, people: peopleIn(largest.value) })}
      {people > 0
        ? text.moved({ since: formatDay(asked.range.from), up: <b>{formatCount(up)}</b>, down: formatCount(down) })
        : null}
      {text.howDecided}
    </>
  );
}
