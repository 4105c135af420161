import type { JournalMark } from '@flightdeck/store';
import { booksIndex } from '../layout/layout.ts';
import type { Cluster } from '../wire/client.ts';

const path = (prefix: string): string => `/${booksIndex(prefix)}/_doc/mark`;

/** How far the indexes have taken in the journal; null before that was ever said. */
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
