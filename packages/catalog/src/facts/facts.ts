import { BILLING_FACTS } from './billing.ts';
import type { Fact } from './fact.ts';
import { LEGACY_FACTS } from './legacy.ts';
import { REPOSITORY_FACTS } from './repositories.ts';
import { SCOPE_FACTS } from './scopes.ts';
import { SEAT_FACTS } from './seats.ts';
import { USER_FACTS } from './users.ts';

/** Every table that reports fill. */
export const FACTS: readonly Fact[] = Object.freeze([
  ...USER_FACTS,
  ...SCOPE_FACTS,
  ...REPOSITORY_FACTS,
  ...SEAT_FACTS,
  ...LEGACY_FACTS,
  ...BILLING_FACTS,
]);
