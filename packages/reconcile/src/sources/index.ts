import { CapabilityError, findMetric, InputError } from '@flightdeck/catalog';
import { type Ask, createBatch, hearAdded, remember } from '../ask.ts';
import { measure } from '../measure/index.ts';
import { defineOurs, type Question } from '../ours.ts';
import { type Ours, reconcile } from '../reconcile.ts';
import type { Reconciliation } from '../result.ts';
import { checkShown, parseShown, type Shown } from '../words/shown.ts';
import { AGGREGATE } from './aggregate.ts';
import { BILLING } from './billing.ts';
import { chooseReading } from './choose-reading.ts';
import { DASHBOARD } from './dashboard.ts';
import { FILE } from './file.ts';
import { LEGACY } from './legacy.ts';
import { combine, givenBy } from './reading.ts';
import { refineFile, refineKnown } from './refine.ts';
import { SEATS } from './seats.ts';
import type { Given, Made, Source } from './source.ts';
import { SUMS } from './sums.ts';

export { ACTIVE } from './reading.ts';
export type { Given, Made, PeopleReading, Reading, Source } from './source.ts';

/** Every source, in the order people choose from. */
export const SOURCES: readonly Source[] = Object.freeze([DASHBOARD, FILE, AGGREGATE, ...SUMS, SEATS, BILLING, LEGACY]);

/** The source of that name, or undefined. */
export function findSource(name: string): Source | undefined {
  return SOURCES.find((source) => source.name === name);
}

/**
 * Why the number of a source differs from ours.
 * @throws InputError `unknown_source`, `not_given`, `bad_number`, `unknown_metric`, `not_reconcilable`; CapabilityError
 * `no_such_number` when the source has none for the metric.
 */
export async function compareWith(name: string, question: Question, given: Given, ask: Ask): Promise<Reconciliation> {
  const source = findSource(name);
  if (!source)
    throw new InputError(`There is no source "${name}".`, {
      code: 'unknown_source',
      hint: `Compare with one of: ${SOURCES.map((one) => one.name).join(', ')}.`,
    });
  const lacking = source.needs.find((need) => given[need] === undefined);
  if (lacking)
    throw new InputError(`To compare with ${source.label}, give "${lacking}".`, {
      code: 'not_given',
      hint: source.says,
    });
  const ours = defineOurs(question);
  const unit = question.share ? 'ratio' : findMetric(ours.metric)?.unit;
  const shown = given.text === undefined ? null : parseShown(given.text);
  if (shown && unit) checkShown(given.text ?? '', shown, unit, findMetric(ours.metric)?.label ?? ours.metric);
  // Questions of several readings are mostly the same.
  const added = new Set<string>();
  const once = remember(hearAdded(ask, added));
  const readings = source.readings?.(ours, given) ?? combine([null], [null]);
  const answer = await chooseReading(readings, (reading) =>
    compareAs(source, ours, givenBy(reading, given), shown, once),
  );
  return added.size === 0 ? answer : { ...answer, notes: [...answer.notes, ...added] };
}

/** Why the number of a source, read in one way, differs from ours. */
async function compareAs(
  source: Source,
  ours: Ours,
  given: Given,
  shown: Shown | null,
  ask: Ask,
): Promise<Reconciliation> {
  const scope = given.scope ?? ours.definition.scope;
  const made = source.make({ ...ours, definition: { ...ours.definition, scope } }, given);
  if (!made)
    throw new CapabilityError(`${source.label} has no such number.`, {
      code: 'no_such_number',
      hint: source.says,
    });
  const theirsAsk = given.rows?.ask;
  const answerers = { ours: createBatch(ask), theirs: theirsAsk ? createBatch(theirsAsk) : null };
  const learned = source.learn ? await source.learn(made, answerers) : made;
  const { definition, value, notes } = await refine(learned, given, ask);
  const measured = value && (await measure(value.of, answerers));
  return reconcile(
    ours,
    {
      source: source.name,
      label: given.rows?.name ?? source.label,
      value: measured ? measured.value : (shown?.value ?? null),
      definition,
      readAt: given.readAt ?? null,
      roundedTo: measured ? null : (shown?.roundedTo ?? null),
      ...(theirsAsk && { ask: theirsAsk }),
      ...(learned.aside && { aside: learned.aside }),
      notes: [...notes, ...(measured?.why ? [measured.why] : [])],
    },
    ask,
  );
}

/** What only the rows show: which days a file lacks, and what was known of ours when a number was read. */
async function refine(made: Made, { rows, readAt }: Given, ask: Ask): Promise<Made> {
  const { definition, notes } = made;
  const { known } = definition;
  if (!known || readAt === undefined) return made;
  if (rows) return refineFile(made, rows, readAt, ask);
  const refined = await refineKnown(definition, ask);
  return { ...made, definition: refined.definition, notes: refined.note === null ? notes : [...notes, refined.note] };
}
