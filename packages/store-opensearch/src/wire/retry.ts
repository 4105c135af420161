import { UpstreamError } from '@flightdeck/catalog';

/** From a tenth of a second to five, with some chance so that many do not come back together. */
const waitMs = (attempt: number): number => Math.min(5_000, 100 * 2 ** attempt) * (0.5 + Math.random() / 2);

/** Waits; ends early with the signal's reason. */
function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** Does the work again while it fails in a way that passes, for as long as patience lasts; then throws what it last threw. */
export async function withPatience<T>(
  patienceMs: number,
  work: () => Promise<T>,
  options: { readonly signal?: AbortSignal | undefined; readonly passes?: (error: UpstreamError) => boolean } = {},
): Promise<T> {
  const { signal, passes = ({ retryable }) => retryable } = options;
  const since = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const wait = waitMs(attempt);
      const isOver = performance.now() - since + wait > patienceMs;
      if (!(error instanceof UpstreamError) || !passes(error) || isOver || signal?.aborted) throw error;
      await pause(wait, signal);
    }
  }
}
