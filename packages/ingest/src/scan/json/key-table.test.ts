import { describe, expect, it } from 'vitest';
import type { ScanSchema } from '../schema.ts';
import { KeyTable } from './key-table.ts';

const schemaOf = (names: readonly string[]): ScanSchema => {
  const keys = new Map(names.map((name) => [name, { kind: 'text', below: null } as const]));
  return { 'users-1-day': { keys, open: false } } as unknown as ScanSchema;
};

describe('the table of names', () => {
  it('refuses a schema with more names than it has room for', () => {
    const names = Array.from({ length: 4_097 }, (_, index) => `name_${index}`);
    expect(() => new KeyTable(schemaOf(names))).toThrow('"name_4096" has no room');
  });

  it('refuses a name that is longer than those it keeps', () => {
    expect(() => new KeyTable(schemaOf(['n'.repeat(129)]))).toThrow('names of 128 bytes');
  });
});
