import { join } from 'node:path';
import { folderRecords, type Records } from '@flightdeck/access';

/** Folders of the records of one kind, below the data folder. `access` has the table of accounts and the link for the first administrator. */
const FOLDERS = Object.freeze({
  access: 'access',
  grants: 'access/grants',
  organizations: 'access/organizations',
  people: 'access/people',
  sessions: 'sessions',
  tokens: 'access/tokens',
});

/** What is stored in records of its own. */
export type RecordKind = keyof typeof FOLDERS;

/** The records of a kind. */
export type RecordsOf = (kind: RecordKind) => Records;

/** Records as files of a data folder. */
export const folderRecordsOf =
  (dataFolder: string): RecordsOf =>
  (kind) =>
    folderRecords(join(dataFolder, FOLDERS[kind]));
