import {
  type Day,
  type DayRange,
  formatScope,
  parseScope,
  REPORTS,
  type Scope,
  type SeatPrices,
  scopeLabel,
  toDay,
} from '@flightdeck/catalog';
import { daysAtRisk } from '@flightdeck/ingest';
import { describeOrganizationRows } from '@flightdeck/query';
import type { HostOrganizationRows, LedgerDay, RunRow, Store } from '@flightdeck/store';
import { type LedgerState, onceForLedger } from '../answer/ledger-state.ts';
import type { GithubHost } from '../settings/hosts/github-hosts.ts';
import type { RateLimits } from '../work/rate-limits.ts';
import type { Integrity } from './archive/integrity.ts';
import type { DiskTrouble } from './disk.ts';
import { toSpans } from './spans.ts';
import type { Freshness, Progress, Status, StatusHost, StatusScope, StatusSpan } from './status.ts';

/** What the status says beside the store's own ledger. */
export interface StatusContext {
  readonly version: string;
  readonly demo: boolean;
  readonly scopes: readonly Scope[];
  readonly hosts: readonly Pick<GithubHost, 'host' | 'credentials'>[];
  readonly requests: RateLimits;
  readonly organizationRows: readonly HostOrganizationRows[];
  readonly seatPrices: SeatPrices;
  readonly acceptanceTarget: number | null;
  readonly store: Status['store'];
  readonly nextSyncAt: Date | null;
  readonly running: Progress | null;
  readonly integrity: Integrity;
  readonly disk: DiskTrouble | null;
  readonly backup: Status['backup'];
  /** A run that no table has yet. */
  readonly pendingRun: RunRow | null;
  readonly now: Date;
}

/** Runs looked through for the last that loaded or confirmed something. */
const RUNS_READ = 500;

/** What changes with the data only, worked out once. */
interface DayStatus {
  readonly range: DayRange | null;
  readonly spans: readonly StatusSpan[];
  readonly finalTo: Day | null;
  readonly provisional: readonly Day[];
}

const dayStatusOf = onceForLedger(
  ({ days }): DayStatus => ({ range: rangeOf(days), spans: toSpans(days), ...finalityOf(days) }),
);

/** The status as the store's ledger has it. */
export async function buildStatus(store: Store, ledgerState: LedgerState, context: StatusContext): Promise<Status> {
  const { range, spans, finalTo, provisional } = dayStatusOf(ledgerState);
  const runs = await store.ledger.runs(RUNS_READ);
  const scopes = toScopes([...context.scopes.map(formatScope), ...ledgerState.scopes]);
  return {
    version: context.version,
    demo: context.demo,
    scopes,
    hosts: toHosts(scopes, context),
    dataVersion: ledgerState.version,
    store: context.store,
    range,
    freshness: {
      finalTo,
      provisional,
      syncedAt: endOfLast(runs, 'sync'),
      importedAt: endOfLast(runs, 'import'),
      nextSyncAt: context.nextSyncAt?.toISOString() ?? null,
      running: context.running,
    },
    atRisk: context.demo ? [] : riskOf(ledgerState, context),
    organizationRows: context.organizationRows.map((rows) => ({ ...rows, message: describeOrganizationRows(rows) })),
    seatPrices: context.seatPrices,
    acceptanceTarget: context.acceptanceTarget,
    spans,
    slots: ledgerState.slots,
    lastRun: context.pendingRun ?? runs[0] ?? null,
    disk: context.disk,
    backup: context.backup,
    integrity: context.integrity,
  };
}

/** When the last run of a kind ended that did anything; null when none did. */
function endOfLast(runs: readonly RunRow[], kind: RunRow['kind']): string | null {
  return runs.find((run) => run.kind === kind && run.result !== 'failed')?.endedAt ?? null;
}

/**
 * First and last loaded day of GitHub's reports, or of our snapshots, which are a day ahead; null when nothing is loaded.
 * Imported history can only begin it earlier: a bill that knows today would end it on a day no report has. Where there is
 * neither report nor history, as on the first day of an installation, the snapshots are what there is.
 */
export function rangeOf(
  days: readonly Pick<LedgerDay, 'day' | 'state' | 'report'>[],
  of: 'reports' | 'snapshots' = 'reports',
): DayRange | null {
  const loaded = days.filter(isLoaded);
  const inWindow = (...windows: readonly string[]) =>
    loaded.filter(({ report }) => windows.includes(REPORTS[report].window)).map(({ day }) => day);
  const main = of === 'snapshots' ? inWindow('snapshot') : inWindow('1-day', '28-day');
  const history = of === 'snapshots' ? [] : inWindow('history');
  if (of === 'reports' && main.length + history.length === 0) return rangeOf(days, 'snapshots');
  const from = [...main, ...history].sort()[0];
  const to = (main.length > 0 ? main : history).sort().at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

/** True for a day that has rows. */
function isLoaded({ state }: Pick<LedgerDay, 'state'>): boolean {
  return state === 'present' || state === 'provisional';
}

/** Once for each day and state of the data: every page asks for it. */
const risksOf = onceForLedger(() => new Map<Day, ReturnType<typeof daysAtRisk>>());

function riskOf(
  ledgerState: LedgerState,
  { scopes, now }: Pick<StatusContext, 'scopes' | 'now'>,
): ReturnType<typeof daysAtRisk> {
  const risks = risksOf(ledgerState);
  const today = toDay(now);
  const known = risks.get(today) ?? daysAtRisk(scopes, ledgerState.days, now);
  risks.set(today, known);
  return known;
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

/** Up to which day no loaded report can still change, and the days on which one can. */
export function finalityOf(
  days: readonly Pick<LedgerDay, 'report' | 'state' | 'day'>[],
): Pick<Freshness, 'finalTo' | 'provisional'> {
  const daily = days.filter(({ report }) => REPORTS[report].window === '1-day');
  const provisional = new Set(daily.filter(({ state }) => state === 'provisional').map(({ day }) => day));
  const open = [...provisional].sort();
  const [first] = open;
  const unsettled = new Set([...provisional, ...daily.filter(({ state }) => state === 'failed').map(({ day }) => day)]);
  const settled = daily.filter(({ state, day }) => state === 'present' && !unsettled.has(day)).map(({ day }) => day);
  return {
    finalTo:
      settled
        .filter((day) => first === undefined || day < first)
        .sort()
        .at(-1) ?? null,
    provisional: open,
  };
}
