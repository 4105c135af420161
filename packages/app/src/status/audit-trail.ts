import { type AuditFilter, type AuditLine, isWanted, parseAuditLine } from '@flightdeck/access';
import { readBack } from '@flightdeck/ingest';
import { inspectAudit } from './inspect-audit.ts';

/** A line of the audit log with its place, by which it is named. */
export interface AuditEntry {
  readonly place: number;
  readonly line: AuditLine;
}

/** Some lines of the audit log, the newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Where to go on; null: there are no more. It stays right while lines are added. */
  readonly next: number | null;
  /** Time of the last line that was looked at, ISO; null: none was. */
  readonly searchedTo: string | null;
}

/** Whether the log is as it was written, and when that was looked at. */
export interface AuditCheck {
  readonly at: string;
  readonly lines: number;
  /** In a sentence; null: none. */
  readonly fault: string | null;
}

/** What was written down, read in blocks from its end: however long it is, little of it is in memory. */
export interface AuditTrail {
  /** So many lines that are wanted, or fewer where that many would take too long to find. @throws DataError `log_damaged`. */
  page(filter: AuditFilter, before: number | null, limit: number): Promise<AuditPage>;
  /** Every line that is wanted, of those that stand there when it is begun. @throws as `page`. */
  lines(filter: AuditFilter): AsyncGenerator<AuditEntry>;
  /** Reads all of it; one that ended within the last minute counts. */
  check(): Promise<AuditCheck>;
}

/** Lines looked at for one page. */
const MOST_LOOKED_AT = 50_000;
/** Clocks of servers that write to one log differ; lines lie no further out of order. */
const OUT_OF_ORDER_MS = 3_600_000;
const CHECK_COUNTS_MS = 60_000;

/** The audit log in a file. */
export function createAuditTrail(file: string, now: () => Date): AuditTrail {
  let last: AuditCheck | null = null;
  let checking: Promise<AuditCheck> | null = null;

  async function* all(before: number | null, { from }: AuditFilter) {
    const oldest = from === null ? Number.NEGATIVE_INFINITY : Date.parse(from) - OUT_OF_ORDER_MS;
    for await (const { body, from: place } of readBack(file, before)) {
      const line = parseAuditLine(body);
      if (line !== null && Date.parse(line.at) < oldest) return;
      yield { place, line, body };
    }
  }
  const check = async (): Promise<AuditCheck> => {
    const { lines, fault } = await inspectAudit(file);
    last = { at: now().toISOString(), lines, fault };
    return last;
  };
  return {
    async page(filter, before, limit) {
      const entries: AuditEntry[] = [];
      let searchedTo: string | null = null;
      let count = 0;
      for await (const { place, line, body } of all(before, filter)) {
        count += 1;
        searchedTo = line?.at ?? searchedTo;
        if (line !== null && isWanted(line, body, filter)) entries.push({ place, line });
        if (entries.length < limit && count < MOST_LOOKED_AT) continue;
        return { entries, next: place === 0 ? null : place, searchedTo };
      }
      return { entries, next: null, searchedTo };
    },
    async *lines(filter) {
      for await (const { place, line, body } of all(null, filter))
        if (line !== null && isWanted(line, body, filter)) yield { place, line };
    },
    check() {
      if (last !== null && now().getTime() - Date.parse(last.at) < CHECK_COUNTS_MS) return Promise.resolve(last);
      checking ??= check().finally(() => {
        checking = null;
      });
      return checking;
    },
  };
}
