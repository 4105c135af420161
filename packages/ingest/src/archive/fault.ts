/** Places where a test may kill the process or throw, to see what is left behind. */
export type FaultPoint =
  | 'land.scan'
  | 'land.landed'
  | 'land.before_rename'
  | 'land.after_rename'
  | 'journal.before_row'
  | 'journal.after_row';

/** Called at each named place; does nothing unless a test hands in its own. */
export type FaultHook = (point: FaultPoint) => void | Promise<void>;

/** The hook of every real run. */
export const NO_FAULT: FaultHook = () => undefined;
