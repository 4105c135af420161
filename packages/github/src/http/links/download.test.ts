import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeGithub, inTurn, json, ORG, type Reply, raw, startFakeGithub } from '../../fake-github.ts';
import { toSettings } from '../../options.ts';
import { createTransport } from '../transport.ts';
import { type DownloadedBody, openDownload } from './download.ts';
import { SignedLink } from './signed-link.ts';

const DAY = '2026-10-01';
const REPORT = '/orgs/acme/copilot/metrics/reports/users-1-day';
const SIG = 'canary-signature';
let fake: FakeGithub;
afterEach(() => fake?.close());

/** A GitHub whose report of the day has these files. */
async function serve(files: readonly Reply[], report?: Reply): Promise<FakeGithub> {
  const listed: Reply = (request, response, before) =>
    json(200, {
      download_links: files.map((_file, index) => `${fake.url}/file/${index}?sig=${SIG}`),
      report_day: DAY,
    })(request, response, before);
  fake = await startFakeGithub({
    [REPORT]: report ?? listed,
    ...Object.fromEntries(files.map((file, index) => [`/file/${index}`, file])),
  });
  return fake;
}

async function read(body: DownloadedBody): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body.stream) parts.push(part);
  return Buffer.concat(parts).toString('latin1');
}

/** What each attempt delivered, or the error. */
async function fetchAll(options = {}): Promise<{ got: string[]; error: unknown }> {
  const got: string[] = [];
  const error = await fake
    .client(options)
    .fetchReport(ORG, 'users-1-day', DAY, async (body, index, count, attempt) => {
      got.push(`${attempt}:${index}/${count} ${await read(body)}`);
    })
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  return { got, error };
}

const cut: Reply = (request, response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('half', () => request.socket.destroy());
};

describe('fetching the files of a report', () => {
  test('all files come in order, without credentials', async () => {
    await serve([raw(200, 'one'), raw(200, 'two'), raw(200, 'three')]);
    expect(await fetchAll()).toEqual({ got: ['1:0/3 one', '1:1/3 two', '1:2/3 three'], error: null });
    expect(fake.headers.slice(1).map((headers) => headers.authorization)).toEqual([undefined, undefined, undefined]);
    expect(fake.headers.slice(1).map((headers) => headers['accept-encoding'])).toEqual(Array(3).fill('identity'));
  });

  test('no report is handed back as such', async () => {
    await serve([], json(204, null));
    const answer = await fake.client().fetchReport(ORG, 'users-1-day', DAY, async () => {
      throw new Error('nothing to deliver');
    });
    expect(answer).toEqual({ kind: 'no_report', why: '204' });
  });

  test.each([403, 404])('an expired link (%i) is asked for once more and all files come again', async (status) => {
    await serve([raw(200, 'one'), inTurn(raw(status, 'expired'), raw(200, 'two'))]);
    expect(await fetchAll()).toEqual({ got: ['1:0/2 one', '2:0/2 one', '2:1/2 two'], error: null });
    expect(fake.seen.filter((line) => line.includes(REPORT))).toHaveLength(2);
  });

  test('a link that has expired again is an error, after exactly two questions', async () => {
    await serve([raw(403, 'expired')]);
    const { error } = await fetchAll();
    expect(error).toMatchObject({ code: 'link_expired', retryable: true, status: 403 });
    expect(fake.seen.filter((line) => line.includes(REPORT))).toHaveLength(2);
  });

  test('a file that breaks off is fetched again with new links', async () => {
    await serve([raw(200, 'one'), inTurn(cut, raw(200, 'two'))]);
    expect(await fetchAll()).toEqual({ got: ['1:0/2 one', '2:0/2 one', '2:1/2 two'], error: null });
  });

  test('one file of three that always fails fails the report', async () => {
    await serve([raw(200, 'one'), raw(500, 'no'), raw(200, 'three')]);
    const { got, error } = await fetchAll({ retries: 2 });
    expect(error).toMatchObject({ code: 'github_unavailable', retryable: true });
    expect(got).toEqual(['1:0/3 one', '2:0/3 one', '3:0/3 one']);
  });

  test('an error of the receiver passes through unchanged and is not retried', async () => {
    await serve([raw(200, 'one')]);
    const full = new Error('disk full');
    const fetching = fake.client().fetchReport(ORG, 'users-1-day', DAY, async () => {
      throw full;
    });
    await expect(fetching).rejects.toBe(full);
    expect(fake.seen).toHaveLength(2);
  });
});

describe('one file', () => {
  async function download(file: Reply, options = {}): Promise<DownloadedBody> {
    await serve([file]);
    const github = fake.client(options);
    const answer = await github.report(ORG, 'users-1-day', DAY);
    const link = answer.kind === 'report' ? answer.links[0] : undefined;
    if (!link) throw new Error('no link');
    return github.download(link);
  }

  test('says its length when announced', async () => {
    const body = await download(raw(200, 'hello', { 'content-length': '5' }));
    expect([body.contentLength, body.encoding, await read(body)]).toEqual([5, null, 'hello']);
  });

  test('in chunks of unknown length is complete too', async () => {
    const body = await download((_request, response) => {
      response.writeHead(200);
      response.write('hel');
      response.end('lo');
    });
    expect([body.contentLength, await read(body)]).toEqual([null, 'hello']);
  });

  test('compressed in transfer comes as sent and says so', async () => {
    const packed = gzipSync('hello');
    const body = await download(raw(200, packed, { 'content-encoding': 'gzip' }));
    expect(body.encoding).toBe('gzip');
    expect(await read(body)).toBe(packed.toString('latin1'));
  });

  test.each(['gzip, gzip', 'br', 'deflate'])('compressed as %s is refused', async (encoding) => {
    await expect(download(raw(200, 'x', { 'content-encoding': encoding }))).rejects.toMatchObject({
      code: 'unexpected_encoding',
    });
  });

  test('cut short of its length is truncated_download', async () => {
    const body = await download(cut);
    await expect(read(body)).rejects.toMatchObject({ code: 'truncated_download', retryable: true });
  });

  test('cut within its chunks is truncated_download', async () => {
    const body = await download((request, response) => {
      response.writeHead(200);
      response.write('half', () => request.socket.destroy());
    });
    await expect(read(body)).rejects.toMatchObject({ code: 'truncated_download' });
  });

  test('sent in part (206) is refused', async () => {
    await expect(download(raw(206, 'half'))).rejects.toMatchObject({ code: 'truncated_download' });
  });

  test('that never begins is a timeout', async () => {
    await expect(download(() => {}, { timeoutMs: 150 })).rejects.toMatchObject({ code: 'timeout' });
  });

  test('that trickles is a timeout', async () => {
    const body = await download(
      (_request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'), 30);
        response.on('close', () => clearInterval(timer));
      },
      { timeoutMs: 200 },
    );
    await expect(read(body)).rejects.toMatchObject({ code: 'timeout', retryable: true });
  });

  test('may be redirected on its own host', async () => {
    const body = await download((request, response, before) => {
      if (request.url?.includes('moved')) raw(200, 'here')(request, response, before);
      else raw(302, '', { location: '/file/0?moved=1' })(request, response, before);
    });
    expect(await read(body)).toBe('here');
  });

  test.each([
    ['another host', 'http://localhost:9/a'],
    ['a foreign host', 'https://evil.example/a'],
    ['a file', 'file:///etc/passwd'],
    ['itself, for ever', '/file/0'],
  ])('redirected to %s is refused', async (_name, location) => {
    await expect(download(raw(302, '', { location }))).rejects.toMatchObject({ code: 'link_not_allowed' });
  });

  test('whose host turns out to be on a private network is refused at connecting', async () => {
    await serve([raw(200, 'secret of the network')]);
    const transport = createTransport(
      toSettings({ auth: { kind: 'token', token: 'x' } }, new AbortController().signal),
    );
    const downloader = {
      dispatcher: transport.download,
      policy: { loopback: false, extraHosts: [] },
      timeoutMs: 1000,
      userAgent: 'test',
      onRequest: () => {},
    };
    const link = new SignedLink(new URL(`${fake.url.replace('127.0.0.1', 'localhost')}/file/0`));
    await expect(openDownload(downloader, link)).rejects.toMatchObject({ code: 'link_not_allowed' });
    expect(fake.seen).toEqual([]);
    await transport.close();
  });

  test('shows its signature in no error', async () => {
    for (const reply of [
      cut,
      raw(403, 'x'),
      raw(500, 'x'),
      raw(418, 'x'),
      raw(302, '', { location: `http://[${SIG}` }),
    ]) {
      const error = await download(reply)
        .then(read)
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain(SIG);
      await fake.close();
    }
  });

  test('shows its signature in no event', async () => {
    const events: unknown[] = [];
    await read(await download(raw(200, 'x'), { onRequest: (event: unknown) => events.push(event) }));
    expect(events).toHaveLength(2);
    expect(JSON.stringify(events)).not.toContain(SIG);
    expect(events[1]).toMatchObject({ route: 'download', status: 200 });
  });
});
