import { describe, expect, it } from 'vitest';
import { toCsv, toJson } from './format.ts';

describe('format', () => {
  it('keeps every digit of a big whole number in JSON', () => {
    expect(toJson({ accepted: 9007199254740993n, name: '"\u0000bigint:1\u0000' })).toBe(
      '{"accepted":9007199254740993,"name":"\\"\\u0000bigint:1\\u0000"}',
    );
  });

  it('guards text against spreadsheets and leaves negative numbers alone', () => {
    const query = {
      metrics: ['accepted', 'acceptance_rate'],
      by: ['team'],
      range: { from: '', to: '' },
      where: [],
      scopes: [],
    };
    const rows = [
      { team: '=cmd()', accepted: -3, acceptance_rate: null },
      { team: 'a,"b"', accepted: 4, acceptance_rate: 0.5 },
    ];
    expect(toCsv({ query, rows })).toBe('team,accepted,acceptance_rate\r\n\'=cmd(),-3,\r\n"a,""b""",4,0.5\r\n');
  });
});
