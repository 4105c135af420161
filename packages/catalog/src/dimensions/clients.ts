/** Minimum client versions for GitHub to report their work. */
export interface LeastClient {
  /** Editors as reports name them. */
  readonly ides: readonly string[];
  /** Below either version nothing is reported. */
  readonly ideVersion: string;
  readonly pluginVersion: string;
  /** From this version of the editor on, agent work is counted as such; null while no release does. */
  readonly agentsFrom: string | null;
}

const JETBRAINS = [
  'intellij',
  'jetbrains',
  'pycharm',
  'webstorm',
  'phpstorm',
  'goland',
  'rider',
  'clion',
  'rubymine',
  'datagrip',
  'androidstudio',
];

/** Minimum client versions by editor. @source github/docs "Copilot usage metrics" concepts; GitHub changelog of 6 Oct 2026. */
export const LEAST_CLIENTS: readonly LeastClient[] = Object.freeze([
  { ides: ['vscode'], ideVersion: '1.107.1', pluginVersion: '0.35.3', agentsFrom: '1.139.0' },
  { ides: ['visualstudio'], ideVersion: '17.14.13', pluginVersion: '18.0.471.29466', agentsFrom: '18.12' },
  { ides: JETBRAINS, ideVersion: '2024.2.6', pluginVersion: '1.5.52-241', agentsFrom: null },
  { ides: ['eclipse'], ideVersion: '4.31', pluginVersion: '0.9.3.202507240902', agentsFrom: null },
  { ides: ['xcode'], ideVersion: '13.2.1', pluginVersion: '0.40.0', agentsFrom: null },
]);

/** What a client of these versions loses: all its data, agent work, or nothing known; null versions are not judged. */
export function lossOf(ide: string, ideVersion: string | null): 'all' | 'agents' | null {
  const least = LEAST_CLIENTS.find(({ ides }) => ides.includes(ide.toLowerCase()));
  if (!least || ideVersion === null) return null;
  if (compareVersions(ideVersion, least.ideVersion) < 0) return 'all';
  return least.agentsFrom !== null && compareVersions(ideVersion, least.agentsFrom) < 0 ? 'agents' : null;
}

/** Below 0 when `a` is older than `b`; parts that are no numbers are left out. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [partsOfVersion(a), partsOfVersion(b)];
  for (let place = 0; place < Math.max(x.length, y.length); place++) {
    const difference = (x[place] ?? 0) - (y[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const partsOfVersion = (text: string): number[] =>
  text
    .split(/[.\-+]/)
    .filter((part) => /^\d+$/.test(part))
    .map(Number);
