import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  chooseHome,
  type Gap,
  hasData,
  LOCAL,
  noData,
  openAppToRead,
  type Restatements,
  readRestatements,
  requireData,
  type Status,
  type StatusLedger,
  toRestatementsQuery,
} from '@flightdeck/app';
import type { DayRange } from '@flightdeck/catalog';
import { type MetricQueryInput, parseQuery, type QueryResult } from '@flightdeck/query';
import type { ReceivedFile, ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';
import { appEffects } from '../app-effects.ts';
import type { Call } from '../command.ts';
import { findTarget } from '../server/find-target.ts';
import { createServerClient, type RestatementsAsked, unreadable } from '../server/server-client.ts';

export type { RestatementsAsked } from '../server/server-client.ts';

/** Where answers come from: the server of FLIGHTDECK_URL, else the one that runs on the data folder, else the data itself. */
export interface Source {
  readonly demo: boolean;
  loadedRange(): Promise<DayRange | null>;
  query(query: MetricQueryInput): Promise<QueryResult>;
  /** Opens a file of one scope's rows to compare with. @throws InputError `no_file` and what is wrong with it. */
  receive(path: string, scope: string): Promise<ReceivedFile>;
  reconcile(request: ReconcileRequest): Promise<Reconciliation>;
  status(): Promise<Status>;
  ledger(): Promise<StatusLedger>;
  restatements(asked: RestatementsAsked): Promise<Restatements>;
  /** Received days that answers lack. */
  gaps(): Promise<readonly Gap[]>;
  close(): Promise<void>;
}

/** @throws InputError `no_data` when `needsData` and nothing was ever received; what opening the store throws. */
export async function openSource(call: Call, needsData: boolean): Promise<Source> {
  const server = findTarget(call.config);
  if (server !== null) {
    const client = createServerClient(server);
    const status = await client.status();
    return {
      ...client,
      demo: status.demo,
      loadedRange: async () => status.range,
      gaps: async () => status.integrity.gaps,
      close: async () => {},
    };
  }
  const home = chooseHome(call.config);
  if (needsData) requireData(home);
  const app = await openAppToRead(call.config, home, appEffects(call, 'quiet'));
  if (app.isReadOnly) call.terminal.err(`${(await app.diskTrouble())?.message ?? ''} The database is read as it is.\n`);
  if (needsData && !hasData(home)) {
    await app.close();
    throw noData(home);
  }
  return {
    demo: app.demo,
    loadedRange: () => app.loadedRange(),
    query: async (query) => await app.answer(parseQuery(query), LOCAL),
    async receive(path, scope) {
      await access(path, constants.R_OK).catch(() => {
        throw unreadable(path);
      });
      return app.reconciler.receive(path, scope, basename(path), LOCAL);
    },
    reconcile: (request) => app.reconciler.reconcile(request, LOCAL),
    status: () => app.status(),
    ledger: () => app.ledger(),
    restatements: (asked) => readRestatements(app.store, toRestatementsQuery(asked)),
    gaps: () => app.integrity.gaps(),
    close: () => app.close(),
  };
}
