import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compileShim, type Fault } from './faults/control.ts';
import { judge, judgeNext } from './faults/judge.ts';
import { COMMANDS, type CommandName, type Ran } from './faults/requests.ts';
import { createWorker, type Worker } from './faults/worker.ts';

// The n-th call that writes or reads fails, for as many n as asked for: FAULTS=all tries each of them.
const ALL = process.env.FAULTS === 'all';
const TRIES: Readonly<Record<CommandName, Readonly<Record<Fault['kind'], number>>>> = {
  start: { writes: 12, reads: 4 },
  sync: { writes: 88, reads: 4 },
  import: { writes: 92, reads: 4 },
  rebuild: { writes: 12, reads: 4 },
};
const ERRORS: Readonly<Record<Fault['kind'], readonly Fault['error'][]>> = {
  writes: ['ENOSPC', 'EIO', 'EROFS', 'EDQUOT'],
  reads: ['EIO'],
};

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-shim-'));
const shim = compileShim(folder);
const skipped = shim === null;
/** Faults that happened. */
let total = 0;
const worker: Worker | null = shim === null ? null : createWorker(shim);
afterAll(() => {
  worker?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Spread-out faults over the calls of an uninterrupted run. */
function* faultsOf(command: CommandName, kind: Fault['kind'], count: number): Generator<Fault> {
  const tries = ALL ? count : Math.min(TRIES[command][kind], count);
  const errors = ERRORS[kind];
  for (let index = 0; index < tries; index += 1) {
    const error = errors[index % errors.length] as Fault['error'];
    const isLasting = Math.floor(index / errors.length) % 2 === 1;
    yield { kind, nth: 1 + Math.floor((index * count) / tries), error, isLasting };
  }
}

test.skipIf(skipped).for(COMMANDS.flatMap((command) => [[command, 'writes'] as const, [command, 'reads'] as const]))(
  'names the disk when %s is stopped by one of its %s, and the next run completes (needs Linux and a C compiler)',
  { timeout: ALL ? 6 * 3_600_000 : 900_000 },
  async ([command, kind]) => {
    if (worker === null) return;
    const whole = (await worker.run({ command, fault: null })) as Ran;
    expect([whole.error, whole.says]).toEqual([null, []]);
    const wrong: unknown[] = [];
    let failed = 0;
    for (const fault of faultsOf(command, kind, whole.counted[kind])) {
      const ran = await worker.run({ command, fault });
      if ('broken' in ran) wrong.push({ fault, broken: ran.broken });
      else if ('died' in ran) {
        // The engine ends the process where the disk does not even let it take back a log.
        const isNamed = ran.died.includes(worker.disk) && /Could not truncate file/.test(ran.died);
        const next = (await worker.run({ command, fault: null, goesOn: true })) as Ran;
        const why = [...(isNamed ? [] : [`it died: ${ran.died}`]), ...judgeNext(next, whole.content)];
        failed += 1;
        if (why.length > 0) wrong.push({ fault, why });
      } else if (ran.counted.failed > 0) {
        failed += 1;
        const why = judge(ran, worker.disk, whole.content);
        if (why.length > 0) wrong.push({ fault, at: ran.counted.first, why });
      }
    }
    if (ALL) process.stderr.write(`${command}: ${failed} of ${whole.counted[kind]} ${kind} failed\n`);
    expect(wrong).toEqual([]);
    total += failed;
    // Some calls of a run are only there now and then, and the reader does others beside it.
    expect(failed).toBeGreaterThanOrEqual(Math.floor(TRIES[command][kind] / 2));
  },
);

test.skipIf(skipped)('has tried at least 200 faults', () => {
  expect(total).toBeGreaterThanOrEqual(200);
});
