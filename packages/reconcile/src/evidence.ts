import type { Measured } from './measure/index.ts';
import type { Change, Evidence } from './result.ts';
import type { Step } from './steps/steps.ts';

/** What a step rests on: days, people, groups and parts whose share of the number changes. */
export function evidenceOf(step: Step, before: Measured, after: Measured): Evidence {
  const isRate = after.under !== null;
  return {
    days: changes(before.over.days, after.over.days),
    people: changes(before.over.people, after.over.people),
    groups: before.over.groups.size > 0 ? changes(before.over.groups, new Map(), true) : [],
    parts: isRate
      ? [
          { key: 'over', before: before.over.value ?? 0, after: after.over.value ?? 0 },
          { key: 'under', before: before.under?.value ?? 0, after: after.under?.value ?? 0 },
        ]
      : [],
    about: step.about,
  };
}

/** People who are counted less often than before, or more often. */
export function peopleOf({ people }: Evidence, which: 'left' | 'entered'): readonly Change[] {
  return people.filter(({ before, after }) => (which === 'left' ? after < before : after > before));
}

/** Keys whose values differ, in order. */
function changes(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  all = false,
): readonly Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => ({ key, before: before.get(key) ?? 0, after: after.get(key) ?? 0 }))
    .filter((change) => all || change.before !== change.after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
