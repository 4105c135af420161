export { type DuckdbStoreOptions, openDuckdbStore } from './open-store.ts';
