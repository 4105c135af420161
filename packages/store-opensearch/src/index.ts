export * from './open-store.ts';
export type { ClusterAddress } from './wire/client.ts';
