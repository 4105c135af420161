import { describe, expect, it } from 'vitest';
import { toYaml } from './yaml.ts';

describe('YAML', () => {
  it('writes maps, lists and texts that cannot be read as anything else', () => {
    const data = { apiVersion: 1, none: [], list: [{ name: 'on', deep: { 'a b': ['1', true, null] } }, 'x: y'] };
    expect(toYaml(data)).toBe(
      '\napiVersion: 1\nnone: []\nlist:\n- name: "on"\n  deep:\n    "a b":\n    - "1"\n    - true\n    - null\n- "x: y"\n',
    );
  });
});
