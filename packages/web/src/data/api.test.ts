import { afterEach, expect, it, vi } from 'vitest';
import { askAll, call, callText, fetchStatus } from './api.ts';

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

it('says that an answer is not from Flightdeck where a sign-in page stands in its place', async () => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('fetch', async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }));
  await expect(fetchStatus()).rejects.toMatchObject({ status: 200, code: 'not_flightdeck' });
});

it('hands on what the server says went wrong', async () => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/base/' });
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return new Response(JSON.stringify({ title: 'Too many questions at once.', code: 'busy', hint: 'Wait.' }), {
      status: 503,
    });
  });
  const failed = { message: 'Too many questions at once.', status: 503, code: 'busy', hint: 'Wait.' };
  const range = { from: '2026-10-01', to: '2026-10-02' };
  await expect(callText('POST /api/v1/query/csv', { body: { metrics: ['accepted'], range } })).rejects.toMatchObject(
    failed,
  );
  await expect(call('GET /api/v1/settling', { search: { scope: 'org:a b' } })).rejects.toMatchObject(failed);
  expect(asked).toEqual([
    'http://localhost/base/api/v1/query/csv',
    'http://localhost/base/api/v1/settling?scope=org%3Aa+b',
  ]);
});
