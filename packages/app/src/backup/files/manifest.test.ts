import { expect, test } from 'vitest';
import { formatManifest, type Manifest, parseManifest } from './manifest.ts';

const FILE = { path: 'raw/a.gz', bytes: 3, sha256: 'a'.repeat(64), at: '2026-11-03T08:00:00.000Z' };
const MANIFEST: Manifest = {
  ...{ format: 1, at: '2026-11-03T08:00:00.000Z', version: '0.1.0' },
  journal: { archive: 'b'.repeat(64), rows: 7, chain: 'c'.repeat(64) },
  ...{ database: { storage: 64, library: 'v1.5.6' }, lacking: [{ path: 'raw/b.gz', why: 'It is missing.' }] },
  files: [FILE, { ...FILE, path: 'settings/settings.json' }],
};

test('a manifest is read as it was written, also one without files', () => {
  for (const manifest of [MANIFEST, { ...MANIFEST, files: [], lacking: [], database: null }]) {
    const text = formatManifest(manifest);
    expect(parseManifest(text, 'x')).toEqual(manifest);
    expect(JSON.parse(text)).toMatchObject({ version: '0.1.0', sum: expect.stringMatching(/^[0-9a-f]{64}$/) });
  }
});

test.each(['../x', '/etc/passwd', 'raw/../../x', 'raw//x', './x', 'raw\\..\\x', 'raw/\0'])(
  'one with the path %j, which leads elsewhere, is refused',
  (path) => {
    const text = formatManifest({ ...MANIFEST, files: [{ ...FILE, path }] });
    expect(() => parseManifest(text, 'x')).toThrow(expect.objectContaining({ code: 'backup_damaged' }));
  },
);

test('one of a newer version is refused with that version', () => {
  const text = formatManifest({ ...MANIFEST, format: 2, version: '3.0.0' });
  expect(() => parseManifest(text, 'x')).toThrow('x was written by a newer version of Flightdeck (3.0.0).');
});
