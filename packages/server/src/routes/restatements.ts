import { readRestatements, readSettling, toRestatementsQuery } from '@flightdeck/app';
import { formatScope, InputError, parseScope } from '@flightdeck/catalog';
import { z } from 'zod';
import { restatements, settlingCurve } from '../answers/ledger.ts';
import { route, type SearchParameter } from './route.ts';

const SCOPE = { name: 'scope', says: 'Only this scope: org:NAME or enterprise:NAME.' } as const;
const PARAMETERS = [
  SCOPE,
  { name: 'from', says: 'Only report days from this one on, YYYY-MM-DD.' },
  { name: 'to', says: 'Only report days up to this one, YYYY-MM-DD.' },
  { name: 'limit', says: 'Replacements at most; 50 by default, up to 200.' },
] as const;

/** Routes of days replaced since they were first loaded. */
export const RESTATEMENT_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/restatements',
    right: 'read_changes',
    spans: 'everything',
    says: 'Days that a newer report replaced, newest first: when, why, and every total that changed.',
    body: null,
    answer: restatements,
    search: {
      parameters: PARAMETERS,
      parse: (search) => toRestatementsQuery(onlyKnown(search, PARAMETERS)),
    },
    heavy: true,
    cacheable: () => true,
    handle: ({ app, body }) => readRestatements(app.store, body),
  }),
  route({
    method: 'get',
    path: '/api/v1/settling',
    right: 'read_changes',
    spans: 'everything',
    says: 'How fast days become final: the share of the final value known by days after, by scope and measure.',
    body: null,
    answer: z.strictObject({ curves: z.array(settlingCurve) }),
    search: {
      parameters: [SCOPE],
      parse(search): { readonly scope?: string } {
        const { scope } = onlyKnown(search, [SCOPE]);
        return scope === undefined ? {} : { scope: formatScope(parseScope(scope)) };
      },
    },
    heavy: true,
    cacheable: () => true,
    handle: async ({ app, body }) => ({ curves: await readSettling(app.store, body.scope) }),
  }),
] as const;

/** The parameters given, by name; empty ones are left out. @throws InputError `bad_query` for an unknown one. */
function onlyKnown(search: URLSearchParams, known: readonly SearchParameter[]): Readonly<Record<string, string>> {
  const names = known.map(({ name }) => name);
  for (const name of search.keys()) {
    if (names.includes(name)) continue;
    throw new InputError(`There is no parameter "${name}".`, {
      code: 'bad_query',
      hint: `Allowed: ${names.join(', ')}.`,
    });
  }
  return Object.fromEntries([...search].filter(([, value]) => value !== ''));
}
