// Counts what a part of `npm run test:deploy` finds, one line each, and ends with the plain line of counts that CI reads.

/** What a part needs that this machine lacks. */
export class MissingTool extends Error {}

/** A counter of checks; `end` prints the sum and sets the exit code. */
export function createChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const skip = (name, why) => {
    counts.skipped += 1;
    console.log(`skipped ${name}: ${why}`);
    return false;
  };
  return {
    skip,
    /** Counts one check that passes unless it throws, rejects or gives false; resolves with whether it passed. */
    async check(name, probe) {
      try {
        if ((await probe()) === false) throw new Error('it is not so');
        counts.passed += 1;
        console.log(`ok      ${name}`);
        return true;
      } catch (error) {
        if (error instanceof MissingTool) return skip(name, error.message);
        counts.failed += 1;
        console.log(`FAILED  ${name}: ${error.message}`);
        return false;
      }
    },
    end() {
      const { passed, failed, skipped } = counts;
      console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
      process.exitCode = failed === 0 ? 0 : 1;
    },
  };
}

/** What `probe` gives once it gives something; `why` is said after that many seconds without. */
export async function until(probe, why, seconds = 180) {
  const last = Date.now() + seconds * 1000;
  while (Date.now() < last) {
    const found = await probe();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(why());
}
