import { panelsOfPage } from '@flightdeck/catalog';
import { mergeQueries } from '@flightdeck/query';
import type { QueryClient } from '@tanstack/react-query';
import { allAsOf } from '../data/as-of.ts';
import { answersQuery, STATUS_QUERY, toAsked } from '../data/hooks.ts';
import { ME_QUERY, may, STATUS_NEED } from '../data/session/me.ts';
import { choiceOf } from '../view/page-choice.ts';
import type { View } from '../view/view.ts';
import { askingOf, choicesOf, panelsShown } from './asking.ts';

/** Asks what a page of the catalogue will ask, before it is drawn; null asks only who asks, and for the status. Never fails. */
export async function askAhead(client: QueryClient, page: string | null, view: View): Promise<void> {
  const me = await client.fetchQuery(ME_QUERY).catch(() => undefined);
  const status = may(me, STATUS_NEED) ? await client.fetchQuery(STATUS_QUERY).catch(() => null) : null;
  const asked = status && page !== null ? toAsked(view, status) : null;
  if (!status || !asked || page === null) return;
  const panels = panelsShown(panelsOfPage(page, choiceOf(view)), status);
  const asking = askingOf(panels, choicesOf(panels, view.local), asked);
  const queries = allAsOf(
    asking.map(({ query }) => query),
    view.asOf,
  );
  await client.prefetchQuery(answersQuery(mergeQueries(queries).queries));
}
