import { findServer, openApp, ownHome, requireSyncable, type Status } from '@flightdeck/app';
import { InputError, parseDay } from '@flightdeck/catalog';
import { appEffects } from '../app-effects.ts';
import { type Call, type Command, type ExitCode, optionText } from '../command.ts';
import { createProgressView } from '../progress.ts';
import { createServerClient, type ServerClient } from '../server-client.ts';

/** How often a running server is asked how far it is. */
const ASK_EVERY_MS = 1000;
const FAILURES_SHOWN = 20;

/** `flightdeck sync`. */
export const syncCommand: Command = {
  name: 'sync',
  args: '',
  says: 'fetch what is missing or not final, once',
  options: [
    { flags: '--once', says: 'sync once and end, which is also what happens without it' },
    { flags: '--from <day>', says: 'only days from this one on, YYYY-MM-DD' },
    { flags: '--to <day>', says: 'only days up to this one, YYYY-MM-DD' },
  ],
  async run(call) {
    const range = toRange(call);
    const server = findServer(call.config.dataFolder);
    if (server === null) return await syncHere(call, range);
    if (range !== undefined) {
      throw new InputError(
        `Flightdeck runs on this folder (pid ${server.pid}, ${server.url}) and syncs everything missing.`,
        {
          code: 'server_running',
          hint: `Leave out --from and --to, or stop it first: kill ${server.pid}.`,
        },
      );
    }
    return await syncThere(call, createServerClient(server));
  },
};

function toRange({ options }: Call): { from?: string; to?: string } | undefined {
  const [from, to] = [optionText(options, 'from'), optionText(options, 'to')];
  if (from === undefined && to === undefined) return undefined;
  const range = { ...(from && { from: parseDay(from) }), ...(to && { to: parseDay(to) }) };
  if (range.from && range.to && range.from > range.to) {
    throw new InputError(`The range ends before it begins (${range.from} to ${range.to}).`, {
      code: 'bad_range',
      hint: 'Write the earlier day in --from.',
    });
  }
  return range;
}

async function syncHere(call: Call, range: { from?: string; to?: string } | undefined): Promise<ExitCode> {
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
    const { loaded, unchanged, noReport, failed, requests } = result;
    terminal.out(
      `Sync ${result.result}: ${loaded} days loaded, ${unchanged} unchanged, ${noReport} without a report, ${failed.length} failed; ${requests} requests.\n`,
    );
    for (const { scope, report, day, code, message } of failed.slice(0, FAILURES_SHOWN)) {
      terminal.err(`${[scope, report, day].filter((part) => part !== null).join(' ')}: ${message} [${code}]\n`);
    }
    if (failed.length > FAILURES_SHOWN)
      terminal.err(`and ${failed.length - FAILURES_SHOWN} more; "flightdeck status" lists them.\n`);
    return result.result === 'ok' ? 0 : 3;
  } finally {
    view.end();
    stopWatching();
    stopListening();
    await (closing ?? app.close());
  }
}

/** Has the running server sync, and waits for it. */
async function syncThere({ terminal }: Call, server: ServerClient): Promise<ExitCode> {
  const begun = await server.startSync();
  terminal.err(begun ? 'The running server syncs.\n' : 'The running server is at work already; waiting for it.\n');
  const view = createProgressView(terminal);
  const status = await waitUntilIdle(server, (now) => {
    if (now.freshness.running) view.show(now.freshness.running);
  });
  view.end();
  const run = status.runs.find(({ kind }) => kind === 'sync');
  if (!run) return 3;
  terminal.out(
    `Sync ${run.result}: ${run.daysLoaded} days loaded, ${run.daysFailed} failed; ${run.requests} requests.\n`,
  );
  if (run.message) terminal.err(`${run.message}\n`);
  return run.result === 'ok' ? 0 : 3;
}

async function waitUntilIdle(server: ServerClient, tell: (status: Status) => void): Promise<Status> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    const status = await server.status();
    if (status.freshness.running === null) return status;
    tell(status);
  }
}
