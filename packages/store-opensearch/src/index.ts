export type { Lease, LeaseOptions } from './ledger/lease.ts';
export * from './open-store.ts';
export type { ClusterAddress } from './wire/client.ts';
