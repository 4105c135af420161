import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

describe('csvText', () => {
  it('guards text a spreadsheet would run, in every form, and leaves numbers as they are', () => {
    const names = ['=1+1', '+1', '-1', '@sum', '\tx', '\nx', '＝1', '＋1', '－1', '＠x'];
    expect(csvText(names.map((name) => [name, -5]))).toBe(
      `'=1+1,-5\r\n'+1,-5\r\n'-1,-5\r\n'@sum,-5\r\n'\tx,-5\r\n"'\nx",-5\r\n'＝1,-5\r\n'＋1,-5\r\n'－1,-5\r\n'＠x,-5\r\n`,
    );
  });

  it('quotes what holds a comma, a quote or a line break, and keeps every digit', () => {
    expect(csvText([['a,b', 'say "x"', null, 9007199254740993n, 0.5]])).toBe(
      '"a,b","say ""x""",,9007199254740993,0.5\r\n',
    );
  });
});
