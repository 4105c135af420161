export type { ClusterAddress } from './client.ts';
export type { Lease, LeaseOptions } from './lease.ts';
export * from './open-store.ts';
