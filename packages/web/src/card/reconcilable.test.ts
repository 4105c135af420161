import { METRICS } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { RECONCILABLE } from '@flightdeck/reconcile';
import { expect, it } from 'vitest';
import { formatView, parseView } from '../view/view.ts';
import { isReconcilable, toReconciled } from './reconcilable.ts';

it('offers to take apart exactly the metrics that can be', () => {
  expect(METRICS.filter(isReconcilable).map(({ name }) => name)).toEqual(RECONCILABLE);
});

it('fills in metric, days and filters of the number', () => {
  const query = {
    range: { from: '2026-10-25', to: '2026-11-21' },
    where: [
      { dimension: 'organization', is: 'in', values: ['acme'] },
      { dimension: 'language', is: 'not_in', values: ['go'] },
    ],
  } as unknown as QueryResult['query'];
  const view = parseView('scope=org:acme&vs=off&.tile=accepted');
  expect(formatView(toReconciled(view, 'accepted', query))).toBe(
    'scope=org:acme&from=2026-10-25&to=2026-11-21&vs=off&language!=go&.metric=accepted',
  );
});
