import type { Scan, ScanMeasure, ScanRow } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { createSharedScans } from './shared-scans.ts';

const measure = (name: string, column: string, more: Partial<ScanMeasure> = {}): ScanMeasure => ({
  name,
  aggregate: 'sum',
  column,
  when: [],
  ...more,
});

const scanOf = (measures: readonly ScanMeasure[], more: Partial<Scan> = {}): Scan => ({
  id: 'rows',
  fact: 'user_day',
  scopes: ['org:acme'],
  range: { from: '2026-11-01', to: '2026-11-07' },
  by: ['day'],
  where: [],
  once: false,
  measures,
  ...more,
});

/** A store whose value of a measure is its column's length, and the scans it was asked. */
function storeOf(fails: (scan: Scan) => boolean = () => false) {
  const asked: Scan[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const store = async (scan: Scan, signal?: AbortSignal): Promise<readonly ScanRow[]> => {
    asked.push(scan);
    signals.push(signal);
    await new Promise((resolve) => setTimeout(resolve, 1));
    signal?.throwIfAborted();
    if (fails(scan)) throw new Error(`${scan.measures.length} measures fail`);
    return [{ keys: ['2026-11-01'], values: scan.measures.map(({ column }) => column?.length ?? 0) }];
  };
  return { asked, signals, scan: createSharedScans(store) };
}

const rows = (...values: number[]): ScanRow[] => [{ keys: ['2026-11-01'], values }];

describe('createSharedScans', () => {
  it('reads scans of the same rows once, and gives each its own measures in its own order', async () => {
    const { asked, scan } = storeOf();
    const answers = await Promise.all([
      scan(scanOf([measure('a', 'x'), measure('b', 'xx')])),
      scan(scanOf([measure('c', 'xxx'), measure('a', 'x')], { id: 'total' })),
      scan(scanOf([measure('a', 'x'), measure('b', 'xx')])),
    ]);
    expect(answers).toEqual([rows(1, 2), rows(3, 1), rows(1, 2)]);
    expect(asked.map(({ measures }) => measures.map(({ name }) => name))).toEqual([['a', 'b', 'c']]);
  });

  it('joins what is computed the same way under another name or another reading of null', async () => {
    const { asked, scan } = storeOf();
    await Promise.all([
      scan(scanOf([measure('a', 'x')])),
      scan(scanOf([measure('z', 'x')])),
      scan(scanOf([measure('a', 'x', { noneWith: 'reported' })])),
    ]);
    expect(asked.map(({ measures }) => measures.length)).toEqual([1]);
  });

  it('keeps apart other rows, and one name for two things', async () => {
    const { asked, scan } = storeOf();
    const answers = await Promise.all([
      scan(scanOf([measure('a', 'x')])),
      scan(scanOf([measure('a', 'x')], { scopes: ['org:lab'] })),
      scan(scanOf([measure('a', 'xx')])),
      scan(scanOf([measure('a', 'x')], { by: ['week'] })),
      scan(scanOf([measure('a', 'x')], { asOf: '2026-11-08T00:00:00Z' })),
    ]);
    expect(answers).toEqual([rows(1), rows(1), rows(2), rows(1), rows(1)]);
    expect(asked).toHaveLength(5);
  });

  it('does not join what comes later', async () => {
    const { asked, scan } = storeOf();
    const first = scan(scanOf([measure('a', 'x')]));
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, scan(scanOf([measure('a', 'x')]))]);
    expect(asked).toHaveLength(2);
  });

  it('asks each alone when the joint scan fails, so that one fault stays one fault', async () => {
    const { asked, scan } = storeOf(({ measures }) => measures.some(({ name }) => name === 'bad'));
    const [good, bad] = await Promise.allSettled([
      scan(scanOf([measure('good', 'x')])),
      scan(scanOf([measure('bad', 'xx')])),
    ]);
    expect(good).toEqual({ status: 'fulfilled', value: rows(1) });
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: '1 measures fail' } });
    expect(asked).toHaveLength(3);
  });

  it('goes on for the others when one no longer waits, and ends in the engine with the last', async () => {
    const { asked, signals, scan } = storeOf();
    const [one, other] = [new AbortController(), new AbortController()];
    const both = [scan(scanOf([measure('a', 'x')]), one.signal), scan(scanOf([measure('b', 'xx')]), other.signal)];
    one.abort(new Error('gone'));
    const settled = await Promise.allSettled(both);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(asked).toHaveLength(1);

    const last = new AbortController();
    const alone = scan(scanOf([measure('a', 'x')]), last.signal);
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    last.abort(new Error('gone'));
    await expect(alone).rejects.toThrow('gone');
    expect(signals.at(-1)?.aborted).toBe(true);
  });
});
