import { randomUUID } from 'node:crypto';
import { type OpensearchStore, openOpensearchStore } from '@flightdeck/store-opensearch';

/** Nodes of a cluster to test on, separated by commas; empty: there is none, and what needs one is skipped by name. */
export const CLUSTER_URL = process.env.TEST_CLUSTER_URL ?? '';

/** What is said where tests are skipped. */
export const NEEDS_CLUSTER = 'needs TEST_CLUSTER_URL; `npm run test:cluster` starts a cluster';

const opened = new Set<string>();

/** A prefix for indexes of one's own, which are removed with the others. */
export function createPrefix(): string {
  const prefix = `test-${randomUUID().slice(0, 8)}`;
  opened.add(prefix);
  return prefix;
}

/** An empty store on the cluster, with indexes of its own. */
export async function openClusterStore(
  readFolders: readonly string[],
  prefix = createPrefix(),
): Promise<OpensearchStore> {
  opened.add(prefix);
  return openOpensearchStore({ url: CLUSTER_URL, prefix, readFolders });
}

/** Deletes the indexes and templates of all stores that were opened, and of prefixes that were made. */
export async function removeClusterStores(): Promise<void> {
  const [node = ''] = CLUSTER_URL.split(',');
  for (const prefix of opened) {
    for (const group of ['facts', 'teams', 'scopes']) {
      await fetch(`${node}/_index_template/${prefix}-${group}`, { method: 'DELETE' });
    }
    const found = (await (await fetch(`${node}/${prefix}-*/_alias`)).json()) as Readonly<Record<string, unknown>>;
    const indexes = Object.keys(found).filter((name) => name.startsWith(`${prefix}-`));
    if (indexes.length > 0) await fetch(`${node}/${indexes.join(',')}`, { method: 'DELETE' });
  }
  opened.clear();
}
