import { expect, test } from 'vitest';
import { Conveyor } from './conveyor.ts';

async function* stream(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half');
  throw new Error('broke off');
}

async function readAll(conveyor: Conveyor): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const source of conveyor) {
    let text = '';
    for await (const piece of source) text += Buffer.from(piece).toString();
    texts.push(text);
  }
  return texts;
}

test('streams arrive in order, and each put returns when its stream was read', async () => {
  const conveyor = new Conveyor();
  const reading = readAll(conveyor);
  await conveyor.put(stream('a', 'b'));
  await conveyor.put(stream('c'));
  conveyor.end();
  expect(await reading).toEqual(['ab', 'c']);
});

test('a stream that breaks rejects its put and the reading with its own error', async () => {
  const conveyor = new Conveyor();
  const reading = readAll(conveyor);
  await expect(conveyor.put(breaking())).rejects.toThrow('broke off');
  await expect(reading).rejects.toThrow('broke off');
});

test('a reader that gave up rejects the put under way and later ones', async () => {
  const conveyor = new Conveyor();
  const put = conveyor.put(stream('a'));
  conveyor.refuse(new Error('full'));
  await expect(put).rejects.toThrow('full');
  await expect(conveyor.put(stream('b'))).rejects.toThrow('full');
});
