import { parseScope, scopeLabel } from '@flightdeck/catalog';
import { isPerScope, type Journey, type Labels } from '@flightdeck/store/reference';
import { columnNamed, groupsBy, type Key, type Question } from '@flightdeck/store/shared';

/** Keys of a bucket's group; null when it stands in none, as of a team not asked for. */
export type BucketKeys = (
  by: readonly Key[],
  bucket: Readonly<Record<string, unknown>>,
) => readonly (string | null)[] | null;

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** True when a bucket must have its scope for the journey of its person. */
export const needsScope = (question: Question): boolean => groupsBy(question, 'journey') && isPerScope(question);

/** What makes the keys of a question's buckets. */
export function createBucketKeys(question: Question, labels: Labels): BucketKeys {
  const only = question.scopes.length === 1 ? (question.scopes[0] ?? '') : '';
  return (by, bucket) => {
    const scope = text(bucket.scope) ?? only;
    const keys: (string | null)[] = [];
    for (const { name, kind } of by) {
      if (kind === 'team') {
        const team = labels.team(scope, String(bucket.team));
        if (team === null) return null;
        keys.push(team);
      } else if (kind === 'time') keys.push(toDay(Number(bucket[name])));
      else if (kind === 'scope') keys.push(scopeLabel(parseScope(scope)));
      else if (kind === 'person') keys.push(labels.person(text(bucket.user)));
      else if (kind === 'repository') keys.push(labels.repository(text(bucket.repository)));
      else if (kind === 'journey') keys.push(labels.journey(scope, text(bucket.user))?.[name as keyof Journey] ?? null);
      else keys.push(attribute(question, name, bucket[name]));
    }
    return keys;
  };
}

/** Composite buckets give days as milliseconds. */
function attribute({ fact }: Question, name: string, value: unknown): string | null {
  const column = fact.columns.find((known) => known.name === columnNamed(name));
  return column?.type === 'day' && typeof value === 'number' ? toDay(value) : text(value);
}

const toDay = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
