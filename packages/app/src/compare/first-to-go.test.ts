import { expect, it } from 'vitest';
import { firstToGo } from './first-to-go.ts';

const gone = (owners: string) => firstToGo([...owners].map((owner, index) => [`${owner}${index}`, { owner }]))?.[0];

it('is the oldest file of whoever has the most, and the oldest of all where nobody has more than another', () => {
  expect(gone('abbbb')).toBe('b1');
  expect(gone('ababa')).toBe('a0');
  expect(gone('bacde')).toBe('b0');
  expect(gone('')).toBeUndefined();
});
