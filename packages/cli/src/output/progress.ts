import type { Progress } from '@flightdeck/app';
import { printable } from '@flightdeck/query';
import cliProgress from 'cli-progress';
import type { Terminal } from './terminal.ts';

/** Shows the progress of long work. */
export interface ProgressView {
  show(progress: Pick<Progress, 'done' | 'total' | 'message'>): void;
  end(): void;
}

/** Plain lines are printed at most this often. */
const LINE_EVERY_MS = 2000;

/** A bar where messages go to a terminal, plain lines otherwise. */
export function createProgressView(terminal: Terminal): ProgressView {
  return terminal.isErrTerminal ? createBar() : createLines(terminal);
}

function createBar(): ProgressView {
  const bar = new cliProgress.SingleBar({
    stream: process.stderr,
    format: '{bar} {value}/{total}  {message}',
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
  });
  let started = false;
  return {
    show({ done, total, message }) {
      if (started) bar.setTotal(Math.max(total, 1));
      else bar.start(Math.max(total, 1), done, { message: printable(message) });
      started = true;
      bar.update(done, { message: printable(message) });
    },
    end() {
      if (started) bar.stop();
    },
  };
}

function createLines(terminal: Terminal): ProgressView {
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    show({ done, total, message }) {
      const now = terminal.now().getTime();
      if (now - lastAt < LINE_EVERY_MS && done < total) return;
      lastAt = now;
      terminal.err(`${total > 0 ? `${done}/${total}  ` : ''}${printable(message)}\n`);
    },
    end() {},
  };
}
