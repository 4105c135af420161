export { type DuckdbStore, type DuckdbStoreOptions, openDuckdbStore } from './open-store.ts';
