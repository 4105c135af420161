import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Fault, type FaultProxy, type Passing, startFaultProxy } from './fault-proxy.ts';
import { type Field, NODES, openField } from './field.ts';

const LATER = { error: { type: 'rejected_execution_exception', reason: 'queue capacity reached' }, status: 429 };
const isBulk = ({ path }: Passing): boolean => path.startsWith('/_bulk');
const isCommit = ({ method, path, body }: Passing): boolean =>
  method === 'PUT' && path.includes('/_doc/view') && body.includes('"pending":null');
const isSearch = ({ path }: Passing): boolean => path.includes('/_search?');

describe.skipIf(NODES.length === 0)('the store on a cluster that fails (needs TEST_CLUSTER_URL)', () => {
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
  let field: Field;
  let proxy: FaultProxy;
  beforeAll(async () => {
    field = await openField();
    proxy = await startFaultProxy(NODES[0] ?? '');
  });
  afterAll(async () => {
    await proxy?.close();
    await field?.close();
  });
  /** A fault for the first so many requests that match. */
  const first = (times: number, matches: (passing: Passing) => boolean, fault: Fault): void => {
    let left = times;
    proxy.fault = (passing) => {
      if (left === 0 || !matches(passing)) return undefined;
      left -= 1;
      return fault;
    };
  };

  it.for([
    ['429 of a full queue', { answer: { status: 429, body: LATER } }],
    [
      '503 of a node that starts',
      { answer: { status: 503, body: { error: { type: 'x', reason: 'starting' }, status: 503 } } },
    ],
    ['a connection that breaks before the node heard', { breaks: 'before' }],
    ['a connection that breaks after the node wrote', { breaks: 'after' }],
  ] as const)('loads a day once in spite of %s', async ([, fault]) => {
    const store = await field.open({ url: proxy.url });
    first(3, isBulk, fault);
    await field.load(store);
    expect(await store.digests()).toEqual(await field.expected());
  });

  it.for([429, 503])('sends only those documents again that were put off with %d', async (status) => {
    const store = await field.open({ url: proxy.url });
    const before = proxy.items();
    const seenBefore = proxy.seen.length;
    first(2, isBulk, { refuse: { status, places: new Set([0, 7, 8, 40]) } });
    await field.load(store);
    const sent = proxy.seen.slice(seenBefore).filter(isBulk);
    const documents = sent.map(({ body }) => (body.match(/\n/g)?.length ?? 0) / 2);
    expect(documents.slice(1)).toEqual([4, 1]);
    expect(proxy.items() - before).toBe(documents[0]);
    expect(await store.digests()).toEqual(await field.expected());
  });

  it('names the document that is refused, and nothing of its load counts', async () => {
    const store = await field.open({ url: proxy.url });
    first(1, isBulk, { refuse: { status: 400, places: new Set([3]) } });
    await expect(field.tryToLoad(store)).rejects.toMatchObject({
      code: 'document_refused',
      message: expect.stringMatching(/^The cluster refused document [0-9a-f]{32} of \S+-2026-11: strict_dynamic/),
    });
    proxy.fault = () => undefined;
    expect(await store.digests()).toEqual(await field.expected());
    await field.load(store);
    expect(await store.digests()).toEqual(await field.expected());
  });

  it.for(['before', 'after'] as const)('commits once when the connection breaks %s the commit', async (breaks) => {
    const store = await field.open({ url: proxy.url });
    first(2, isCommit, { breaks });
    await field.load(store);
    expect(await store.digests()).toEqual(await field.expected());
  });

  it('says after a lost commit, when asked to load again, that nothing has changed', async () => {
    const store = await field.open({ url: proxy.url, loadPatienceMs: 0 });
    let hasCommitted = false;
    proxy.fault = (passing) => {
      hasCommitted ||= isCommit(passing);
      return hasCommitted ? { breaks: 'after' } : undefined;
    };
    await expect(field.tryToLoad(store)).rejects.toMatchObject({ code: 'store_unreachable', retryable: true });
    proxy.fault = () => undefined;
    expect((await field.load(store)).map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(await store.digests()).toEqual(await field.expected());
  });

  it('asks again when a search is turned away, and never answers with a part', async () => {
    const store = await field.open({ url: proxy.url });
    first(2, isSearch, { answer: { status: 429, body: LATER } });
    expect(await field.ask(store)).toEqual(field.answer());
    first(1, isSearch, { edit: (body) => ({ ...body, timed_out: true }) });
    expect(await field.ask(store)).toEqual(field.answer());
    first(1, isSearch, { edit: (body) => ({ ...body, _shards: { total: 3, successful: 2, failed: 1 } }) });
    expect(await field.ask(store)).toEqual(field.answer());
  });

  it('goes on with another node while one is slow or gone', async () => {
    const fast = await startFaultProxy(NODES.at(-1) ?? '');
    proxy.fault = () => ({ delayMs: 60_000 });
    const url = `${proxy.url},${fast.url},http://127.0.0.1:9`;
    const store = await field.open({ url, requestTimeoutMs: 5_000 });
    await field.load(store);
    expect(await field.ask(store)).toEqual(field.answer());
    expect(await store.digests()).toEqual(await field.expected());
    proxy.fault = () => undefined;
    await fast.close();
  });

  it('says at once that no node can be reached', async () => {
    await expect(field.open({ url: 'http://127.0.0.1:9', patienceMs: 300 })).rejects.toMatchObject({
      code: 'store_unreachable',
      retryable: true,
      message: 'The cluster cannot be reached: connect ECONNREFUSED 127.0.0.1:9.',
    });
  });

  it('lets one of two servers sync, and the other when the first falls silent, never both', async () => {
    const ada = await field.open({ url: proxy.url, patienceMs: 0 });
    const bob = await field.open({});
    const keeping = { ttlMs: 8_000, renewMs: 400 };
    const first = ada.lease({ ...keeping, name: 'ada' });
    await first.look();
    const second = bob.lease({ ...keeping, name: 'bob' });
    await second.look();
    const both: boolean[] = [];
    const watch = setInterval(() => both.push(first.isHeld && second.isHeld), 10);
    await vi.waitFor(() => expect([first.isHeld, second.holder]).toEqual([true, 'ada']), { timeout: 90_000 });
    proxy.fault = () => ({ breaks: 'before' });
    await vi.waitFor(() => expect([first.isHeld, second.isHeld]).toEqual([false, true]), { timeout: 90_000 });
    proxy.fault = () => undefined;
    await vi.waitFor(() => expect([first.holder, first.isHeld, second.isHeld]).toEqual(['bob', false, true]), {
      timeout: 90_000,
    });
    clearInterval(watch);
    expect(both).not.toContain(true);
    await first.release();
    await second.release();
  }, 300_000);

  it('gives up what a dead writer left unfinished, and loads the day', async () => {
    const dying = await field.open({ loadPatienceMs: 0, url: proxy.url });
    let isDead = false;
    proxy.fault = (passing) => {
      isDead ||= isBulk(passing);
      return isDead ? { breaks: 'after' } : undefined;
    };
    await expect(field.tryToLoad(dying)).rejects.toMatchObject({ code: 'store_unreachable' });
    // A minute later, by the clock of the one that takes over.
    const next = await field.open({ now: () => new Date(Date.now() + 60_000) });
    await field.load(next);
    expect(await next.digests()).toEqual(await field.expected());
    proxy.fault = () => undefined;
  });

  it('waits with a load while the disks are full, is readable meanwhile, and goes on when there is room', async () => {
    const store = await field.open({ url: proxy.url });
    await field.block(true);
    const reader = await field.open({ url: proxy.url });
    const loading = field.load(store);
    expect(await field.ask(reader)).toEqual(field.answer());
    setTimeout(() => void field.block(false), 3_000);
    await loading;
    expect(await reader.digests()).toEqual(await field.expected());
  });

  it('says that the disks are full when they stay so, and loads the day when they no longer are', async () => {
    const store = await field.open({ url: proxy.url, loadPatienceMs: 1_000 });
    await field.block(true);
    await expect(field.tryToLoad(store)).rejects.toMatchObject({ code: 'store_blocked', retryable: true });
    expect(await field.ask(store)).toEqual(field.answer());
    await field.block(false);
    expect(await store.digests()).toEqual(await field.expected());
    await field.load(store);
    expect(await store.digests()).toEqual(await field.expected());
  });
});
