import { expect, it } from 'vitest';
import { entitiesOf } from './entities.ts';
import { rememberSlots } from './slots.ts';

it('a value keeps the slot the store gave it; a well-known one that of the catalogue', () => {
  rememberSlots([
    { dimension: 'language', value: 'cobol', slot: 7 },
    { dimension: 'language', value: 'python', slot: 9 },
  ]);
  expect(entitiesOf('language', ['python', 'cobol']).map(({ color }) => color)).toEqual([
    '--fd-series-2',
    '--fd-series-7',
  ]);
});
