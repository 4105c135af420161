import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { acceptedEncodings, encodeText } from './encoding.ts';

it('takes the encodings a header names, Brotli first, and none that it refuses', () => {
  expect(acceptedEncodings('gzip, deflate, br, zstd')).toEqual(['br', 'gzip']);
  expect(acceptedEncodings('GZIP;q=0.5, br;q=0')).toEqual(['gzip']);
  expect(acceptedEncodings('br;q=0.001')).toEqual(['br']);
  expect(acceptedEncodings('*')).toEqual(['br', 'gzip']);
  expect(acceptedEncodings('*, br;q=0.0')).toEqual(['gzip']);
  expect(acceptedEncodings('identity')).toEqual([]);
  expect(acceptedEncodings(undefined)).toEqual([]);
});

it('compresses a long text for clients that take gzip, and says that the answer varies', async () => {
  const text = '{"rows":[]}'.repeat(100);
  const { body, headers } = await encodeText(text, 'gzip, br');
  expect(headers).toEqual({ Vary: 'Accept-Encoding', 'Content-Encoding': 'gzip' });
  expect(body.length).toBeLessThan(100);
  expect(gunzipSync(body as Uint8Array).toString()).toBe(text);
});

it('leaves a short text, and one for clients that take no gzip, as it is', async () => {
  expect(await encodeText('{}', 'gzip')).toEqual({ body: '{}', headers: { Vary: 'Accept-Encoding' } });
  const long = 'a'.repeat(2000);
  expect(await encodeText(long, 'identity')).toEqual({ body: long, headers: { Vary: 'Accept-Encoding' } });
});
