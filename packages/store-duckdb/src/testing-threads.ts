/**
 * `THREADS` as tests have it in its place: while one thread works on the last part of a small answer the other spins, which is a third
 * of all processor time. Conformance tests, random scans and the truth open stores with two, as the product does.
 *
 * @public Named in `scripts/tests/replaced.mjs`.
 */
export const THREADS = 1;
