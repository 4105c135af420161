import { describe, expect, it } from 'vitest';
import { isolated, printable, printableLines } from './printable.ts';

describe('printable', () => {
  it('writes escapes, line breaks and reordering marks so that they can be seen and do nothing', () => {
    expect(printable('a\u001b[31mred\u0007\nb\u202egpj.exe\u009b2J')).toBe(
      'a\\u001b[31mred\\u0007\\u000ab\\u202egpj.exe\\u009b2J',
    );
  });

  it('leaves letters of every script, joined emoji and hyphens alone', () => {
    expect(printable('zoë 平台 פלטפורמה 👩‍💻 a-b')).toBe('zoë 平台 פלטפורמה 👩‍💻 a-b');
  });
});

describe('isolated', () => {
  it('closes in a name read from right to left, and no other', () => {
    expect(isolated('פלטפורמה')).toBe('\u2068פלטפורמה\u2069');
    expect(isolated('payments')).toBe('payments');
    expect(isolated('a\u202eb\u2069c')).toBe('a\\u202eb\\u2069c');
  });
});

describe('printableLines', () => {
  it('keeps the line breaks a text is laid out with', () => {
    expect(printableLines('a\tb\r\nc\u001b]8;;x\u0007\rd\n')).toBe('a\tb\r\nc\\u001b]8;;x\\u0007\\u000dd\n');
  });
});
