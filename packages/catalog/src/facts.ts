import type { Fact } from './fact.ts';
import { BILLING_FACTS } from './facts/billing.ts';
import { LEGACY_FACTS } from './facts/legacy.ts';
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
  ...LEGACY_FACTS,
  ...BILLING_FACTS,
]);
