// Before each test file: takes down what processor time the file uses, its children with it, for the reporter to print.
import { readFileSync } from 'node:fs';
import { afterAll } from 'vitest';

/** Ticks of a second in what Linux counts. */
const TICKS = 100;

/** Seconds of processor time of this process and of those it waited for; without /proc of this process alone. */
function cpuSeconds() {
  let stat;
  try {
    stat = readFileSync('/proc/self/stat', 'utf8');
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
  // The name of the program may have spaces and stands in brackets; then come 11 fields and the four times.
  const times = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15);
  return times.reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}

const before = cpuSeconds();
// Registered before those of the file, and so called after them.
// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a hook wants.
afterAll(({}, { file }) => {
  file.meta.cpuSeconds = cpuSeconds() - before;
});
