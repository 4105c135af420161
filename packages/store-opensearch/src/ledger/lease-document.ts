import { LEASE_TTL_MS, type LeaseOptions, type LeasePlace, type WrittenLease } from '@flightdeck/store';
import { ledgerIndex } from '../layout/layout.ts';
import type { Cluster } from '../wire/client.ts';

/** Place of a document in the order of its writes. */
interface Version {
  readonly seqNo: number;
  readonly term: number;
}

interface GotLease {
  readonly _seq_no: number;
  readonly _primary_term: number;
  readonly _source: { readonly held: WrittenLease };
}

/** The document of a cluster in which the lease of its servers stands. */
export function leaseDocument(
  reached: Cluster,
  prefix: string,
  { ttlMs: timeoutMs = LEASE_TTL_MS }: LeaseOptions,
): LeasePlace<Version> {
  // The next look is the next try.
  const cluster = reached.patient(0);
  const path = `/${ledgerIndex(prefix)}/_doc/lease`;
  return {
    async read() {
      const { status, body } = await cluster.send<GotLease>({ method: 'GET', path, accept: [404], timeoutMs });
      if (status === 404) return null;
      return { version: { seqNo: body._seq_no, term: body._primary_term }, held: body._source.held };
    },
    async write(lease, found) {
      const { status } = await cluster.send({
        method: 'PUT',
        path,
        query: found ? { if_seq_no: found.version.seqNo, if_primary_term: found.version.term } : { op_type: 'create' },
        body: { table: 'meta', held: lease },
        accept: [409],
        timeoutMs,
      });
      return status !== 409;
    },
    textOf: ({ seqNo, term }) => `${seqNo} ${term}`,
  };
}
