import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from './exact-json.ts';
import { toJson } from './format.ts';

describe('parseExactJson', () => {
  it('keeps every digit of whole numbers beyond 2^53', () => {
    expect(parseExactJson('{"accepted":9007199254740993,"less":-9007199254740993}')).toEqual({
      accepted: 9007199254740993n,
      less: -9007199254740993n,
    });
  });

  it('leaves fractions, exponents and texts of digits as they are', () => {
    expect(
      parseExactJson('[0.3076923076923077,1e-7,1234567890123456.5,"9007199254740993","a\\"9007199254740993"]'),
    ).toEqual([0.3076923076923077, 1e-7, 1234567890123456.5, '9007199254740993', 'a"9007199254740993']);
  });

  it('takes no text for a number, whatever it begins with', () => {
    const row = { user: '\u0000bigint:evil', other: '\u0000number:12', third: '\u0000text:x', '\u0000number:1': 1 };
    const text = `[${JSON.stringify(row)},9007199254740993]`;
    expect(parseExactJson(text)).toEqual([row, 9007199254740993n]);
  });

  it('reads back whatever toJson wrote', () => {
    const value = fc.oneof(
      fc.string(),
      fc.string().map((text) => `\u0000number:${text}`),
      fc.double({ noNaN: true, min: -(2 ** 52), max: 2 ** 52 }),
      fc.integer(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.oneof(value, fc.bigInt({ min: 2n ** 53n }))),
        (row) => {
          expect(parseExactJson(toJson(row))).toEqual(JSON.parse(JSON.stringify(row, keepBig), reviveBig));
        },
      ),
    );
  });
});

function keepBig(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { big: value.toString() } : value;
}

function reviveBig(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'big' in value && typeof value.big === 'string'
    ? BigInt(value.big)
    : value;
}
