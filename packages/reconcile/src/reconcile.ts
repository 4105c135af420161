import { type CauseName, type Day, findCause, findMetric, InputError, type Unit } from '@flightdeck/catalog';
import { formatSize } from '@flightdeck/query';
import { type Ask, type AskOne, createBatch } from './ask.ts';
import type { Definition } from './definition.ts';
import { evidenceOf, peopleOf } from './evidence.ts';
import { featuresIn } from './measure/by-feature.ts';
import { type Measured, measure } from './measure/index.ts';
import type { Answerers } from './measure/read.ts';
import { adviceFor } from './notes/advice.ts';
import { breakNotes } from './notes/break-notes.ts';
import { organizationsOf } from './organizations-of.ts';
import type { CauseShare, Reconciliation, Side, Unanswered } from './result.ts';
import { foldWay } from './steps/fold.ts';
import { type Step, stepsBetween } from './steps/steps.ts';
import { formatDays, formatWindow, rangeOf } from './window.ts';
import { differenceOf, splitRounding } from './words/rounding.ts';
import { writeSentence } from './words/sentence.ts';

/** A number of somebody else and how it is made. */
export interface Theirs {
  /** Name of a source. */
  readonly source: string;
  readonly label: string;
  readonly value: number | null;
  readonly definition: Definition;
  /** When it was read or exported (ISO instant); null = now. */
  readonly readAt: string | null;
  /** The unit it is rounded to, such as 0.001; null = exact. */
  readonly roundedTo: number | null;
  /** Answers from rows of theirs, where they gave any. */
  readonly ask?: Ask;
  /** What the reader must know about it. */
  readonly notes?: readonly string[];
  /** What its own rows hold that ours never do: the cause, and what leaving it out adds to the number. */
  readonly aside?: { readonly cause: CauseName; readonly amount: number };
}

/** What is compared: a metric of the catalogue and how we make it. */
export interface Ours {
  readonly metric: string;
  readonly definition: Definition;
}

/**
 * Why their number differs from ours: both definitions are aligned one aspect at a time, and the number is computed again
 * from the stored data after each. The difference between theirs and our number by their definition stays unexplained.
 * @throws InputError `unknown_metric`.
 */
export async function reconcile(ours: Ours, theirs: Theirs, ask: Ask): Promise<Reconciliation> {
  const metric = findMetric(ours.metric);
  if (!metric)
    throw new InputError(`There is no metric "${ours.metric}".`, {
      code: 'unknown_metric',
      hint: 'The list of metrics is in docs/metrics.md.',
    });
  const steps = stepsBetween(theirs.definition, ours.definition);
  const answerers = { ours: createBatch(ask), theirs: theirs.ask ? createBatch(theirs.ask) : null };
  const definitions = [theirs.definition, ...steps.map(({ definition }) => definition)];
  const [lacking, ...measured] = await Promise.all([
    daysWeLack(ours.definition, answerers.ours),
    ...definitions.map((definition) => measure(definition, answerers)),
  ]);
  const numbers = foldWay(measured);
  const first = numbers.find(({ value }) => value !== null);
  const last = numbers.at(-1);
  const { shares, unanswered } = walk(steps, numbers);
  const aside = asideShares(theirs);
  const reduced = theirs.value === null ? null : theirs.value + (theirs.aside?.amount ?? 0);
  const rounding = splitRounding(reduced, first?.value ?? null, theirs.roundedTo);
  const detailed = await Promise.all(
    [...aside, ...shares].map(async (share) => {
      const named = await withOrganizations(share, ours.definition, answerers.ours);
      return withFeatures(named, steps, theirs.definition, answerers);
    }),
  );
  const unit = isShare(ours.definition) ? 'ratio' : metric.unit;
  const all = rounding.amount === 0 ? detailed : [...detailed, roundingShare(rounding.amount, theirs.roundedTo, unit)];
  const worth = new Set([...all, ...unanswered].map(({ cause }) => PART_OF[cause] ?? cause));
  const value = last?.value ?? null;
  return {
    metric: metric.name,
    label: labelOfOurs(metric.label, ours.definition),
    unit,
    theirs: sideOf(theirs.source, theirs.label, theirs.value, theirs.definition, theirs.readAt),
    ours: sideOf('flightdeck', 'Flightdeck', value, ours.definition, ours.definition.asOf),
    difference: value === null || theirs.value === null ? null : differenceOf(value, theirs.value),
    steps: withRunning(all, theirs.value ?? 0),
    unexplained: value === null ? null : rounding.unexplained,
    explained: all.reduce((sum, { amount }) => sum + Math.abs(amount), 0),
    worthNothing: [...new Set(steps.map(({ cause }) => cause))].filter((cause) => !worth.has(cause)),
    unanswered: lacking.length === 0 ? unanswered : [...unanswered, lackingOf(lacking)],
    notes: [
      ...(theirs.notes ?? []),
      ...(last?.why ? [last.why] : []),
      ...breakNotes(metric.name, theirs.definition.window, ours.definition.window),
      ...(await adviceFor(theirs, detailed, answerers.ours)),
    ],
  };
}

/** True for one value's share of all values of its dimension. */
const isShare = ({ under, breakdown }: Definition): boolean => under !== null && breakdown !== null;

/** `Generated, share of python`. */
const labelOfOurs = (label: string, definition: Definition): string =>
  isShare(definition)
    ? `${label}, share of ${definition.over.where.flatMap(({ values }) => values).join(', ')}`
    : label;

/** Causes that another step's cause stands for when what it changes goes the other way. */
const PART_OF: Readonly<Record<string, string>> = {
  more_in_breakdown: 'not_in_breakdown',
  not_in_seats: 'telemetry_off',
};

/** Days of ours that no report was received of. */
async function daysWeLack({ window, scope, over }: Definition, ask: AskOne): Promise<readonly Day[]> {
  if (over.kind === 'latest') return [];
  const where = [{ dimension: scope.dimension, values: [...scope.names] }];
  const { coverage } = await ask({ metrics: ['generated'], range: rangeOf(window), where });
  return coverage.missing;
}

function lackingOf(days: readonly Day[]): Unanswered {
  const why = `We have received no report of ${formatDays(days)}, so its share is unknown.`;
  return { cause: 'missing_day', label: labelOf('missing_day'), why };
}

type Share = Omit<CauseShare, 'running'>;

/** People who come or go with a scope are listed with their organizations. */
async function withOrganizations(share: Share, { scope, window }: Definition, ask: AskOne): Promise<Share> {
  const { evidence } = share;
  if (share.cause !== 'scope' || evidence.people.length === 0) return share;
  const groups = await organizationsOf(evidence.people, scope, rangeOf(window), ask);
  return { ...share, evidence: { ...evidence, groups } };
}

/** What a breakdown lacks or has too much of, by feature, where GitHub gives both. */
async function withFeatures(
  share: Share,
  steps: readonly Step[],
  theirs: Definition,
  answerers: Answerers,
): Promise<Share> {
  const name = PART_OF[share.cause] ?? share.cause;
  if (name !== 'not_in_breakdown') return share;
  const index = steps.findIndex(({ cause }) => cause === name);
  const groups = await featuresIn(steps[index - 1]?.definition ?? theirs, answerers);
  return { ...share, evidence: { ...share.evidence, groups } };
}

/** The share of each step; one that cannot be determined is joined with the next that can. */
function walk(
  steps: readonly Step[],
  numbers: readonly Measured[],
): { readonly shares: readonly Share[]; readonly unanswered: readonly Unanswered[] } {
  const shares: Share[] = [];
  const unanswered: Unanswered[] = [];
  let before: Measured | null = numbers[0]?.value == null ? null : numbers[0];
  if (before === null && steps[0]) unanswered.push(unansweredOf(steps[0], numbers[0]));
  for (const [index, step] of steps.entries()) {
    const after = numbers[index + 1];
    if (!after) continue;
    if (after.value === null) unanswered.push(unansweredOf(step, after));
    else if (before !== null) shares.push(...sharesOf(step, before, after));
    if (after.value !== null) before = after;
  }
  const once = unanswered.filter(({ cause }, index) => unanswered.findIndex((one) => one.cause === cause) === index);
  return { shares: shares.filter(({ amount }) => amount !== 0), unanswered: once };
}

function unansweredOf({ cause }: Step, number: Measured | undefined): Unanswered {
  return { cause, label: labelOf(cause), why: number?.why ?? 'It is not known.' };
}

/** Mostly one; between a list of seats and the reports people go and others come, which are two causes. */
function sharesOf(step: Step, before: Measured, after: Measured): readonly Share[] {
  const evidence = evidenceOf(step, before, after);
  const amount = differenceOf(after.value ?? 0, before.value ?? 0);
  if (step.cause === 'not_in_breakdown' && isLess(after, before))
    return [shareOf('more_in_breakdown', step, amount, evidence)];
  if (step.cause !== 'telemetry_off' || step.otherWay || after.under)
    return [shareOf(step.cause, step, amount, evidence)];
  return (['telemetry_off', 'not_in_seats'] as const).map((cause) => {
    const people = peopleOf(evidence, cause === 'telemetry_off' ? 'left' : 'entered');
    const change = people.reduce((sum, person) => sum + person.after - person.before, 0);
    return shareOf(cause, step, change, { ...evidence, people });
  });
}

/** True when the whole is less than its parts were; for a rate, of its denominator. */
const isLess = (whole: Measured, parts: Measured): boolean =>
  (whole.under?.value ?? whole.over.value ?? 0) < (parts.under?.value ?? parts.over.value ?? 0);

function shareOf(cause: CauseName, step: Step, amount: number, evidence: CauseShare['evidence']): Share {
  return { cause, label: labelOf(cause), amount, sentence: writeSentence(cause, step), evidence };
}

/** What theirs holds by its own rows. */
function asideShares({ aside }: Theirs): readonly Share[] {
  if (!aside || aside.amount === 0) return [];
  const { cause, amount } = aside;
  const sentence = writeSentence(cause, { theirs: '', ours: '' });
  const evidence = { days: [], people: [], groups: [], parts: [], about: [] };
  return [{ cause, label: labelOf(cause), amount, sentence, evidence }];
}

function roundingShare(amount: number, roundedTo: number | null, unit: Unit): Share {
  const size = roundedTo ?? 0;
  const sentence = writeSentence('rounding', { theirs: formatSize(size, unit), ours: '' });
  const evidence = { days: [], people: [], groups: [], parts: [], about: [] };
  return { cause: 'rounding', label: labelOf('rounding'), amount, sentence, evidence };
}

function withRunning(shares: readonly Share[], from: number): readonly CauseShare[] {
  let running = from;
  return shares.map((share) => {
    running += share.amount;
    return { ...share, running };
  });
}

const labelOf = (cause: CauseName): string => findCause(cause)?.label ?? cause;

function sideOf(
  source: string,
  label: string,
  value: number | null,
  definition: Definition,
  readAt: string | null,
): Side {
  const { window, scope } = definition;
  return { source, label, value, definition, window: formatWindow(window), range: rangeOf(window), scope, readAt };
}
