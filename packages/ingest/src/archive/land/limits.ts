/** Limits of a received file. */
export interface LandLimits {
  /** Most unpacked bytes of one file. */
  readonly maxBytes: number;
  /** Most bytes that may come out of one packed byte, once 16 MiB have. */
  readonly maxRatio: number;
  readonly maxLines: number;
  readonly maxLineBytes: number;
  /** Largest file in the form of one JSON text, which has to fit in memory. */
  readonly maxJsonBytes: number;
  /** Free bytes left on the disks written to. */
  readonly minFreeBytes: number;
}

export const DEFAULT_LIMITS: LandLimits = Object.freeze({
  maxBytes: 8 * 1024 ** 3,
  maxRatio: 200,
  maxLines: 20_000_000,
  maxLineBytes: 8 * 1024 ** 2,
  maxJsonBytes: 256 * 1024 ** 2,
  minFreeBytes: 1024 ** 3,
});
