import { describe, expect, it } from 'vitest';
import { refusal } from '../testing-refusal.ts';
import { parseEnvFile } from './env-file.ts';

describe('parseEnvFile', () => {
  it('reads names with values as shells and dotenv write them', () => {
    const { texts, lines } = parseEnvFile(
      '.env',
      [
        '\uFEFF# settings',
        'PLAIN=a b  # said',
        'export EXPORTED=1',
        ' SPACED = x ',
        'EMPTY=',
        'ONLY_SAID= # nothing',
        'HASH=a#b',
        `SINGLE='\${NOT} "replaced" \\n' # said`,
        'DOUBLE="two\\nlines \\"and\\" \\\\"',
        'KEY="-----BEGIN',
        'MIIE',
        '-----END"',
        'LAST=`it`\r',
      ].join('\n'),
    );
    expect(texts).toEqual({
      PLAIN: 'a b',
      EXPORTED: '1',
      SPACED: 'x',
      EMPTY: '',
      ONLY_SAID: '',
      HASH: 'a#b',
      SINGLE: `\${NOT} "replaced" \\n`,
      DOUBLE: 'two\nlines "and" \\',
      KEY: '-----BEGIN\nMIIE\n-----END',
      LAST: 'it',
    });
    expect([lines.get('PLAIN'), lines.get('KEY'), lines.get('LAST')]).toEqual([2, 10, 13]);
  });

  it('takes the last of a name given twice, and says which those are', () => {
    const { texts, repeated, lines } = parseEnvFile('.env', 'A=1\nB=2\nA=3\nA=4\n');
    expect([texts, repeated, lines.get('A')]).toEqual([{ A: '4', B: '2' }, ['A'], 4]);
  });

  it.each([
    ['A=1\n\nsecret-without-a-name\n', 'Line 3 of .env is not NAME=value.'],
    ['=secret', 'Line 1 of .env is not NAME=value.'],
    ['my name=secret', 'Line 1 of .env is not NAME=value.'],
    ['A=1\nB="secret\nC=2\n', 'Line 2 of .env opens " and never closes it.'],
    ["A='secret' more", "Line 1 of .env goes on after the closing '."],
    [`A=\${secret}`, 'Line 1 of .env names another variable in $ and braces, which is not replaced here.'],
    [`A="x\ny \${secret}"`, 'Line 1 of .env names another variable in $ and braces, which is not replaced here.'],
  ])('refuses %j by the number of the line, without what stands there', (content, message) => {
    const [code, says, hint] = refusal(() => parseEnvFile('.env', content)) ?? [];
    expect([code, says]).toEqual(['bad_env_file', message]);
    expect(hint).not.toContain('secret');
  });
});
