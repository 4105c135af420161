import { isBill, type ReportKind } from '@flightdeck/catalog';
import type { LandingRow, ReceivedFile, RejectedLineRow, Store, UnknownFieldRow } from '@flightdeck/store';
import type { LandedFile } from '../archive/land/landing.ts';
import { rangeOf } from './events.ts';
import type { LoadItem } from './load-item.ts';
import type { IngestTools } from './tools.ts';

/** Archive paths in the ledger of a store, read once and kept up to date. */
const RECORDED = new WeakMap<Store, Set<string>>();

/** Archive paths of the files in the ledger. */
export async function recordedPaths(store: Store): Promise<Set<string>> {
  const known = RECORDED.get(store);
  if (known !== undefined) return known;
  const recorded = new Set((await store.ledger.landings()).map(({ archivePath }) => archivePath));
  RECORDED.set(store, recorded);
  return recorded;
}

/**
 * Writes every file of the landings into the ledger: line counts, rejected lines, unknown fields. The same bytes under
 * the same days are recorded once, however often they come.
 */
export async function recordLandings(tools: IngestTools, items: readonly LoadItem[]): Promise<void> {
  const recorded = await recordedPaths(tools.store);
  const files = new Map<string, ReceivedFile>();
  for (const item of items) {
    for (const [index, file] of item.landing.files.entries()) {
      const path = item.event.files[index];
      if (file.archivePath === null || path === undefined || recorded.has(path) || files.has(path)) continue;
      const unknown = index === 0 ? toUnknown(item) : [];
      files.set(path, { landing: toLandingRow(item, file, path), rejected: toRejected(file), unknown });
    }
  }
  if (files.size === 0) return;
  await tools.store.ledger.recordLandings([...files.values()]);
  for (const path of files.keys()) recorded.add(path);
}

/** Lines left out of a file, whatever the reason. */
export function rejectedCount(file: LandedFile): number {
  return Object.values(file.rejectedByCode).reduce((sum, count) => sum + count, 0);
}

function toLandingRow({ landing, event }: LoadItem, file: LandedFile, archivePath: string): LandingRow {
  const elsewhere = ownedElsewhere(event, file);
  return {
    sha256: file.sha256,
    scope: event.scope,
    report: event.report,
    range: rangeOf([...landing.days.keys()]) ?? toRange(event.days),
    fileName: event.fileName ?? null,
    archivePath,
    bytes: file.bytes,
    lines: file.lines - elsewhere,
    records: file.records,
    rejected: rejectedCount(file) - elsewhere,
    blank: file.blank,
    fetchedAt: event.fetchedAt,
  };
}

/** Lines of a file of several scopes or units that are loaded under another one; they are not rejected, they are that one's. */
function ownedElsewhere({ report, entityId }: Selection, file: LandedFile): number {
  return ofOthers({ report, entityId }, file) + (file.rejectedByCode.other_unit ?? 0);
}

/** What was asked for of a file that may be of several organizations or enterprises. */
interface Selection {
  readonly report: ReportKind;
  readonly entityId?: string | undefined;
}

/**
 * Lines of another organization or enterprise than the one selected, by its id, or in a bill by the scope; 0 when none was
 * selected: then rows of another are a fault.
 */
export function ofOthers({ report, entityId }: Selection, file: LandedFile): number {
  return entityId === undefined && !isBill(report) ? 0 : (file.rejectedByCode.other_scope ?? 0);
}

function toRejected(file: LandedFile): RejectedLineRow[] {
  const { sha256 } = file;
  return file.rejected
    .filter(({ code }) => code !== 'other_scope' && code !== 'other_unit')
    .map(({ line, offset, code, path, message, sample }) => ({ sha256, line, offset, code, path, message, sample }));
}

function toUnknown({ landing, event }: LoadItem): UnknownFieldRow[] {
  return landing.unknownFields.map(({ path, count, example, firstDay, lastDay }) => ({
    report: event.report,
    path,
    count,
    example,
    firstSeen: firstDay ?? event.fetchedAt.slice(0, 10),
    lastSeen: lastDay ?? event.fetchedAt.slice(0, 10),
  }));
}

function toRange(days: LoadItem['event']['days']): LandingRow['range'] {
  return typeof days === 'string' ? { from: days, to: days } : days;
}
