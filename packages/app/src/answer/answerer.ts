import { authorize, type Principal, type Right, rightOf, sightOf } from '@flightdeck/access';
import { addDays, type DayRange, toDay } from '@flightdeck/catalog';
import {
  dailyReports,
  evaluate,
  isSeen,
  isSeenWhole,
  type MetricQuery,
  maySeeEarlierNames,
  noteEarlierNames,
  type Plan,
  planSeen,
  type QueryResult,
  readsSharedDays,
  type Scan,
  type ScanRow,
  type Sight,
  withCalendar,
  withOrganizationRows,
} from '@flightdeck/query';
import {
  findOrganizationRows,
  type HostOrganizationRows,
  organizationRowsOf,
  type Store,
  toReportedDays,
} from '@flightdeck/store';
import { createOwnScopes } from '../mine/own-scopes.ts';
import { toCalendar } from '../settings/calendar/calendar.ts';
import { rangeOf } from '../status/build-status.ts';
import type { Figures, LiveConfig } from '../wiring/live-config.ts';
import { createAnswerCache, createScanCache } from './answer-cache.ts';
import { coverageOf, toDayStates, toLoadedReports } from './coverage.ts';
import { type LedgerState, onceForLedger } from './ledger-state.ts';
import { createLedgerStateAsOf } from './ledger-state-as-of.ts';
import { groupsOf, requireAffordable, withTeamSize } from './query-cost.ts';
import { createSharedScans } from './shared-scans.ts';
import { createSharedWork } from './shared-work.ts';

/** Answers queries from a store, each once as long as nothing changes. */
export interface Answerer {
  /** The answer, narrowed to what the asker may see. @throws InputError `not_allowed`, `no_grant`. */
  answer(query: MetricQuery, who: Principal, signal?: AbortSignal): Promise<QueryResult>;
  /** The answer within a sight that the caller has checked. */
  answerSeen(query: MetricQuery, sight: Sight, signal?: AbortSignal): Promise<QueryResult>;
  /** The answer from the asker's own rows only. @throws as `answer`. */
  answerOwn(query: MetricQuery, who: Principal, signal?: AbortSignal): Promise<QueryResult>;
  /** What a principal may see by a right; for their own rows, only the scopes that have some. */
  sightOf(who: Principal, right: Right): Promise<Sight>;
  /** Estimated number of groups of the answer. @throws InputError as `answer`. */
  cost(query: MetricQuery, who: Principal): Promise<number>;
  /** First and last loaded day of what may be seen, of everything unless given; null when nothing of it is loaded. */
  loadedRange(sight?: Sight): Promise<DayRange | null>;
  /** How the organizations of a host report shared people; one entry for each host with several. */
  organizationRows(): Promise<readonly HostOrganizationRows[]>;
}

/** An answerer over one store. */
export function createAnswerer(
  store: Store,
  ledgerState: () => Promise<LedgerState>,
  now: () => Date,
  live: () => Pick<LiveConfig, 'figures' | 'figuresKey'>,
): Answerer {
  const cache = createAnswerCache();
  const scans = createScanCache();
  const scan = createSharedScans((asked, signal) => store.scan(asked, signal));
  const underWay = createSharedWork<QueryResult>();
  const ledgerAsOf = createLedgerStateAsOf(store);
  const statesOf = onceForLedger(({ days }) => toDayStates(days));
  const loadedOf = onceForLedger(({ days }) => toLoadedReports(days));
  const organizationsOf = onceForLedger(({ days }) => findOrganizationRows(store, days));
  const reportedOf = onceForLedger(({ days }) => toReportedDays(days));

  /** Rows of a scan, kept for other pages with the same figures, and for a list's other pages and orders. */
  async function read(asked: Scan, version: string, signal: AbortSignal): Promise<readonly ScanRow[]> {
    if (asked.scopes.length === 0) return [];
    const key = JSON.stringify([version, { ...asked, id: '' }]);
    const rows = scans.get(key) ?? (await scan(asked, signal));
    if (store.dataVersion() === version) scans.set(key, rows);
    return rows;
  }

  async function evaluateNow(
    query: MetricQuery,
    sight: Sight,
    current: LedgerState,
    yesterday: string,
    figures: Figures,
    signal: AbortSignal,
  ): Promise<QueryResult> {
    const known = query.asOf === undefined ? current : await ledgerAsOf(current, query.asOf);
    const seen = planSeen(query, sight, known.scopes, loadedOf(known));
    const planned = withCalendar(seen, toCalendar(figures.workDays, rangeOfPlan(seen)));
    const organizations = readsSharedDays(planned) ? await organizationsOf(current) : [];
    const maySeeAll = known.scopes.every((scope) => isSeenWhole(sight, scope));
    const asStored = withOrganizationRows(planned, organizationRowsOf(organizations, planned.scopes), maySeeAll);
    const plan = maySeeEarlierNames(sight) ? await noteEarlierNames(asStored, store.earlierNames) : asStored;
    requireAffordable(groupsSeen(plan, sight, known.days));
    const coverage = coverageOf(statesOf(known), plan.scopes, dailyReports(plan), query.range, yesterday);
    return evaluate(plan, (asked) => read(asked, current.version, signal), coverage, reportedOf(known), figures.prices);
  }

  const sightFor = (query: MetricQuery, who: Principal): Sight => {
    const right = rightOf(query);
    authorize(who, right);
    return sightOf(who, right);
  };

  const ownScopes = createOwnScopes(store);

  const answerer: Answerer = {
    answer: async (query, who, signal) => answerer.answerSeen(query, sightFor(query, who), signal),
    async answerSeen(query, sight, signal) {
      const current = await ledgerState();
      const { version } = current;
      const instant = query.asOf === undefined ? now() : earlier(now(), new Date(query.asOf));
      const yesterday = addDays(toDay(instant), -1);
      const { figures, figuresKey } = live();
      const key = JSON.stringify([version, yesterday, figuresKey, sight, query]);
      const kept = cache.get(key);
      if (kept) return kept;
      const work = (ends: AbortSignal) => evaluateNow(query, sight, current, yesterday, figures, ends);
      const result = await underWay.run(key, work, signal);
      if (store.dataVersion() === version) cache.set(key, result);
      return result;
    },
    async answerOwn(query, who, signal) {
      authorize(who, 'read_own');
      return answerer.answerSeen(query, await answerer.sightOf(who, 'read_own'), signal);
    },
    sightOf: async (who, right) => ownScopes(sightOf(who, right), await ledgerState()),
    async cost(query, who) {
      const { scopes, days } = await ledgerState();
      const sight = sightFor(query, who);
      return groupsSeen(planSeen(query, sight, scopes), sight, days);
    },
    async loadedRange(sight = 'everything') {
      const { days } = await ledgerState();
      return rangeOf(days.filter(({ scope }) => isSeen(sight, scope)));
    },
    organizationRows: async () => organizationsOf(await ledgerState()),
  };
  return answerer;
}

/** The groups as far as the asker may learn how many people the scopes have. */
const groupsSeen = (plan: Plan, sight: Sight, days: LedgerState['days']): number =>
  groupsOf(plan, plan.scopes.every((scope) => isSeenWhole(sight, scope)) ? days : withTeamSize(days));

/** From the first day compared with to the last day asked for. */
const rangeOfPlan = ({ query, comparison }: Plan): DayRange => ({
  from: comparison && comparison.range.from < query.range.from ? comparison.range.from : query.range.from,
  to: query.range.to,
});

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
