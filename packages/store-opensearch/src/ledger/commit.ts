import type { Day, ReportKind } from '@flightdeck/catalog';
import { UpstreamError } from '@flightdeck/catalog';
import { ledgerIndex, PAST } from '../layout/layout.ts';
import type { Cluster } from '../wire/client.ts';

/** A load whose documents no longer count, or never did, until they are deleted. */
export interface HiddenLoad {
  readonly load: number;
  readonly report: ReportKind;
  readonly day: Day;
  /** When it was hidden (ISO instant). */
  readonly since: string;
  /** True: it never counted, so neither does what it said of restatements. */
  readonly isAbandoned: boolean;
  /** When what replaced it was received (ISO instant), where it is kept for questions about the past; else it is deleted. */
  readonly replacedAt?: string;
}

/** A load by its number: of one report of one day. */
export type LoadOfDay = Pick<HiddenLoad, 'load' | 'report' | 'day'>;

/** A load that another one replaces. */
export type ReplacedLoad = Pick<HiddenLoad, 'load' | 'report' | 'day' | 'replacedAt'>;

/** Loads being written: numbers above the watermark, by one writer. */
export interface Pending {
  readonly writer: string;
  readonly loads: readonly LoadOfDay[];
  /** Renewed while the writer lives (ISO instant). */
  readonly at: string;
}

/** What counts: every load up to the watermark but the hidden ones. It is one document, and changing it commits a load. */
export interface Commit {
  readonly version: number;
  readonly next: number;
  readonly watermark: number;
  readonly hidden: readonly HiddenLoad[];
  readonly pending: Pending | null;
  /** Indexes of facts and rollups that hold loads that count. */
  readonly indexes: readonly string[];
  /** Changes when a person, team or repository is shown by another name. */
  readonly names: number;
  /** Changes with every write, so that a writer recognises its own. */
  readonly token: string;
}

/** A commit, or what was known at an instant: `shown` loads that were replaced since beside those that are not hidden. */
export interface Sight extends Commit {
  readonly past?: { readonly asOf: string; readonly shown: readonly number[] };
}

/** A commit and where it stood when read. */
export interface ReadCommit {
  readonly commit: Commit;
  readonly seqNo: number;
  readonly primaryTerm: number;
}

/** Before the first load. */
export const EMPTY_COMMIT: Commit = {
  version: 0,
  next: 1,
  watermark: 0,
  hidden: [],
  pending: null,
  indexes: [],
  names: 0,
  token: '',
};

interface GotCommit {
  readonly found?: boolean;
  readonly _seq_no: number;
  readonly _primary_term: number;
  readonly _source: { readonly held: Commit };
}

const COMMIT_TIMEOUT_MS = 10_000;

/** Stored under the id `view`, under which clusters have it already. */
const path = (prefix: string): string => `/${ledgerIndex(prefix)}/_doc/view`;

/** The commit as it stands now, whatever has been refreshed. @throws UpstreamError `store_lost` when it is gone. */
export async function readCommit(cluster: Cluster, prefix: string): Promise<ReadCommit> {
  const { status, body } = await cluster.send<GotCommit>({
    method: 'GET',
    path: path(prefix),
    accept: [404],
    // Every question begins with it: a node that is slow at this is left out.
    timeoutMs: COMMIT_TIMEOUT_MS,
  });
  if (status === 404) {
    throw new UpstreamError(`The cluster has no ${ledgerIndex(prefix)} any more.`, {
      code: 'store_lost',
      retryable: false,
      hint: 'Restore the indexes from a snapshot, or start again and run `flightdeck rebuild`.',
    });
  }
  return { commit: body._source.held, seqNo: body._seq_no, primaryTerm: body._primary_term };
}

/** Makes the first commit unless there is one. */
export async function createCommit(cluster: Cluster, prefix: string): Promise<void> {
  await cluster.send({
    method: 'PUT',
    path: path(prefix),
    query: { op_type: 'create', refresh: true },
    body: { table: 'meta', held: EMPTY_COMMIT },
    accept: [409],
  });
}

/** Writes the commit if it is still as read; null when another writer was quicker. */
export async function writeCommit(
  cluster: Cluster,
  prefix: string,
  before: ReadCommit,
  changed: Omit<Commit, 'token'>,
  token: string,
): Promise<ReadCommit | null> {
  const commit: Commit = { ...changed, token };
  const { status, body } = await cluster.send<Pick<GotCommit, '_seq_no' | '_primary_term'>>({
    method: 'PUT',
    path: path(prefix),
    query: { if_seq_no: before.seqNo, if_primary_term: before.primaryTerm },
    body: { table: 'meta', held: commit },
    accept: [409],
  });
  if (status !== 409) return { commit, seqNo: body._seq_no, primaryTerm: body._primary_term };
  // A node can die after it wrote and before it answered; the client then asked again and met its own write.
  const now = await readCommit(cluster, prefix);
  return now.commit.token === commit.token ? now : null;
}

/** Query clauses that leave only documents of loads that count. */
export function compileVisible(
  { watermark, hidden, past }: Pick<Sight, 'watermark' | 'hidden' | 'past'>,
  field = 'load',
): object[] {
  const within = { range: { [field]: { lte: watermark } } };
  const not = [
    ...(hidden.length === 0 ? [] : [{ terms: { [field]: hidden.map(({ load }) => load) } }]),
    ...(past ? [{ prefix: { table: PAST } }] : []),
  ];
  const counting = not.length === 0 ? [within] : [within, { bool: { must_not: not } }];
  if (!past || past.shown.length === 0) return counting;
  const should = [{ bool: { filter: counting } }, { terms: { [field]: past.shown } }];
  return [{ bool: { should, minimum_should_match: 1 } }];
}
