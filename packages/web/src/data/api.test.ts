import { afterEach, expect, it, vi } from 'vitest';
import { askAll } from './api.ts';

afterEach(() => vi.unstubAllGlobals());

/** A server that knows one ETag; what was sent as If-None-Match, in order. */
function stubServer(): (string | null)[] {
  const sent: (string | null)[] = [];
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const known = new Headers(init.headers).get('if-none-match');
    sent.push(known);
    if (known === 'W/"1"') return new Response(null, { status: 304 });
    return new Response(JSON.stringify({ results: [{ result: { rows: [] } }] }), { headers: { etag: 'W/"1"' } });
  });
  return sent;
}

it('sends the ETag of what it has, and takes "not modified" for the same answer', async () => {
  const sent = stubServer();
  const query = { metrics: ['accepted'], range: { from: '2026-10-01', to: '2026-10-02' } };
  const first = await askAll([query]);
  expect(await askAll([query])).toEqual(first);
  await askAll([{ ...query, by: ['day'] }]);
  expect(sent).toEqual([null, 'W/"1"', null]);
});
