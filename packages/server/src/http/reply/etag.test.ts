import { expect, it } from 'vitest';
import { etagOf, isNamed } from './etag.ts';

it('is the same for the same parts and another for any other', () => {
  const tag = etagOf(['/api/v1/query', { metrics: ['accepted'] }, 'v1']);
  expect(tag).toMatch(/^W\/"[\w-]{27}"$/);
  expect(etagOf(['/api/v1/query', { metrics: ['accepted'] }, 'v1'])).toBe(tag);
  expect(etagOf(['/api/v1/query', { metrics: ['accepted'] }, 'v2'])).not.toBe(tag);
});

it('is found in a list, weak or strong', () => {
  expect(isNamed('W/"a"', 'W/"a"')).toBe(true);
  expect(isNamed('"b", "a"', 'W/"a"')).toBe(true);
  expect(isNamed('*', 'W/"a"')).toBe(true);
  expect(isNamed('W/"ab"', 'W/"a"')).toBe(false);
  expect(isNamed(undefined, 'W/"a"')).toBe(false);
});
