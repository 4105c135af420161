import type { JournalMark } from '@flightdeck/store';
import { ledgerIndex } from '../layout/layout.ts';
import type { Cluster } from '../wire/client.ts';

const path = (prefix: string): string => `/${ledgerIndex(prefix)}/_doc/mark`;

/** How much of the journal the indexes have taken in; null before that was first recorded. */
export async function readMark(cluster: Cluster, prefix: string): Promise<JournalMark | null> {
  const { status, body } = await cluster.send<{ readonly _source: { readonly held: JournalMark } }>({
    method: 'GET',
    path: path(prefix),
    accept: [404],
  });
  return status === 404 ? null : body._source.held;
}

/** Replaces it. */
export async function writeMark(cluster: Cluster, prefix: string, mark: JournalMark): Promise<void> {
  await cluster.send({
    method: 'PUT',
    path: path(prefix),
    query: { refresh: true },
    body: { table: 'meta', held: mark },
  });
}
