export { type FileHeader, readFileHeader } from './file/layout/file-header.ts';
export { beforeUpgrade, removeBoth as removeDatabase } from './file/layout/upgrade-file.ts';
export { type DuckdbStore, type DuckdbStoreOptions, openDuckdbStore } from './open-store.ts';
