import { expect, test } from 'vitest';
import { archiveFolder, toPathPiece } from './paths.ts';

test.each([
  ['acme', 'acme'],
  ['api.github.com', 'api.github.com'],
  ['..', 'x-2e2e'],
  ['a/b', 'x-612f62'],
  ['a..b', 'x-612e2e62'],
  ['con', 'x-636f6e'],
  ['CON', 'x-434f4e'],
  ['nul.txt', 'x-6e756c2e747874'],
  ['%2e%2e', 'x-253265253265'],
  ['\u0430', 'x-d0b0'],
  ['A', 'x-41'],
  ['-rf', 'x-2d7266'],
  ['', 'x-'],
  ['x-41', 'x-782d3431'],
  ['a\0b', 'x-610062'],
])('L25: %j becomes one harmless path element', (name, piece) => {
  expect(toPathPiece(name)).toBe(piece);
});

test('L23: a name of 300 bytes stays short', () => {
  expect(toPathPiece('n'.repeat(300))).toHaveLength(66);
});

test('two scopes of one slug, on two hosts or of two kinds, are two folders', () => {
  const key = { report: 'users-1-day', days: { from: '2026-05-01', to: '2026-05-28' } };
  const scope = { slug: 'acme', host: 'api.github.com' };
  expect(archiveFolder('/a', { ...key, scope: { ...scope, kind: 'org' } })).toBe(
    '/a/raw/api.github.com/org-acme/users-1-day/2026-05-01..2026-05-28',
  );
  expect(archiveFolder('/a', { ...key, scope: { kind: 'enterprise', slug: '../up', host: 'ghe:8443' } })).toBe(
    '/a/raw/x-6768653a38343433/x-656e74657270726973653a2e2e2f757040676865 3a38343433'.replace(' ', '') +
      '/users-1-day/2026-05-01..2026-05-28',
  );
});
