import type { Cluster } from '../wire/client.ts';

interface Stats {
  readonly _all?: { readonly total?: { readonly store?: { readonly size_in_bytes?: number } } };
}

/** Bytes all indexes of the prefix take on all nodes, copies included; null where the user may not ask. */
export async function readBytes(cluster: Cluster, prefix: string): Promise<number | null> {
  const { body } = await cluster
    .patient(0)
    .send<Stats>({ method: 'GET', path: `/${prefix}-*/_stats/store`, accept: [401, 403, 404] });
  return body._all?.total?.store?.size_in_bytes ?? null;
}
