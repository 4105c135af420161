import type { Fact } from './fact.ts';
import { REPOSITORY_FACTS } from './facts/repositories.ts';
import { SCOPE_FACTS } from './facts/scopes.ts';
import { SEAT_FACTS } from './facts/seats.ts';
import { USER_FACTS } from './facts/users.ts';

/** Every table that reports fill. */
export const FACTS: readonly Fact[] = Object.freeze([
  ...USER_FACTS,
  ...SCOPE_FACTS,
  ...REPOSITORY_FACTS,
  ...SEAT_FACTS,
]);
