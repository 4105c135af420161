import { type AuditFilter, type AuditLine, isWanted, parseAuditLine } from '@flightdeck/access';
import { readBack } from '@flightdeck/ingest';
import { inspectAudit } from './inspect-audit.ts';

/** A line of the audit log, and its place, which identifies it. */
export interface AuditEntry {
  readonly place: number;
  readonly line: AuditLine;
}

/** A page of the audit log, newest line first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Where the next page begins; null if there is none. It stays right while lines are added. */
  readonly next: number | null;
  /** ISO instant of the last line that was looked at; null if none was. */
  readonly searchedTo: string | null;
}

/** Whether the log is whole, and when that was checked. */
export interface AuditCheck {
  readonly at: string;
  readonly lines: number;
  /** What is wrong, in a sentence; null if nothing is. */
  readonly fault: string | null;
}

/** Reads the audit log in blocks from its end, so that little of it is in memory however long it is. */
export interface AuditTrail {
  /** At most `limit` lines that pass the filter; fewer if finding more would take too long. @throws DataError `log_damaged`. */
  page(filter: AuditFilter, before: number | null, limit: number): Promise<AuditPage>;
  /** Every line that passes the filter, of those written before the call. @throws as `page`. */
  lines(filter: AuditFilter): AsyncGenerator<AuditEntry>;
  /** Reads the whole log; a check that ended within the last minute is returned again. */
  check(): Promise<AuditCheck>;
}

/** Most lines looked at for one page. */
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
