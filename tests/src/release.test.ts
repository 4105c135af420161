import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { otherVersions, toNotes } from '../../scripts/release/notes.mjs';

const CHANGELOG = `# Changelog

## Unreleased

- Not yet.

## [1.2.0] - 2026-11-30

- A page ([guide](docs/page.md)), as [GitHub says](https://docs.github.com/copilot).
- \`sync\` is faster.

### For operators

- Nothing.

## 1.1.0

## 1.0.0

- First.
`;

describe('the notes of a release', () => {
  it('are what the changelog says below its version, and links to files of the checkout are plain words', () => {
    expect(toNotes(CHANGELOG, '1.2.0')).toBe(
      '- A page (guide), as [GitHub says](https://docs.github.com/copilot).\n- `sync` is faster.\n\n### For operators\n\n- Nothing.\n',
    );
    expect(toNotes(CHANGELOG, '1.0.0')).toBe('- First.\n');
  });

  it.each([
    ['1.2', 'CHANGELOG.md has no section "## 1.2"; its sections are: Unreleased, 1.2.0, 1.1.0, 1.0.0.'],
    ['1.1.0', 'The section "## 1.1.0" of CHANGELOG.md is empty.'],
    ['', 'CHANGELOG.md has no section "## "'],
  ])('are refused for %j', (version, message) => {
    expect(() => toNotes(CHANGELOG, version)).toThrow(message);
  });

  it('are not printed for a version that package and chart are not of', () => {
    const files = { packageJson: '{"version":"1.2.0"}', chart: 'version: 9.9.9\nappVersion: "1.2.0"\n' };
    expect(otherVersions('1.2.0', files)).toEqual([]);
    expect(otherVersions('1.2.1', files)).toEqual([
      'package.json is of 1.2.0, not 1.2.1.',
      'the chart (appVersion) is of 1.2.0, not 1.2.1.',
    ]);
    const script = fileURLToPath(new URL('../../scripts/release/notes.mjs', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '99.0.0'], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('package.json is of ');
  });
});
