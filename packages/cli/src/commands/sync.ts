import { describeFailures, openApp, ownHome, requireSyncable, type Status, toSyncRange } from '@flightdeck/app';
import { counted, type DayRange } from '@flightdeck/catalog';
import { printable, printableLines } from '@flightdeck/query';
import { appEffects } from '../app-effects.ts';
import { type Call, type Command, type ExitCode, optionText } from '../command.ts';
import { createProgressView } from '../output/progress.ts';
import { findTarget } from '../server/find-target.ts';
import { createServerClient, type ServerClient } from '../server/server-client.ts';

/** How often a running server is asked for its progress. */
const ASK_EVERY_MS = 1000;
const LINES_SHOWN = 20;

/** `flightdeck sync`. */
export const syncCommand: Command = {
  name: 'sync',
  args: '',
  remote: 'asks',
  says: 'fetch what is missing or not final, once',
  options: [
    { flags: '--once', says: 'sync once and end; the default' },
    { flags: '--from <day>', says: 'only days from this one on, final ones too, YYYY-MM-DD' },
    { flags: '--to <day>', says: 'only days up to this one, final ones too, YYYY-MM-DD' },
  ],
  async run(call) {
    const { config, options } = call;
    const range = toSyncRange({ from: optionText(options, 'from'), to: optionText(options, 'to') });
    const server = findTarget(config);
    return server === null ? await syncHere(call, range) : await syncThere(call, createServerClient(server), range);
  },
};

async function syncHere(call: Call, range: Partial<DayRange> | undefined): Promise<ExitCode> {
  const { config, terminal } = call;
  requireSyncable(config);
  const app = await openApp(config, ownHome(config), appEffects(call, 'quiet'));
  const view = createProgressView(terminal);
  const stopWatching = app.onProgress(view.show);
  let closing: Promise<void> | null = null;
  const stopListening = terminal.onStop(() => {
    terminal.err('Stopping; days received so far are kept.\n');
    closing = app.close();
  });
  try {
    const result = await app.syncNow(range);
    view.end();
    const { loaded, unchanged, noReport, failed, rejected, notes, requests } = result;
    const left = rejected === 0 ? '' : ` ${counted(rejected, 'line')} left out;`;
    terminal.out(
      `Sync ${result.result}: ${counted(loaded, 'day')} loaded, ${unchanged} unchanged, ${noReport} without a report, ${failed.length} failed;${left} ${counted(requests, 'request')}.\n`,
    );
    printSome(terminal, describeFailures(failed));
    printSome(terminal, notes);
    return result.result === 'ok' ? 0 : 3;
  } finally {
    view.end();
    stopWatching();
    stopListening();
    await (closing ?? app.close());
  }
}

function printSome(terminal: Call['terminal'], lines: readonly string[]): void {
  for (const line of lines.slice(0, LINES_SHOWN)) terminal.err(`${printable(line)}\n`);
  if (lines.length > LINES_SHOWN)
    terminal.err(`and ${lines.length - LINES_SHOWN} more; "flightdeck status" lists them.\n`);
}

/** Has the running server sync, and waits for it; a range asked for is synced after the work under way. */
async function syncThere(
  { terminal }: Call,
  server: ServerClient,
  range: Partial<DayRange> | undefined,
): Promise<ExitCode> {
  const view = createProgressView(terminal);
  const wait = () =>
    waitUntilIdle(server, (now) => {
      if (now.freshness.running) view.show(now.freshness.running);
    });
  const before = new Set((await server.ledger()).runs.map(({ id }) => id));
  let begun = await server.startSync(range);
  terminal.err(begun ? 'The running server is syncing.\n' : 'The running server is already at work; waiting for it.\n');
  while (!begun && range !== undefined) {
    await wait();
    begun = await server.startSync(range);
  }
  await wait();
  view.end();
  const run = (await server.ledger()).runs.find(({ id, kind }) => kind === 'sync' && !before.has(id));
  if (!run) {
    terminal.err("The server's work ended without a sync; its log says why.\n");
    return 3;
  }
  terminal.out(
    `Sync ${run.result}: ${counted(run.daysLoaded, 'day')} loaded, ${run.daysFailed} failed; ${counted(run.requests, 'request')}.\n`,
  );
  if (run.message) terminal.err(`${printableLines(run.message)}\n`);
  return run.result === 'ok' ? 0 : 3;
}

async function waitUntilIdle(server: ServerClient, tell: (status: Status) => void): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    const status = await server.status();
    if (status.freshness.running === null) return;
    tell(status);
  }
}
