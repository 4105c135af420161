import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = readdirSync(join(root, 'packages'))
  .filter((name) => name !== 'web' && name !== 'simulator')
  .flatMap((name) => {
    const folder = join(root, 'packages', name, 'src');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test)\.ts$/.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\\', ''));
  });

/** Messages in the first cell of the tables. */
const messages = readFileSync(join(root, 'docs', 'operate', 'troubleshoot.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, message = '']) => message));

/** True if one file has all that the message consists of, in its order, with something of its own for each `…`. */
const isWritten = (message: string): boolean =>
  sources.some((source) => {
    let from = 0;
    return message.split('…').every((part) => {
      const at = source.indexOf(part, from);
      from = at + part.length;
      return at !== -1;
    });
  });

it('every message of the page on what to do is one that the program writes', () => {
  expect(messages.length).toBeGreaterThan(40);
  expect(messages.filter((message) => message.replaceAll(/[… ]/g, '').length < 8)).toEqual([]);
  expect(messages.filter((message) => !isWritten(message))).toEqual([]);
});
