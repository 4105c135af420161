import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { guardedLookup, isPublicAddress } from '../address.ts';
import { allowLink, type LinkPolicy } from './link-policy.ts';
import { SignedLink } from './signed-link.ts';

const REAL: LinkPolicy = { loopback: false, extraHosts: ['files.example.com'] };
const SIMULATED: LinkPolicy = { loopback: true, extraHosts: [] };

describe('links that may be fetched', () => {
  test.each([
    'https://copilot-reports.github.com/a/b.json?sig=abc%3D&se=2026-10-01T00%3A00%3A00Z',
    'https://copilot-reports.octo-corp.ghe.com/a',
    'https://copilot-reports-d0b2a1.b01.azurefd.net/a',
    'https://usagereports01.blob.core.windows.net/c/a',
    'https://files.example.com/a',
    'https://COPILOT-REPORTS.GITHUB.COM:443/a',
  ])('%s', (link) => {
    expect(allowLink(link, REAL).protocol).toBe('https:');
  });

  test('loopback is allowed over http only when the API itself is on loopback', () => {
    for (const link of ['http://127.0.0.1:8123/a', 'http://localhost:1/a', 'http://[::1]:9/a']) {
      expect(allowLink(link, SIMULATED).pathname).toBe('/a');
      expect(() => allowLink(link, REAL)).toThrow('refused');
    }
  });
});

describe('links that are refused, their value never printed', () => {
  test.each([
    'http://copilot-reports.github.com/canary',
    'file:///etc/canary',
    'ftp://copilot-reports.github.com/canary',
    'javascript:canary',
    'https://user:canary@copilot-reports.github.com/a',
    'https://canary@copilot-reports.github.com/a',
    'https://copilot-reports.github.com:8443/canary',
    'https://copilot-reports.github.com.evil.example/canary',
    'https://copilot-reports.github.com./canary',
    'https://evilcopilot-reports.github.com/canary',
    'https://copilot-reports.github.com@evil.example/canary',
    'https://evil.example/canary?copilot-reports.github.com',
    'https://evil.example\\@copilot-reports.github.com/canary',
    'https://copilot-reports.github.com\\.evil.example/canary',
    'https://copilot-reports.git\thub.com/canary',
    'https://copilot-reports.github.com/canary\nx',
    'https://a.b.blob.core.windows.net/canary',
    'https://blob.core.windows.net/canary',
    'https://copilot-reports.xn--80ak6aa92e.ghe.com/canary',
    'https://cоpilot-reports.github.com/canary',
    'https://copilot-reports。github。com/canary',
    'https://127.0.0.1/canary',
    'https://2130706433/canary',
    'https://0x7f.1/canary',
    'https://0177.0.0.1/canary',
    'https://127.1/canary',
    'https://169.254.169.254/canary',
    'https://10.0.0.1/canary',
    'https://8.8.8.8/canary',
    'https://[::1]/canary',
    'https://[::ffff:127.0.0.1]/canary',
    'https://[fe80::1]/canary',
    'https://localhost/canary',
    'https:///canary',
    'canary',
    '',
    `https://copilot-reports.github.com/${'canary'.repeat(5000)}`,
    null,
    42,
    { toString: () => 'https://copilot-reports.github.com/canary' },
  ])('%j', (link) => {
    let thrown: unknown;
    try {
      allowLink(link, REAL);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name: 'UpstreamError', code: 'link_not_allowed', retryable: false });
    expect(inspect(thrown, { depth: null, showHidden: true }).split('\n    at ')[0]).not.toContain('canary');
  });

  test('with a simulated GitHub, other hosts still need https', () => {
    expect(() => allowLink('http://10.0.0.1:80/a', SIMULATED)).toThrow('refused');
    expect(() => allowLink('file:///a', SIMULATED)).toThrow('refused');
    expect(() => allowLink('http://u:p@127.0.0.1/a', SIMULATED)).toThrow('refused');
  });
});

test('a signed link cannot be printed', () => {
  const link = new SignedLink(new URL('https://copilot-reports.github.com/a?sig=canary'));
  const prints = [
    String(link),
    `${link}`,
    JSON.stringify({ link }),
    inspect(link, { showHidden: true, depth: null }),
    inspect([link]),
    JSON.stringify({ ...link }),
    Object.keys(link).join(),
    JSON.stringify(Object.getOwnPropertyDescriptors(link)),
  ];
  expect(prints.join('\n')).not.toContain('canary');
  expect(prints[0]).toBe('[signed link]');
});

describe('addresses', () => {
  test.each(['140.82.112.3', '20.60.1.2', '2606:50c0:8000::153', '::ffff:140.82.112.3'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  function lookUp(host: string, addresses: string[], trusted: string[] = []): Promise<unknown> {
    const lookup = guardedLookup(trusted, (_host, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
    return new Promise((resolve) => lookup(host, { all: true }, (error, found) => resolve(error?.code ?? found)));
  }

  test('a name that leads to a private address, even beside a public one, is refused at connecting', async () => {
    expect(await lookUp('x.blob.core.windows.net', ['20.60.1.2'])).toEqual([{ address: '20.60.1.2', family: 4 }]);
    expect(await lookUp('x.blob.core.windows.net', ['10.0.0.4'])).toBe('FLIGHTDECK_ADDRESS_NOT_PUBLIC');
    expect(await lookUp('x.blob.core.windows.net', ['20.60.1.2', '::1'])).toBe('FLIGHTDECK_ADDRESS_NOT_PUBLIC');
  });

  test('a host the operator named may be private', async () => {
    expect(await lookUp('files.example.com', ['10.0.0.4'], ['files.example.com'])).toEqual([
      { address: '10.0.0.4', family: 4 },
    ]);
  });
});
