// A reporter of vitest: prints the files that took longest, with their seconds.
const MOST = 10;

/** @public Made by vitest. */
export default class Slowest {
  #files = [];

  onTestModuleEnd(module) {
    const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic();
    const took = environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration;
    this.#files.push({ path: module.relativeModuleId, seconds: took / 1000 });
  }

  onTestRunEnd() {
    const slowest = this.#files.sort((one, other) => other.seconds - one.seconds).slice(0, MOST);
    if (slowest.length === 0) return;
    console.log(`\nThe slowest of ${this.#files.length} test files, in seconds:`);
    for (const { path, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(7)}  ${path}`);
  }
}
