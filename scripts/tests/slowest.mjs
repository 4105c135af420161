// A reporter of vitest: prints the files that took longest, with their seconds and, where it is known, those of processors.
const MOST = 10;

/** @public Made by vitest. */
export default class Slowest {
  #files = [];

  onTestModuleEnd(module) {
    const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic();
    const took = environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration;
    const { cpuSeconds } = module.meta();
    this.#files.push({ path: module.relativeModuleId, seconds: took / 1000, cpuSeconds });
  }

  onTestRunEnd() {
    const slowest = this.#files.sort((one, other) => other.seconds - one.seconds).slice(0, MOST);
    if (slowest.length === 0) return;
    const all = this.#files.reduce((sum, { cpuSeconds }) => sum + (cpuSeconds ?? 0), 0);
    console.log(
      `\nThe slowest of ${this.#files.length} test files, in seconds, and seconds of processors (${all.toFixed(0)} in all):`,
    );
    for (const { path, seconds, cpuSeconds } of slowest)
      console.log(`${seconds.toFixed(1).padStart(7)} ${(cpuSeconds?.toFixed(1) ?? '').padStart(7)}  ${path}`);
  }
}
