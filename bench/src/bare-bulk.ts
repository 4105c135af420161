/** Documents that were found new in the indexes of a store, ready to be sent once more. */
export interface Copy {
  /** Documents found. */
  readonly documents: number;
  /** Documents that are sent: as many as fit in memory. */
  readonly sent: number;
  /** Makes the indexes that are not there, sends the documents and makes them visible. */
  send(): Promise<void>;
}

/** Indexes like those of a store, filled with nothing but `_bulk`. */
export interface Bare {
  /** The documents that the store wrote since the last call. */
  copyNew(): Promise<Copy>;
  /** Removes these indexes and the store's. */
  remove(): Promise<void>;
}

interface Page {
  readonly _scroll_id: string;
  readonly aggregations?: { readonly load: { readonly value: number | null } };
  readonly hits: {
    readonly total: { readonly value: number };
    readonly hits: readonly {
      readonly _index: string;
      readonly _id: string;
      readonly _source: object;
    }[];
  };
}

const PAGE_BYTES = 5 * 2 ** 20;
const IN_FLIGHT = 2;
const MOST_SENT = 300_000;

/** The yardstick for loading: the same documents, pages, and requests under way, with ready-made bodies. */
export function openBare(node: string, prefix: string): Bare {
  let lastLoad = 0;
  const made = new Set<string>();

  async function call<T>(method: string, path: string, body?: object | string): Promise<T> {
    const isText = typeof body === 'string';
    const answer = await fetch(`${node}${path}`, {
      method,
      headers: { 'content-type': isText ? 'application/x-ndjson' : 'application/json' },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    if (!answer.ok && answer.status !== 404) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** An index with the fields and settings of the store's. */
  async function makeLike(index: string): Promise<void> {
    const found = await call<Record<string, { readonly mappings: object }>>('GET', `/${index}`);
    const settings = { number_of_shards: 1, auto_expand_replicas: '0-1', refresh_interval: '-1' };
    await call('PUT', `/${nameOf(index)}?wait_for_active_shards=all`, { settings, mappings: found[index]?.mappings });
    made.add(index);
  }

  const nameOf = (index: string): string => `bare-${index}`;
  return {
    async copyNew() {
      const indexes = `/${prefix}-facts-*,${prefix}-teams-*,${prefix}-scopes-*`;
      const query = { range: { load: { gt: lastLoad } } };
      const aggs = { load: { max: { field: 'load' } } };
      const first = { size: 5000, sort: ['_doc'], track_total_hits: true, query, aggs };
      let page = await call<Page>('POST', `${indexes}/_search?scroll=2m`, first);
      const documents = page.hits.total.value;
      lastLoad = page.aggregations?.load.value ?? lastLoad;
      const fresh = new Set<string>();
      const pages: string[] = [];
      let lines: string[] = [];
      let bytes = 0;
      let sent = 0;
      const turn = (): void => {
        if (lines.length > 0) pages.push(`${lines.join('\n')}\n`);
        lines = [];
        bytes = 0;
      };
      while (page.hits.hits.length > 0 && sent < MOST_SENT) {
        for (const { _index, _id, _source } of page.hits.hits) {
          if (!made.has(_index)) fresh.add(_index);
          const action = `${JSON.stringify({ index: { _index: nameOf(_index), _id } })}\n${JSON.stringify(_source)}`;
          lines.push(action);
          bytes += action.length;
          sent += 1;
          if (bytes >= PAGE_BYTES || lines.length >= 5000) turn();
        }
        page = await call<Page>('POST', '/_search/scroll', { scroll: '2m', scroll_id: page._scroll_id });
      }
      turn();
      const send = async (): Promise<void> => {
        await Promise.all([...fresh].map(makeLike));
        await sendPages(pages);
      };
      return { documents, sent, send };
    },
    async remove() {
      const names = [...made].map(nameOf);
      if (names.length > 0) await call('DELETE', `/${names.join(',')}`);
      await call('DELETE', `/${prefix}-*`);
      await call('DELETE', `/_index_template/${prefix}-*`);
    },
  };

  async function sendPages(pages: readonly string[]): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let at = next++; at < pages.length; at = next++) {
        const { errors } = await call<{ readonly errors: boolean }>('POST', '/_bulk?filter_path=errors', pages[at]);
        if (errors) throw new Error('A document was refused.');
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
    await call('POST', `/${[...made].map(nameOf).join(',')}/_refresh`);
  }
}
