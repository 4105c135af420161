import { describe } from 'vitest';
import type { Store } from '../../port.ts';
import { answerTests } from '../answers/answers.ts';
import { peopleAnswerTests } from '../answers/answers-by-people.ts';
import { historyTests } from '../answers/history.ts';
import { outcomeTests } from '../answers/outcomes.ts';
import { propertyTests } from '../answers/properties.ts';
import { seatTests } from '../answers/seats.ts';
import { storedTests } from '../answers/stored.ts';
import { COMPANY } from '../fixtures/company.ts';
import { inMemoryReader } from './in-memory-store.ts';

describe('the reference answers', () => {
  const reader = inMemoryReader(COMPANY);
  // Questions read nothing else of a store.
  const open = (): Store => reader as Store;
  answerTests(open);
  peopleAnswerTests(open);
  outcomeTests(open);
  seatTests(open);
  historyTests(open);
  storedTests(open);
  propertyTests(open);
});
