import {
  type Day,
  type DayRange,
  formatScope,
  parseScope,
  REPORTS,
  type Scope,
  type SeatPrices,
  scopeLabel,
} from '@flightdeck/catalog';
import type { LandingRow, LedgerDay, RejectedLineRow, RunRow, Store } from '@flightdeck/store';
import type { GithubHost } from './github-hosts.ts';
import type { RequestBook } from './request-book.ts';
import type {
  Freshness,
  Progress,
  Status,
  StatusCounts,
  StatusDay,
  StatusHost,
  StatusRejectedLine,
  StatusScope,
} from './status.ts';

/** What the status says beside the store's own books. */
export interface StatusContext {
  readonly version: string;
  readonly demo: boolean;
  readonly scopes: readonly Scope[];
  readonly hosts: readonly Pick<GithubHost, 'host' | 'credentials'>[];
  readonly requests: RequestBook;
  readonly seatPrices: SeatPrices;
  readonly nextSyncAt: Date | null;
  readonly running: Progress | null;
}

const REJECTED_SHOWN = 100;
const RESTATEMENTS_SHOWN = 200;
const RUNS_SHOWN = 50;

/** The status as the store's ledger has it. */
export async function buildStatus(store: Store, context: StatusContext): Promise<Status> {
  const { ledger } = store;
  const [days, landings, rejected, unknownFields, restatements, runs, slots, loadedScopes] = await Promise.all([
    ledger.days(),
    ledger.landings(),
    ledger.rejectedLines(),
    ledger.unknownFields(),
    ledger.restatements(RESTATEMENTS_SHOWN),
    ledger.runs(RUNS_SHOWN),
    ledger.entitySlots(),
    store.scopes(),
  ]);
  const scopes = toScopes([...context.scopes.map(formatScope), ...loadedScopes]);
  return {
    version: context.version,
    demo: context.demo,
    scopes,
    hosts: toHosts(scopes, context),
    dataVersion: store.dataVersion(),
    range: rangeOf(days),
    freshness: freshnessOf(days, runs, context),
    seatPrices: context.seatPrices,
    days: days.map(toStatusDay),
    counts: countsOf(landings, unknownFields.length),
    rejectedLines: rejected.slice(0, REJECTED_SHOWN).map(toRejectedLine),
    rejectedByCode: countByCode(rejected),
    unknownFields,
    restatements,
    slots,
    runs,
  };
}

/** First and last loaded day of GitHub's reports, or of our snapshots, which are a day ahead; null when nothing is loaded. */
export function rangeOf(
  days: readonly Pick<LedgerDay, 'day' | 'state' | 'report'>[],
  of: 'reports' | 'snapshots' = 'reports',
): DayRange | null {
  const wanted = days.filter(({ report }) => (REPORTS[report].window === 'snapshot') === (of === 'snapshots'));
  const loaded = wanted.filter(isLoaded).map(({ day }) => day);
  const sorted = loaded.sort();
  const [from, to] = [sorted[0], sorted.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** True for a day that has rows. */
export function isLoaded({ state }: Pick<LedgerDay, 'state'>): boolean {
  return state === 'present' || state === 'provisional';
}

function toScopes(keys: readonly string[]): StatusScope[] {
  return [...new Set(keys)].sort().map((key) => {
    const scope = parseScope(key);
    return { scope: key, label: scopeLabel(scope), kind: scope.kind, host: scope.host };
  });
}

function toHosts(scopes: readonly StatusScope[], { demo, hosts, requests }: StatusContext): StatusHost[] {
  if (demo) return [];
  const names = new Set([...hosts.map(({ host }) => host), ...scopes.map(({ host }) => host)]);
  return [...names].flatMap((host) => {
    const own = scopes.filter((scope) => scope.host === host).map(({ scope }) => scope);
    const configured = hosts.some((known) => known.host === host && known.credentials !== null);
    return own.length === 0 ? [] : [{ host, configured, scopes: own, ...requests.of(host) }];
  });
}

function freshnessOf(days: readonly LedgerDay[], runs: readonly RunRow[], context: StatusContext): Freshness {
  const daily = days.filter(({ report }) => REPORTS[report].window === '1-day');
  const provisional = new Set(daily.filter(({ state }) => state === 'provisional').map(({ day }) => day));
  const unsettled = new Set([...provisional, ...daily.filter(({ state }) => state === 'failed').map(({ day }) => day)]);
  const settled = daily.filter(({ state, day }) => state === 'present' && !unsettled.has(day)).map(({ day }) => day);
  return {
    finalTo: settled.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null),
    provisional: [...provisional].sort(),
    syncedAt: runs.find((run) => run.kind !== 'rebuild' && run.result !== 'failed')?.endedAt ?? null,
    nextSyncAt: context.nextSyncAt?.toISOString() ?? null,
    running: context.running,
  };
}

function toStatusDay(row: LedgerDay): StatusDay {
  const { scope, report, day, state, records, restated, fetchedAt, code, message } = row;
  return { scope, report, day, state, records, restated, fetchedAt, code, message };
}

function countsOf(landings: readonly LandingRow[], unknownFields: number): StatusCounts {
  const sum = (read: (landing: LandingRow) => number) => landings.reduce((total, landing) => total + read(landing), 0);
  return {
    files: landings.length,
    lines: sum(({ lines }) => lines),
    loaded: sum(({ records }) => records),
    rejected: sum(({ rejected }) => rejected),
    blank: sum(({ blank }) => blank),
    unknownFields,
  };
}

function toRejectedLine(row: RejectedLineRow & { readonly landing: LandingRow }): StatusRejectedLine {
  const { landing, line, code, path, message, sample } = row;
  return {
    file: landing.fileName ?? landing.archivePath,
    scope: landing.scope,
    report: landing.report,
    line,
    code,
    path,
    message,
    sample,
  };
}

function countByCode(rejected: readonly RejectedLineRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of rejected) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
