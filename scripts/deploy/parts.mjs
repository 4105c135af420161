// What `npm run test:deploy` runs, in this order. Each part is a file beside this one that prints a line for every check and ends with
// `N passed, N failed[, N skipped]`; what a machine lacks it skips by name. `isQuick`: takes seconds, and so runs with every run of the
// tests too (`npm run test:deploy -- --quick`).

/** @type {readonly { readonly file: string, readonly isQuick: boolean }[]} */
export const PARTS = [
  { file: 'test-files.sh', isQuick: true },
  { file: 'test-chart.py', isQuick: true },
  { file: 'test-azure.sh', isQuick: true },
  { file: 'test-checkov.sh', isQuick: false },
  { file: 'test-helm.mjs', isQuick: false },
  { file: 'test-kubernetes.mjs', isQuick: false },
  { file: 'test-package.mjs', isQuick: false },
  { file: 'test-image.mjs', isQuick: false },
];
