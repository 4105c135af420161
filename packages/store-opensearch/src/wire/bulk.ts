import { DataError, UpstreamError } from '@flightdeck/catalog';
import type { Cluster } from './client.ts';
import { reasonIn } from './client.ts';
import { withPatience } from './retry.ts';

/** How documents are sent. */
export interface BulkOptions {
  readonly maxBytes?: number;
  readonly maxDocuments?: number;
  /** Requests under way at a time; with `maxBytes` the bound of what is held in memory. */
  readonly inFlight?: number;
}

/** Sends documents; `add` waits while enough are under way. */
export interface BulkWriter {
  /** Lines of `_bulk`, one action each: its own line and, but for deletions, the document's. */
  add(actions: readonly string[]): Promise<void>;
  /** Waits until everything is written. @throws what `add` throws. */
  end(): Promise<{ readonly documents: number; readonly requests: number }>;
}

interface BulkAnswer {
  readonly error?: unknown;
  readonly errors: boolean;
  readonly items: readonly Readonly<
    Record<string, { readonly _index: string; readonly _id: string; readonly status: number; readonly error?: unknown }>
  >[];
}

const MAX_BYTES = 5 * 2 ** 20;
const MAX_DOCUMENTS = 5000;
const IN_FLIGHT = 2;

/** Status codes after which the same item may be taken later. */
const LATER: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * A writer that sends pages of actions, and again only those items that were put off.
 * @throws DataError `document_refused` naming index, id and reason; UpstreamError `store_busy`, `store_blocked`.
 */
export function createBulkWriter(cluster: Cluster, options: BulkOptions = {}): BulkWriter {
  const { maxBytes = MAX_BYTES, maxDocuments = MAX_DOCUMENTS, inFlight = IN_FLIGHT } = options;
  let page: string[] = [];
  let bytes = 0;
  let documents = 0;
  let requests = 0;
  let failure: { readonly error: unknown } | undefined;
  const running = new Set<Promise<void>>();

  const fail = (): void => {
    if (failure) throw failure.error;
  };
  const flush = async (): Promise<void> => {
    if (page.length === 0) return;
    const actions = page;
    page = [];
    bytes = 0;
    while (running.size >= inFlight) await Promise.race(running);
    fail();
    const sent = sendPage(cluster, actions, () => {
      requests += 1;
    })
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => running.delete(sent));
    running.add(sent);
  };
  return {
    async add(actions) {
      for (const action of actions) {
        page.push(action);
        bytes += Buffer.byteLength(action);
        documents += 1;
        if (bytes >= maxBytes || page.length >= maxDocuments) await flush();
      }
      fail();
    },
    async end() {
      await flush();
      await Promise.all(running);
      fail();
      return { documents, requests };
    },
  };
}

async function sendPage(cluster: Cluster, actions: readonly string[], count: () => void): Promise<void> {
  let left = actions;
  await withPatience(
    cluster.patienceMs,
    async () => {
      count();
      const { status, body } = await cluster.send<BulkAnswer>({
        method: 'POST',
        path: '/_bulk',
        query: { filter_path: 'error,status,errors,items.*.error,items.*.status,items.*._id,items.*._index' },
        body: `${left.join('\n')}\n`,
        accept: [429, 503],
      });
      if (status >= 400) throw busy(left.length, reasonIn(body.error) ?? `status ${status}`);
      if (!body.errors) return;
      const { actions: again, reason } = collectPutOff(left, body);
      left = again;
      if (left.length > 0) throw busy(left.length, reason);
    },
    { passes: ({ code }) => code === 'store_busy' || code === 'store_blocked' },
  );
}

/** Items to send again. @throws DataError, UpstreamError for one that would be refused again. */
function collectPutOff(
  actions: readonly string[],
  { items }: BulkAnswer,
): { readonly actions: readonly string[]; readonly reason: string } {
  const again: string[] = [];
  let reason = '';
  items.forEach((item, index) => {
    const [[kind, { _index, _id, status, error }] = ['', { _index: '', _id: '', status: 0 }]] = Object.entries(item);
    if (status < 300 || (kind === 'delete' && status === 404)) return;
    const why = reasonIn(error) ?? `status ${status}`;
    const isBlocked = /cluster_block_exception|flood.?stage|read-only/i.test(why);
    if (LATER.has(status) || isBlocked) {
      again.push(actions[index] ?? '');
      reason = why;
      return;
    }
    throw new DataError(`The cluster refused document ${_id} of ${_index}: ${why}`, {
      code: 'document_refused',
      hint: 'Nothing of the batch counts. Compare the index with its template; a foreign mapping is refused.',
    });
  });
  return { actions: again, reason };
}

function busy(items: number, reason: string): UpstreamError {
  const isBlocked = /block|flood|read-only/i.test(reason);
  return new UpstreamError(
    isBlocked
      ? `The cluster takes no writes: ${reason}`
      : `The cluster put off ${items} documents again and again: ${reason}`,
    {
      code: isBlocked ? 'store_blocked' : 'store_busy',
      retryable: true,
      hint: isBlocked
        ? 'Free disk space on its nodes; the block is lifted when there is enough, and the next sync goes on.'
        : 'The next sync tries again; a cluster that is always full needs more nodes or memory.',
    },
  );
}
