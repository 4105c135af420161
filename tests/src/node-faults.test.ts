import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest';
import { type Cluster, startCluster } from '../../scripts/cluster/nodes.mjs';
import { type Field, openField } from './cluster/field.ts';

/** The engine to start, perhaps with its version; nodes that die are nothing for a cluster that others use. */
const ENGINE = process.env.TEST_CLUSTER_FAULTS;
const [NAME, VERSION] = ENGINE?.split(' ') ?? [];

describe.skipIf(!ENGINE)('the store on a cluster whose nodes die (needs `npm run test:cluster`)', () => {
  vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });
  let cluster: Cluster | undefined;
  let field: Field;
  let missing = 'the cluster did not start';
  const ready = (context: TestContext): Cluster => cluster ?? context.skip(missing);
  beforeAll(async () => {
    try {
      cluster = await startCluster({
        engine: NAME === 'elasticsearch' ? 'elasticsearch' : 'opensearch',
        ...(VERSION === undefined ? {} : { version: VERSION }),
        httpPort: 9211,
        transportPort: 9311,
        settings: { 'cluster.info.update.interval': '10s' },
      });
    } catch (error) {
      if (!(error as { readonly isMissing?: boolean }).isMissing) throw error;
      missing = (error as Error).message;
      return;
    }
    field = await openField(cluster.urls);
  });
  afterAll(async () => {
    await field?.close();
    await cluster?.stop();
  });

  /** The node that leads the cluster. */
  const leaderOf = async ({ nodes }: Cluster) => {
    const answer = await fetch(`${nodes[0]?.url}/_cat/master?h=node`);
    const name = (await answer.text()).trim();
    return nodes.find((node) => node.name === name);
  };
  const settings = (values: object) =>
    fetch(`${cluster?.urls[0]}/_cluster/settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persistent: values }),
    });

  it.for(['in_load', 'before_refresh', 'before_commit', 'after_commit'])(
    'loads a day once when a node dies %s, and the node comes back',
    async (point, context) => {
      const { nodes, ready: green } = ready(context);
      const leader = point === 'before_commit' ? await leaderOf(ready(context)) : undefined;
      const victim = leader ?? nodes[1];
      let hasDied = false;
      const store = await field.open({
        faultPoint(name) {
          if (name !== point || hasDied) return;
          hasDied = true;
          victim?.kill();
        },
      });
      await field.load(store);
      expect(hasDied).toBe(true);
      expect(await store.digests()).toEqual(await field.expected());
      await victim?.ended();
      victim?.start();
      await green();
      expect(await store.digests()).toEqual(await field.expected());
    },
  );

  it('answers all questions correctly while a node dies', async (context) => {
    const { nodes, ready: green } = ready(context);
    const store = await field.open({});
    const answer = field.answer();
    let isOver = false;
    const asking = Promise.all(
      [1, 2].map(async () => {
        let asked = 0;
        for (; !isOver || asked < 3; asked += 1) expect(await field.ask(store)).toEqual(answer);
        return asked;
      }),
    );
    await sleep(500);
    nodes[2]?.kill();
    await nodes[2]?.ended();
    await sleep(10_000);
    isOver = true;
    expect(Math.min(...(await asking))).toBeGreaterThan(0);
    nodes[2]?.start();
    await green();
  });

  it('goes on loading and answering while a node is frozen', async (context) => {
    const { nodes, ready: green } = ready(context);
    const store = await field.open({ requestTimeoutMs: 15_000, patienceMs: 120_000 });
    nodes[1]?.kill('SIGSTOP');
    await field.load(store);
    expect(await field.ask(store)).toEqual(field.answer());
    nodes[1]?.kill('SIGCONT');
    await green();
    expect(await store.digests()).toEqual(await field.expected());
  });

  it('loads a day once when all nodes are started again in the middle of it', async (context) => {
    const { nodes, ready: green } = ready(context);
    let hasDied = false;
    const store = await field.open({
      loadPatienceMs: 600_000,
      async faultPoint(name) {
        if (name !== 'in_load' || hasDied) return;
        hasDied = true;
        for (const node of nodes) node.kill();
        await Promise.all(nodes.map((node) => node.ended()));
        for (const node of nodes) node.start();
      },
    });
    await field.load(store);
    await green();
    expect(hasDied).toBe(true);
    expect(await store.digests()).toEqual(await field.expected());
    expect(await field.ask(store)).toEqual(field.answer());
  });

  it('says that the disks are full, and loads the day when the cluster has lifted its block', async (context) => {
    ready(context);
    const store = await field.open({ loadPatienceMs: 90_000 });
    const watermark = 'cluster.routing.allocation.disk.watermark';
    const limits = ['low', 'high', 'flood_stage'].map((name) => [`${watermark}.${name}`, '900tb']);
    const switched = 'cluster.routing.allocation.disk.threshold_enabled';
    await settings({ ...Object.fromEntries(limits), [switched]: true });
    // Nodes look at their disks every ten seconds.
    const blocked = async (): Promise<boolean> => {
      const answer = await fetch(`${cluster?.urls[0]}/_settings/index.blocks.read_only_allow_delete`);
      return (await answer.text()).includes('true');
    };
    while (!(await blocked())) await sleep(1_000);
    const impatient = await field.open({ loadPatienceMs: 500 });
    await expect(field.tryToLoad(impatient)).rejects.toMatchObject({ code: 'store_blocked', retryable: true });
    expect(await field.ask(store)).toEqual(field.answer());
    await settings(Object.fromEntries([...limits, [switched]].map(([name = '']) => [name, null])));
    await settings({ [switched]: true });
    // The block goes by itself.
    await field.load(store);
    expect(await store.digests()).toEqual(await field.expected());
    await settings({ [switched]: null });
  });
});
