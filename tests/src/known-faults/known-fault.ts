/** A test that shows what becomes of a fault: its file, from the root, and the name as it stands there. */
export interface FaultTest {
  readonly file: string;
  readonly name: string;
}

/** One kind of fault, what must come of it, and where that is shown. */
export interface KnownFault {
  readonly id: string;
  readonly fault: string;
  readonly expected: string;
  readonly tests: readonly FaultTest[];
  /** What no test shows yet, and with what it will come. */
  readonly later?: string;
}

/** Tests of one file. */
export const at = (file: string, ...names: readonly string[]): readonly FaultTest[] =>
  names.map((name) => ({ file, name }));
