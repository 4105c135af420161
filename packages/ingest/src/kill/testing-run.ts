import { spawn } from 'node:child_process';
import type { Content } from './testing-content.ts';
import type { Aim } from './testing-plan.ts';

/** What the child prints once it is loaded and about to begin. */
const READY = 'ready\n';

/** How a child ended; `tookMs` counts from when it began to work. */
export type Ended = { readonly tookMs: number } & (
  | { readonly killed: true }
  | { readonly killed: false; readonly outcome: string; readonly content: Content | null }
);

/** What a child is started with besides its arguments. */
export interface Circumstances {
  readonly aim?: Aim;
  /** How long the work takes when nobody kills it, for an aim at a moment. */
  readonly usualMs?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Bits that new files do not get. */
  readonly umask?: number;
}

/**
 * Runs a bundled child until it ends, kills itself at the point it aims at, or is killed at its moment.
 * @throws when it fails in another way.
 */
export function runChild(child: string, args: readonly string[], circumstances: Circumstances = {}): Promise<Ended> {
  const { aim, usualMs = 0, umask, cwd, env = process.env } = circumstances;
  return new Promise((resolve, reject) => {
    const target = aim?.kind === 'point' ? [aim.point, String(aim.pass)] : [];
    const before = umask === undefined ? null : process.umask(umask);
    const running = spawn(process.execPath, [child, ...args, ...target], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd,
      env,
    });
    if (before !== null) process.umask(before);
    let timer: NodeJS.Timeout | undefined;
    let began: number | null = null;
    let output = '';
    let complaint = '';
    running.stdout.on('data', (text) => {
      output += String(text);
      if (began !== null || !output.startsWith(READY)) return;
      began = performance.now();
      if (aim?.kind === 'moment') timer = setTimeout(() => running.kill('SIGKILL'), aim.share * usualMs);
    });
    running.stderr.on('data', (text) => (complaint += String(text)));
    running.on('close', (code, signal) => {
      clearTimeout(timer);
      const tookMs = performance.now() - (began ?? 0);
      if (signal === 'SIGKILL') resolve({ killed: true, tookMs });
      else if (code === 0) resolve({ killed: false, tookMs, ...JSON.parse(output.slice(READY.length)) });
      else reject(new Error(`the child failed (${code ?? signal}): ${complaint.slice(-1000)}`));
    });
  });
}
