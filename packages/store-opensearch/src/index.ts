export * from './open-store.ts';
export { type ClusterRecords, LIST_MS, openClusterRecords, recordsIndex } from './records/cluster-records.ts';
export type { ClusterAddress } from './wire/client.ts';
