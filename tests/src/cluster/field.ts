import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DayOutcome, Store } from '@flightdeck/store';
import { ask, type FixtureFact, loadFacts } from '@flightdeck/store/conformance';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { type OpensearchStore, type OpensearchStoreOptions, openOpensearchStore } from '@flightdeck/store-opensearch';

/** Nodes of the cluster that tests may use; none when there is no cluster. */
export const NODES: readonly string[] = (process.env.TEST_CLUSTER_URL ?? '').split(',').filter((url) => url !== '');

const PEOPLE = 60;
const FIRST = Date.parse('2026-11-01');

/** Indexes of their own on a cluster, and an embedded store that is given the same days without any fault. */
export interface Field {
  open(options: Partial<OpensearchStoreOptions>): Promise<OpensearchStore>;
  /** Loads the next day in both stores. */
  load(store: Store): Promise<readonly DayOutcome[]>;
  /** Loads the next day in the store only; `load` will do it in both. */
  tryToLoad(store: Store): Promise<readonly DayOutcome[]>;
  /** Digests after the days loaded so far. */
  expected(): Promise<ReadonlyMap<string, string>>;
  ask(store: Store): Promise<unknown>;
  /** What `ask` is to be answered. */
  answer(): unknown;
  /** Does to the indexes what a cluster does when its disks are full, and undoes it. */
  block(isBlocked: boolean): Promise<void>;
  close(): Promise<void>;
}

/** @throws what the cluster answers when it cannot be used. */
export async function openField(nodes: readonly string[] = NODES): Promise<Field> {
  const [node = ''] = nodes;
  const prefix = `fault-${randomUUID().slice(0, 8)}`;
  const folder = await mkdtemp(join(tmpdir(), 'flightdeck-faults-'));
  const calm = await openDuckdbStore({ file: join(folder, 'calm.duckdb'), readFolders: [folder] });
  const opened: OpensearchStore[] = [];
  let loaded = 0;
  const day = (index: number): string => new Date(FIRST + index * 86_400_000).toISOString().slice(0, 10);
  return {
    async open(options) {
      const store = await openOpensearchStore({ url: nodes.join(','), prefix, readFolders: [folder], ...options });
      opened.push(store);
      return store;
    },
    async load(store) {
      const outcomes = await loadFacts(store, folder, factsOf(day(loaded)));
      await loadFacts(calm, folder, factsOf(day(loaded)));
      loaded += 1;
      return outcomes;
    },
    tryToLoad: (store) => loadFacts(store, folder, factsOf(day(loaded))),
    expected: () => calm.digests(),
    async ask(store) {
      const range = { from: day(0), to: day(27) };
      return (await ask(store, { metrics: ['accepted', 'active_users'], by: ['day'], range })).rows.filter(
        ({ active_users }) => active_users !== null,
      );
    },
    answer: () =>
      Array.from({ length: loaded }, (_, index) => ({
        day: day(index),
        accepted: (PEOPLE * (PEOPLE + 1)) / 2,
        active_users: PEOPLE,
      })),
    async block(isBlocked) {
      const setting = { 'index.blocks.read_only_allow_delete': isBlocked ? true : null };
      await fetch(`${node}/${prefix}-*/_settings`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(setting),
      });
    },
    async close() {
      for (const store of opened) await store.close();
      await calm.close();
      await fetch(`${node}/_index_template/${prefix}-*`, { method: 'DELETE' });
      await fetch(`${node}/${prefix}-*?expand_wildcards=all`, { method: 'DELETE' });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A day of sixty people, of whom the n-th accepted n times, and their editors. */
function factsOf(day: string): FixtureFact[] {
  const counters = [
    'user_initiated_interaction_count',
    'code_generation_activity_count',
    'code_acceptance_activity_count',
  ];
  const people = Array.from({ length: PEOPLE }, (_, index) => index + 1);
  return [
    {
      scope: 'org:acme',
      fact: 'user_day',
      columns: ['day', 'user_id', 'user_login', ...counters],
      rows: people.map((id) => [day, id, `user-${id}`, 1, 2 * id, id]),
    },
    {
      scope: 'org:acme',
      fact: 'user_day_ide',
      columns: ['day', 'user_id', 'ide', ...counters],
      rows: people.map((id) => [day, id, id % 2 === 0 ? 'vscode' : 'neovim', 1, 2 * id, id]),
    },
  ];
}
