import { describe, expect, it } from 'vitest';
import { valueLabel } from './values.ts';

describe('the name people know a value by', () => {
  it.each([
    ['ide', 'vscode', 'VS Code'],
    ['last_editor', 'intellij', 'JetBrains'],
    ['language', 'c++', 'C++'],
    ['language', 'others', 'Others'],
    ['feature', 'chat_panel_ask_mode', 'Ask'],
    ['engagement_feature', 'code_completion', 'Completions'],
    ['engagement_feature', 'brand_new', 'Brand new'],
    ['comment_type', 'bug_risk', 'Bug risk'],
    ['phase', '2', 'Agent first'],
    ['phase_from', '9', 'Phase 9'],
    ['idle_band', '30-60', '30–60 days'],
    ['ide', 'unknown', 'Unknown'],
  ])('of %s %s is %s', (dimension, value, label) => {
    expect(valueLabel(dimension, value)).toBe(label);
  });

  it.each([
    ['team', 'vscode'],
    ['user', 'others'],
    ['model', 'go'],
  ])('of %s %s stands as GitHub writes it', (dimension, value) => {
    expect(valueLabel(dimension, value)).toBe(value);
  });
});
