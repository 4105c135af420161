export { type FileHeader, readFileHeader } from './file/layout/file-header.ts';
export { type DuckdbStore, type DuckdbStoreOptions, openDuckdbStore } from './open-store.ts';
