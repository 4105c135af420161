import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveCheck } from '@flightdeck/ingest';
import type { AppEffects } from '../../wiring/effects.ts';
import type { Home } from '../../wiring/home.ts';
import { describeGap, type IntegrityWatch, rangeText } from './integrity.ts';

/** Looks at a server's archive: sizes at the start, checksums once a week and a little at a time. */
export interface ArchiveWatch {
  /** Compares sizes and looks every hour whether checksums are due. Never rejects. */
  start(): Promise<void>;
  /** Compares checksums when a week has passed since the last time; true when it did. */
  tick(): Promise<boolean>;
  stop(): Promise<void>;
}

/** What a watch works with. */
export interface ArchiveWatchParts extends Pick<AppEffects, 'now' | 'log'> {
  readonly home: Home;
  readonly integrity: IntegrityWatch;
  /** True while something is written, which goes first. */
  readonly isBusy: () => boolean;
  /** Waits between two files; by default three times as long as the last one took. */
  readonly rest?: (ms: number) => Promise<void>;
}

const WEEK_MS = 7 * 24 * 3_600_000;
const LOOK_EVERY_MS = 3_600_000;
/** After each file the watch rests this many times as long as the file took. */
const REST_PARTS = 3;
const REST_AT_LEAST_MS = 20;

/** A watch that has not begun. */
export function createArchiveWatch({
  home,
  integrity,
  now,
  log,
  isBusy,
  rest = wait,
}: ArchiveWatchParts): ArchiveWatch {
  const file = join(home.folder, 'seals', 'checked.json');
  const stopper = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<unknown> = Promise.resolve();
  integrity.rememberChecksums(readChecked(file));

  async function compareSizes(): Promise<void> {
    report(await integrity.check({ isDeep: false, signal: stopper.signal }));
    for (const gap of await integrity.gaps()) if (!gap.isAccepted) log.warn(describeGap(gap));
  }

  async function tick(): Promise<boolean> {
    const last = integrity.checksumsAt;
    if (isBusy() || (last !== null && now().getTime() - Date.parse(last) < WEEK_MS)) return false;
    let before = performance.now();
    const pause = async (): Promise<void> => {
      await rest(Math.max(REST_AT_LEAST_MS, REST_PARTS * (performance.now() - before)));
      before = performance.now();
    };
    report(await integrity.check({ isDeep: true, signal: stopper.signal, pause }));
    await writeChecked(file, integrity.checksumsAt);
    return true;
  }

  function report({ faults, files, isDeep }: ArchiveCheck): void {
    const what = isDeep ? 'checksums' : 'sizes';
    for (const { file: path, state, scope, report: kind, days, message, isAccepted } of faults) {
      if (isAccepted || state === 'extra') continue;
      const of = days === null ? '' : ` (${kind} of ${scope}, ${rangeText(days)})`;
      log.error({ code: `archive_${state}` }, `archived file ${path}${of}: ${message}`);
    }
    if (faults.length === 0) log.info({ files }, `the ${what} of all archived files are right`);
  }

  const unseen = (work: () => Promise<unknown>): Promise<void> => {
    const result = running.then(work).then(
      () => undefined,
      (error: unknown) => {
        if (!stopper.signal.aborted) log.error({ err: error }, 'the archive could not be looked at');
      },
    );
    running = result;
    return result;
  };

  return {
    tick,
    start() {
      timer ??= setInterval(() => void unseen(tick), LOOK_EVERY_MS);
      timer.unref();
      return unseen(compareSizes);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      stopper.abort();
      await running;
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** When checksums were last compared; null when that is not known. */
function readChecked(file: string): string | null {
  try {
    const { checksumsAt } = JSON.parse(readFileSync(file, 'utf8')) as { readonly checksumsAt?: unknown };
    return typeof checksumsAt === 'string' && !Number.isNaN(Date.parse(checksumsAt)) ? checksumsAt : null;
  } catch {
    // Never, or not readable: they are compared again.
    return null;
  }
}

async function writeChecked(file: string, checksumsAt: string | null): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.part`, `${JSON.stringify({ checksumsAt })}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
}
