import { exceeds, formatChange } from '../format.ts';
import type { Reconciliation } from '../result.ts';
import { formatReading, isSameReading } from './reading.ts';
import type { Reading } from './source.ts';

/** An answer and how their number was read for it. */
export interface ReadAnswer {
  readonly reading: Reading;
  readonly answer: Reconciliation;
}

/**
 * The answer that leaves least unexplained, the documented readings first; what no page says is tried only where they
 * leave something, and taken only where it leaves nothing. The note says which was taken where it matters.
 */
export async function chooseReading(
  readings: readonly Reading[],
  answerOf: (reading: Reading) => Promise<Reconciliation>,
): Promise<Reconciliation> {
  const documented = await answerAll(
    readings.filter(({ onlyExact }) => !onlyExact),
    answerOf,
  );
  const [first] = documented;
  if (!first) throw new Error('A source has no way to be read');
  const best = documented.reduce((least, one) => (leftOf(one) < leftOf(least) ? one : least), first);
  if (leftOf(best) > 0 && first.answer.difference !== null) {
    for (const reading of readings.filter(({ onlyExact }) => onlyExact)) {
      const answer = await answerOf(reading);
      if (leftOf({ reading, answer }) === 0) return withReading({ reading, answer }, [best]);
    }
  }
  return withReading(best, documented);
}

async function answerAll(
  readings: readonly Reading[],
  answerOf: (reading: Reading) => Promise<Reconciliation>,
): Promise<readonly ReadAnswer[]> {
  return Promise.all(readings.map(async (reading) => ({ reading, answer: await answerOf(reading) })));
}

/** What an answer leaves; nothing where it is the computer's own error, most of all where it cannot be told. */
function leftOf({ answer }: ReadAnswer): number {
  if (answer.unexplained === null) return Number.POSITIVE_INFINITY;
  return exceeds(answer, 0) ? Math.abs(answer.unexplained) : 0;
}

/** The answer with the readings that leave another remainder, and a note of them. */
function withReading(taken: ReadAnswer, all: readonly ReadAnswer[]): Reconciliation {
  const others = all.filter(
    (one) =>
      !isSameReading(one.reading, taken.reading) && leftOf(one) !== leftOf(taken) && Number.isFinite(leftOf(one)),
  );
  const { answer } = taken;
  const reading = { people: taken.reading.people, words: wordsOf(taken), others: others.map(toOther) };
  if (others.length === 0) return { ...answer, reading };
  const least = others.reduce((a, b) => (leftOf(b) < leftOf(a) ? b : a));
  const basis = taken.reading.onlyExact ? 'though no page of GitHub says so' : 'because that leaves least';
  const note = `Their number is read as ${wordsOf(taken)}, ${basis}: ${amountOf(taken)} is left. Read as ${wordsOf(least)} it would be ${amountOf(least)}.`;
  return { ...answer, reading, notes: [note, ...answer.notes] };
}

const wordsOf = ({ reading, answer }: ReadAnswer): string => formatReading(reading, answer.theirs.definition.window);
const amountOf = ({ answer }: ReadAnswer): string =>
  answer.unexplained === 0 ? 'nothing' : formatChange(answer.unexplained ?? 0, answer.unit);
const toOther = (one: ReadAnswer) => ({ words: wordsOf(one), unexplained: one.answer.unexplained });
