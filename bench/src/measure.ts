import { readdirSync, readFileSync } from 'node:fs';

/** Median of `times` runs in milliseconds. */
export async function medianMs(times: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < times; run++) took.push(await onceMs(work));
  return median(took);
}

/** The middle one; of an even number the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Duration of one run in milliseconds. */
export async function onceMs(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Prints one line: what, figure, goal, and whether it is met. */
export function report(what: string, figure: number, unit: string, goal: number | null): void {
  const verdict =
    goal === null ? '' : figure <= goal ? `  (goal ≤ ${goal}${unit}: met)` : `  (goal ≤ ${goal}${unit}: NOT met)`;
  console.log(`${what.padEnd(64)} ${figure.toFixed(unit === '×' ? 2 : 1).padStart(9)} ${unit}${verdict}`);
}

/** Watches the resident memory of a process, this one unless named, and its children (Linux); call the result for the peak in MB, null elsewhere. */
export function watchMemory(root = process.pid): () => number | null {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb(root));
  }, 50);
  timer.unref();
  return () => {
    clearInterval(timer);
    peak = Math.max(peak, residentMb(root));
    return peak || null;
  };
}

function residentMb(root: number): number {
  try {
    const parents = new Map<number, { parent: number; kb: number }>();
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const text = readFileSync(`/proc/${pid}/status`, 'utf8');
        parents.set(Number(pid), {
          parent: Number(/PPid:\s+(\d+)/.exec(text)?.[1]),
          kb: Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0),
        });
      } catch {
        // The process ended between listing and reading.
      }
    }
    const ours = (pid: number): boolean => pid === root || (parents.has(pid) && ours(parents.get(pid)?.parent ?? 0));
    return [...parents].filter(([pid]) => ours(pid)).reduce((sum, [, { kb }]) => sum + kb / 1024, 0);
  } catch {
    return 0;
  }
}

/** CPU time of this process and its ended children in seconds (Linux), null elsewhere; says more than the clock on a busy machine. */
export function cpuSeconds(): number | null {
  try {
    const text = readFileSync('/proc/self/stat', 'utf8');
    const ticks = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
    return ticks.reduce((sum, count) => sum + count, 0) / 100;
  } catch {
    return null;
  }
}
