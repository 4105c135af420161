import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeTerminal } from '../testing.ts';

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
  else if (path.startsWith('/copilot_*/')) reply(200, { copilot_usage_total: {}, copilot_extra: {} });
  else if (!path.startsWith('/copilot_usage_total/') && !path.startsWith('/_search')) reply(404, {});
  else if (path.endsWith('_mapping')) {
    reply(200, {
      copilot_usage_total: { mappings: { properties: { day: { type: 'date' }, slug_type: { type: 'keyword' } } } },
    });
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
      // Of no-team and teams together both ask, of what is left out there is nothing.
      const isOfDays = text.includes('"field":"day"');
      const keys = text.includes('minimum_should_match') ? [] : isOfDays ? DAYS : ['acme'];
      const buckets = keys.map((k0) => ({ key: { k0, k1: isOfDays ? 'no-team' : 'Organization' }, doc_count: 1 }));
      reply(200, { aggregations: { groups: { buckets } } });
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

const WHOLE =
  'org:acme: no-team is read as the whole organization; days without it have no total (there are no teams beside it, so both readings are one).\n';

describe('flightdeck import elasticsearch', () => {
  it('imports what is there and says so; run again, it reads nothing', async () => {
    const args = ['import', 'elasticsearch', url(), '--user', 'reader', '--password-file', 'password'];
    expect(await terminal.run(...args)).toMatchObject({
      code: 0,
      out: `org:acme legacy-dashboard 2024-06-24 to 2024-06-25: 2 days loaded; 2 lines = 2 loaded + 0 rejected + 0 blank
${WHOLE}copilot_extra is not read: it is no index of the dashboard or a fork that is known here.
`,
    });
    expect((await terminal.run(...args)).out).toBe(
      `org:acme legacy-dashboard: 0 days loaded, 2 here already
${WHOLE}copilot_extra is not read: it is no index of the dashboard or a fork that is known here.
`,
    );
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

  it('takes several scopes for an installation, one for files', async () => {
    const scopes = ['--scope', 'enterprise:acme', '--scope', 'org:acme'];
    const args = ['import', 'elasticsearch', url(), '--user', 'reader', '--password-file', 'password', ...scopes];
    const both = await terminal.run(...args);
    expect(both.code).toBe(2);
    expect(both.err).toContain(
      'acme is an organization and an enterprise, and the documents of both stand under one name.',
    );
    expect(both.err).toContain('Give one of --scope org:acme and --scope enterprise:acme');
    const files = await terminal.run('import', 'password', ...scopes);
    expect(files.err).toContain('Files are loaded for one scope at a time.');
  });

  it.each([
    [[], 2, 'Which Elasticsearch?'],
    [['http://me:secret@elastic'], 2, 'A name or password in a URL ends up in logs.'],
    [['http://127.0.0.1:1'], 3, '127.0.0.1:1 does not answer'],
    [['http://127.0.0.1:1', '--user', 'me'], 2, '--user and --password-file go together.'],
    [['http://127.0.0.1:1', '--no-team', 'half'], 2, '--no-team half means nothing.'],
    [['http://127.0.0.1:1', '--scope', 'big'], 2, '"big" is not a scope.'],
  ])('with %j ends with %i', async (args, code, message) => {
    const result = await terminal.run('import', 'elasticsearch', ...args);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
    expect(result.err).not.toContain('secret');
  });
});
