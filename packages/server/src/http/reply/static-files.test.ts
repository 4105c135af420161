import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readIndex, readStaticFile } from './static-files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightdeck-static-'));
  await mkdir(join(folder, 'assets'));
  const files = {
    'index.html': '<head></head>',
    'assets/a-1.js': 'plain',
    'assets/a-1.js.br': 'br',
    'assets/a-1.js.gz': 'gz',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('gives the compressed sibling the asker takes, of the type of the file itself', async () => {
  const type = 'text/javascript; charset=utf-8';
  const br = await readStaticFile(folder, '/assets/a-1.js', ['br', 'gzip']);
  expect(br).toEqual({ body: Buffer.from('br'), type, encoding: 'br', immutable: true });
  expect((await readStaticFile(folder, '/assets/a-1.js', ['gzip']))?.encoding).toBe('gzip');
  const plain = await readStaticFile(folder, '/assets/a-1.js');
  expect(plain).toEqual({ body: Buffer.from('plain'), type, encoding: null, immutable: true });
});

it('gives the file itself where no sibling was written, and nothing where there is no file or only a sibling is named', async () => {
  expect((await readStaticFile(folder, '/index.html', ['br', 'gzip']))?.encoding).toBeNull();
  expect(await readStaticFile(folder, '/assets/b-2.js', ['br'])).toBeNull();
  expect(await readStaticFile(folder, '/assets/a-1.js.br', ['br'])).toBeNull();
  expect(await readStaticFile(folder, '/assets')).toBeNull();
});

it('writes into index.html where the app is served, how people sign in, and what its reader may ask for at once', async () => {
  const parts = { base: '/copilot/', signIn: 'oidc', ahead: ['api/v1/me'] };
  const own = '<base href="/copilot/" />\n    <meta name="flightdeck-sign-in" content="oidc" />';
  const [me, status] = ['me', 'status'].map(
    (name) => `\n    <link rel="preload" href="./api/v1/${name}" as="fetch" />`,
  );
  await writeFile(join(folder, 'index.html'), `<head>${me}${status}</head>`);
  expect(await readIndex(folder, parts)).toBe(`<head>\n    ${own}${me}</head>`);
  expect(await readIndex(folder, { ...parts, ahead: [] })).toBe(`<head>\n    ${own}</head>`);
});
