import { join } from 'node:path';
import { folderRecords, type Records } from '@flightdeck/access';
import { openClusterRecords } from '@flightdeck/store-opensearch';
import type { Config } from '../../settings/config.ts';

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

/** The records of an installation, and how they get there. */
export interface OpenedRecords {
  readonly of: RecordsOf;
  /** Moves into the cluster what the data folder still has, so that switching there signs nobody out and stops no token. */
  moveIn(): Promise<void>;
  close(): Promise<void>;
}

/** Opens them where the settings say; nothing is asked of a cluster before it is needed. */
export function openRecords({
  dataFolder,
  cluster,
  accessInCluster,
}: Pick<Config, 'dataFolder' | 'cluster' | 'accessInCluster'>): OpenedRecords {
  const ofFolder = folderRecordsOf(dataFolder);
  if (cluster === null || !accessInCluster)
    return { of: ofFolder, moveIn: async () => undefined, close: async () => undefined };
  const shared = openClusterRecords(cluster);
  return {
    of: shared.of,
    async moveIn() {
      for (const kind of Object.keys(FOLDERS) as RecordKind[]) await moveRecords(ofFolder(kind), shared.of(kind));
    },
    close: shared.close,
  };
}

/** What a server that was killed while it wrote has left. */
const HALF = /\.[0-9a-f]{16}$/;

/** Moves records; what is there already stays as it is, and what was moved is gone where it was, so that nothing removed comes back. */
async function moveRecords(from: Records, to: Records): Promise<void> {
  for (const { name, text, at } of await from.all()) {
    if (!HALF.test(name)) await to.add(name, text, at);
    await from.remove(name);
  }
}
