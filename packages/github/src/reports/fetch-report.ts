import { UpstreamError } from '@flightdeck/catalog';
import type { DownloadedBody, OpenDownload } from '../http/links/download.ts';
import type { SignedLink } from '../http/links/signed-link.ts';
import type { ReportAnswer } from './reports.ts';

/**
 * Takes one file of a report. `index` counts from 0 to `count` − 1 in order; `attempt` counts from 1, and a higher one
 * means that all files come again from the first, so what earlier attempts left must be thrown away.
 */
export type OnShard = (body: DownloadedBody, index: number, count: number, attempt: number) => Promise<void>;

/** Faults that new links may cure. An expired link is worth one more question only. */
const CURABLE: readonly string[] = ['link_expired', 'truncated_download', 'github_unavailable', 'timeout'];

/**
 * Every file of a report, one after the other, or an error: never some of them. When a link has expired the report is
 * asked for once more; when a file breaks off, at most `attempts` times in all.
 */
export async function fetchAll(
  effects: {
    readonly ask: () => Promise<ReportAnswer>;
    readonly open: (link: SignedLink) => Promise<OpenDownload>;
    readonly attempts: number;
    /** Waits before another attempt after a fault that time may cure. */
    readonly rest: (attempt: number) => Promise<void>;
  },
  onShard: OnShard,
): Promise<ReportAnswer> {
  let expired = 0;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await effects.ask();
    if (answer.kind === 'no_report') return answer;
    const fault = await deliver(answer.links, effects.open, onShard, attempt);
    if (fault === null) return answer;
    if (fault.code === 'link_expired') expired += 1;
    if (expired > 1 || attempt >= Math.max(effects.attempts, 2)) throw fault;
    if (fault.code !== 'link_expired') await effects.rest(attempt);
  }
}

/** Null when every file was delivered, else the curable fault that stopped it. */
async function deliver(
  links: readonly SignedLink[],
  open: (link: SignedLink) => Promise<OpenDownload>,
  onShard: OnShard,
  attempt: number,
): Promise<UpstreamError | null> {
  for (const [index, link] of links.entries()) {
    let body: OpenDownload | null = null;
    try {
      body = await open(link);
      await onShard(body, index, links.length, attempt);
    } catch (error) {
      if (error instanceof UpstreamError && CURABLE.includes(error.code)) return error;
      throw error;
    } finally {
      body?.close();
    }
  }
  return null;
}
