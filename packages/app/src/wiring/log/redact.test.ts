import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { createRedactor } from './redact.ts';

describe('createRedactor', () => {
  const redact = createRedactor(['s3cret"value']);

  it.each([
    ['with ghp_0123456789abcdefghij in a text', 'with *** in a text'],
    ['github_pat_11ABCDEFG0123456789', '***'],
    ['Authorization: Bearer abcdefghijklmnop', 'Authorization: ***'],
    ['https://x.blob.core.windows.net/a?sv=1&sig=abc%2Bd&x=1', 'https://x.blob.core.windows.net/a?sv=***&sig=***&x=1'],
    ['http://user:pass@proxy:3128/', 'http://***@proxy:3128/'],
    ['a s3cret"value b', 'a *** b'],
    ['{"v":"s3cret\\"value"}', '{"v":"***"}'],
    ['nothing to hide', 'nothing to hide'],
  ])('hides what is secret in %j', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

const HOST = {
  host: 'api.github.com',
  apiUrl: 'https://api.github.com',
  credentials: { kind: 'token', token: 'planted-secret-1' },
} as const;

describe('createLogger', () => {
  const lines: string[] = [];
  const log = (logFormat: 'json' | 'pretty') =>
    createLogger(
      {
        ...{ logLevel: 'info', logFormat, githubHosts: [HOST] },
        cluster: {
          url: 'https://c:9200',
          prefix: 'f',
          user: 'u',
          password: 'planted-secret-4',
          apiKey: 'planted-secret-5',
        },
        traces: { endpoint: 'http://c:4318', headers: { 'api-key': 'planted-secret-6' }, service: 'flightdeck' },
      },
      { write: (line) => lines.push(line), isTerminal: false },
    );

  it('keeps the configured token out of messages, fields and errors, in both formats', () => {
    for (const format of ['json', 'pretty'] as const) {
      log(format).info({ url: 'https://h/?sig=planted-secret-2' }, 'asked with planted-secret-1');
      log(format).warn({ with: 'planted-secret-4 planted-secret-5 planted-secret-6' }, 'the store refuses');
      log(format).error({ err: new Error('failed for planted-secret-1'), authorization: 'planted-secret-3' }, 'no');
    }
    expect(lines).toHaveLength(6);
    expect(lines.join('')).not.toContain('planted');
  });

  it('leaves lines below its level out', () => {
    const before = lines.length;
    log('json').debug('not shown');
    expect(lines).toHaveLength(before);
  });
});
