import { expect, it } from 'vitest';
import { findWhom } from './whom.ts';

/** Everybody has the id that their name ends with. */
const store = {
  people: async (_: readonly string[], names: readonly string[]) =>
    names.map((name) => ({ id: name.replace(/\D/g, ''), label: name })),
};

it('has people of several answers by host, each once', async () => {
  const answers = [
    { names: ['ada1', 'bob2'], scopes: ['org:acme'] },
    { names: ['bob2', 'cyd3'], scopes: ['org:labs', 'org:acme'] },
    { names: ['dee1'], scopes: ['org:far@api.far.ghe.com'] },
    { names: [], scopes: ['org:nobody'] },
  ];
  expect(await findWhom(store, answers)).toEqual([
    { host: 'api.github.com', ids: ['1', '2', '3'], scopes: ['org:acme', 'org:labs'] },
    { host: 'api.far.ghe.com', ids: ['1'], scopes: ['org:far@api.far.ghe.com'] },
  ]);
});

it('has the scopes alone where there are more than five hundred, and * for more than fifty scopes', async () => {
  const many = (count: number, of: string) => Array.from({ length: count }, (_, index) => `${of}${index + 1}`);
  const [all] = await findWhom(store, [{ names: many(500, 'p'), scopes: many(50, 'org:s') }]);
  expect([all?.ids?.length, all?.scopes.length]).toEqual([500, 50]);
  expect(await findWhom(store, [{ names: many(501, 'p'), scopes: many(51, 'org:s') }])).toEqual([
    { host: 'api.github.com', ids: null, scopes: ['*'] },
  ]);
});
