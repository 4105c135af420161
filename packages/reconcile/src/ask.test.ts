import type { QueryResult } from '@flightdeck/query';
import { expect, it } from 'vitest';
import { type Ask, hearAdded } from './ask.ts';

it('what is added over organizations is heard once, and nothing else', async () => {
  const notes = [
    {
      code: 'organizations_added',
      metric: null,
      message: 'GitHub splits activity between organizations; it is added up.',
    },
    { code: 'host_default', metric: null, message: 'Answered for one host.' },
  ];
  const ask: Ask = async (queries) => queries.map(() => ({ notes }) as unknown as QueryResult);
  const said = new Set<string>();
  const range = { from: '2026-10-01', to: '2026-10-02' };
  const answers = await hearAdded(
    ask,
    said,
  )([
    { metrics: ['generated'], range },
    { metrics: ['accepted'], range },
  ]);
  expect(answers).toHaveLength(2);
  expect([...said]).toEqual(['GitHub splits activity between organizations; it is added up.']);
});
