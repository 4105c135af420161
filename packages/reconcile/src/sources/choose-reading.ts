import { formatChange } from '@flightdeck/query';
import type { Reconciliation } from '../result.ts';
import { exceeds } from '../words/format.ts';
import { formatReading } from './reading.ts';
import type { Reading } from './source.ts';

/** An answer and how their number was read for it. */
export interface ReadAnswer {
  readonly reading: Reading;
  readonly answer: Reconciliation;
}

/**
 * The answer that leaves least unexplained, and of those the one that moves least. What no page says is tried only where
 * the documented readings leave something or need steps against each other, and taken only where it leaves nothing. The
 * note says which was taken where it matters.
 */
export async function chooseReading(
  readings: readonly Reading[],
  answerOf: (reading: Reading) => Promise<Reconciliation>,
): Promise<Reconciliation> {
  const answered = await answerAll(
    readings.filter(({ onlyExact }) => !onlyExact),
    answerOf,
  );
  const [first] = answered;
  if (!first) throw new Error('A source has no way to be read');
  // Rows that are counted another way are another number, and no other reading of theirs.
  const documented = answered.filter(({ answer }) => answer.theirs.value === first.answer.theirs.value);
  const best = documented.reduce((least, one) => (isBetter(one, least) ? one : least), first);
  if (first.answer.difference === null || (leftOf(best) === 0 && !isOpposed(best)))
    return withReading(best, documented);
  const others = await answerAll(
    readings.filter(({ onlyExact }) => onlyExact),
    answerOf,
  );
  const exact = others.filter((one) => leftOf(one) === 0);
  const taken = exact.reduce((least, one) => (isBetter(one, least) ? one : least), best);
  return withReading(taken, taken === best ? documented : [best]);
}

/** True where less is left, or as little and less is moved. */
function isBetter(one: ReadAnswer, other: ReadAnswer): boolean {
  const [a, b] = [leftOf(one), leftOf(other)];
  return a < b || (a === b && one.answer.explained < other.answer.explained - NOISE);
}

/** The computer's own error in a sum of shares of a rate. */
const NOISE = 1e-9;

/** True where steps go both ways, so that they cancel in part. */
const isOpposed = ({ answer: { steps } }: ReadAnswer): boolean =>
  steps.some(({ amount }) => amount < 0) && steps.some(({ amount }) => amount > 0);

async function answerAll(
  readings: readonly Reading[],
  answerOf: (reading: Reading) => Promise<Reconciliation>,
): Promise<readonly ReadAnswer[]> {
  return Promise.all(readings.map(async (reading) => ({ reading, answer: await answerOf(reading) })));
}

/** What an answer leaves unexplained: 0 for a floating-point error, Infinity where it cannot be determined. */
function leftOf({ answer }: ReadAnswer): number {
  if (answer.unexplained === null) return Number.POSITIVE_INFINITY;
  return exceeds(answer, 0) ? Math.abs(answer.unexplained) : 0;
}

/** The answer with the readings that leave another remainder, and a note of them. */
function withReading(taken: ReadAnswer, all: readonly ReadAnswer[]): Reconciliation {
  const others = all.filter(
    (one) => one !== taken && Number.isFinite(leftOf(one)) && (leftOf(one) !== leftOf(taken) || isBetter(taken, one)),
  );
  const { answer } = taken;
  const reading = { people: taken.reading.people, words: wordsOf(taken), others: others.map(toOther) };
  if (others.length === 0) return { ...answer, reading };
  const least = others.reduce((a, b) => (isBetter(b, a) ? b : a));
  const why =
    leftOf(taken) < leftOf(least)
      ? `that leaves ${amountOf(taken)} unexplained; ${wordsOf(least)} would leave ${amountOf(least)}`
      : `${wordsOf(least)} would leave the same, but with larger steps`;
  const against = taken.reading.onlyExact ? " GitHub's documentation says otherwise, but the rows show it." : '';
  const note = `Their number is read as ${wordsOf(taken)}: ${why}.${against}`;
  return { ...answer, reading, notes: [note, ...answer.notes] };
}

const wordsOf = ({ reading, answer }: ReadAnswer): string => formatReading(reading, answer.theirs.definition.window);
const amountOf = ({ answer }: ReadAnswer): string =>
  answer.unexplained === 0 ? 'nothing' : formatChange(answer.unexplained ?? 0, answer.unit);
const toOther = (one: ReadAnswer) => ({ words: wordsOf(one), unexplained: one.answer.unexplained });
