import { type DayRange, DEFAULT_HOST, InputError } from '@flightdeck/catalog';
import type { AskOne } from './ask.ts';
import type { ScopeChoice } from './definition.ts';
import { keyOf } from './measure/read.ts';
import type { Change } from './result.ts';

/** People by the organizations they are reported in, '' for none; a person of several is in each. */
export async function organizationsOf(
  people: readonly Change[],
  { names }: ScopeChoice,
  range: DayRange,
  ask: AskOne,
): Promise<readonly Change[]> {
  const host = names[0]?.split('@')[1] ?? DEFAULT_HOST;
  const where = [{ dimension: 'organization', values: [`@${host}`] }];
  const rows = await ask({ metrics: ['reported_users'], by: ['user', 'organization'], range, where }).then(
    (answer) => answer.rows,
    (error: unknown) => {
      // An enterprise whose organizations are not fetched.
      if (error instanceof InputError) return null;
      throw error;
    },
  );
  if (rows === null) return [];
  const memberships = new Map<string, string[]>();
  for (const row of rows) {
    const user = keyOf(row, 'user');
    memberships.set(user, [...(memberships.get(user) ?? []), keyOf(row, 'organization')]);
  }
  const groups = new Map<string, { before: number; after: number }>();
  for (const { key, before, after } of people) {
    for (const organization of memberships.get(key) ?? ['']) {
      const group = groups.get(organization) ?? { before: 0, after: 0 };
      groups.set(organization, { before: group.before + before, after: group.after + after });
    }
  }
  return [...groups].map(([key, group]) => ({ key, ...group })).sort((a, b) => (a.key < b.key ? -1 : 1));
}
