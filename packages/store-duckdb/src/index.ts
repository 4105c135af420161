export { type FileHeader, readFileHeader } from './file/file-header.ts';
export { type DuckdbStore, type DuckdbStoreOptions, openDuckdbStore } from './open-store.ts';
