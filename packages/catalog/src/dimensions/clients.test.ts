import { describe, expect, it } from 'vitest';
import { compareVersions, lossOf } from './clients.ts';

describe('versions of clients', () => {
  it('compare number by number, not as text', () => {
    expect(compareVersions('1.99.0', '1.107.1')).toBeLessThan(0);
    expect(compareVersions('1.139', '1.139.0')).toBe(0);
    expect(compareVersions('1.5.53-241', '1.5.52-241')).toBeGreaterThan(0);
  });

  it('tell what GitHub does not receive of them', () => {
    expect(lossOf('vscode', '1.107.0')).toBe('all');
    expect(lossOf('VSCode', '1.138.2')).toBe('agents');
    expect(lossOf('vscode', '1.139.0')).toBeNull();
    expect(lossOf('intellij', '2024.1')).toBe('all');
    expect(lossOf('intellij', '2026.1.2')).toBeNull();
    expect(lossOf('neovim', '0.9')).toBeNull();
    expect(lossOf('vscode', null)).toBeNull();
  });
});
