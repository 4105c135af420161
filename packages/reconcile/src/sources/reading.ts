import type { Part } from '../definition.ts';
import { defineOurs, RECONCILABLE } from '../ours.ts';
import type { Ours } from '../reconcile.ts';
import { formatWindow, type Window } from '../window.ts';
import type { Given, PeopleReading, Reading } from './source.ts';

const RULES: Readonly<Record<PeopleReading, string>> = { prompts: 'active_users', reported: 'reported_users' };

/** True for a part that counts active people, by either statement. */
const countsActive = (part: Part | null): boolean =>
  part?.kind === 'people' && Object.values(RULES).includes(part.rule);

/** Metrics that count active people, or divide by them, by name. */
export const ACTIVE: readonly string[] = RECONCILABLE.filter((metric) => {
  const { definition } = defineOurs({
    metric,
    range: { from: '', to: '' },
    scope: { dimension: 'organization', names: [] },
  });
  return countsActive(definition.over) || countsActive(definition.under);
});

/** The part by one of the two statements; other people and sums stay. */
export const readPeople = <P extends Part | null>(part: P, people: PeopleReading): P =>
  part?.kind === 'people' && countsActive(part) ? { ...part, rule: RULES[people] } : part;

/** Every combination of what is open, GitHub's page first. */
export function combine(
  people: readonly (PeopleReading | null)[],
  windows: readonly (Window | null)[],
): readonly Reading[] {
  return windows.flatMap((window) =>
    people.map((one): Reading => ({ people: one, window, withCli: false, onlyExact: false })),
  );
}

/** Statements about people that are open: both, the one the person named, or none where nobody is counted as active. */
export function openPeople({ definition }: Ours, { people }: Given): readonly (PeopleReading | null)[] {
  if (!countsActive(definition.over) && !countsActive(definition.under)) return [null];
  return people === undefined ? ['prompts', 'reported'] : [people];
}

/** What the source is given where it is read so. */
export function givenBy({ people, window, withCli }: Reading, given: Given): Given {
  return {
    ...given,
    ...(people !== null && { people }),
    ...(window && { window }),
    ...(withCli && { adjust: { ...given.adjust, without: [] } }),
  };
}

/** A reading in words: `people who sent a prompt, the 28 days to 21 Nov 2026`. */
export function formatReading({ people, withCli }: Reading, window: Window): string {
  const who = people === null ? [] : [people === 'prompts' ? WHO_PROMPTED : WHO_REPORTED];
  return [...who, ...(withCli ? ['with the CLI'] : []), formatWindow(window)].join(', ');
}

const WHO_PROMPTED = 'people who sent a prompt';
const WHO_REPORTED = 'everyone GitHub reports';
