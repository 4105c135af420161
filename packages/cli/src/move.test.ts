import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeTerminal } from './test-support.ts';

const DAYS = ['2024-06-24', '2024-06-25'];
const terminal = createFakeTerminal();
/** One index of two documents, and who may read it. */
const cluster = createServer((request, response) => {
  const path = request.url ?? '';
  const reply = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const allowed = `Basic ${Buffer.from('reader:secret').toString('base64')}`;
  if (request.headers.authorization !== allowed) reply(401, {});
  else if (!path.startsWith('/copilot_usage_total/') && !path.startsWith('/_search')) reply(404, {});
  else if (path.endsWith('_mapping')) {
    reply(200, { copilot_usage_total: { mappings: { properties: { day: { type: 'date' } } } } });
  } else if (path.includes('scroll') && path.includes('copilot')) {
    const documents = DAYS.map((day) => ({
      day,
      organization_slug: 'acme',
      team_slug: 'no-team',
      total_suggestions_count: 5,
    }));
    reply(200, { _scroll_id: 's', hits: { total: 2, hits: documents.map((_source) => ({ _id: 'x', _source })) } });
  } else if (path.includes('scroll')) reply(200, { _scroll_id: 's', hits: { hits: [] } });
  else {
    let text = '';
    request.on('data', (piece: Buffer) => {
      text += piece.toString();
    });
    request.on('end', () => {
      const keys = text.includes('"field":"day"') ? DAYS : ['acme'];
      reply(200, { aggregations: { values: { buckets: keys.map((key) => ({ key })), sum_other_doc_count: 0 } } });
    });
  }
});

beforeAll(async () => {
  await new Promise<void>((ready) => cluster.listen(0, '127.0.0.1', ready));
  writeFileSync(join(terminal.folder, 'password'), 'secret\n');
});

afterAll(() => {
  cluster.close();
  terminal.remove();
});

const url = (): string => `http://127.0.0.1:${(cluster.address() as AddressInfo).port}`;

describe('flightdeck import elasticsearch', () => {
  it('moves in what is there, and says so; again, it reads nothing', async () => {
    const args = ['import', 'elasticsearch', url(), '--user', 'reader', '--password-file', 'password'];
    expect(await terminal.run(...args)).toMatchObject({
      code: 0,
      out: 'org:acme legacy-dashboard 2024-06-24 to 2024-06-25: 2 days loaded; 2 lines = 2 loaded + 0 rejected + 0 blank\n',
    });
    expect((await terminal.run(...args)).out).toBe('org:acme legacy-dashboard: 0 days loaded, 2 here already\n');
    const asked = await terminal.run(
      'query',
      '--metrics',
      'legacy_completions_generated',
      '--from',
      '2024-06-01',
      '--to',
      '2024-06-30',
      '--format',
      'csv',
    );
    expect(asked.out).toContain('10');
  });

  it.each([
    [[], 2, 'Which Elasticsearch?'],
    [['http://me:secret@elastic'], 2, 'A name or password in a URL ends up in logs.'],
    [['http://127.0.0.1:1'], 3, '127.0.0.1:1 does not answer'],
    [['http://127.0.0.1:1', '--user', 'me'], 2, '--user and --password-file go together.'],
  ])('with %j ends with %i', async (args, code, message) => {
    const result = await terminal.run('import', 'elasticsearch', ...args);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
    expect(result.err).not.toContain('secret');
  });
});
