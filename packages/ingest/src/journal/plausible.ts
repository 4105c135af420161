import { isDay, REPORTS, type ReportKind } from '@flightdeck/catalog';
import type { JournalRow } from './events.ts';

/** What rows without a chain state twice, so that a changed one contradicts itself. */
interface Row {
  readonly seq: number;
  readonly kind: string;
  readonly scope?: string;
  readonly report?: string;
  readonly days?: string | { readonly from: string; readonly to: string };
  readonly dayList?: readonly (string | readonly [day: string, landing: number])[];
  readonly sha256s?: readonly string[];
  readonly files?: readonly string[];
  readonly landings?: readonly number[];
}

/**
 * Rows that contradict themselves or an earlier one. Only for journals written before rows had a chain: these are
 * looked at once more before they are sealed for good.
 */
export function findImplausible(rows: readonly JournalRow[]): readonly number[] {
  const landed = new Map<number, Row>();
  const found: number[] = [];
  for (const row of rows as readonly Row[]) {
    if (row.kind === 'landed') landed.set(row.seq, row);
    if (!isPlausible(row, landed)) found.push(row.seq);
  }
  return found;
}

function isPlausible(row: Row, landed: ReadonlyMap<number, Row>): boolean {
  const days = daysOf(row);
  if (new Set(days).size < days.length || !days.every(isDay)) return false;
  if (row.kind === 'landed') return isFiledRight(row) && areWithin(row, days);
  if (row.kind !== 'loaded') return true;
  const own = new Set(row.landings ?? []);
  const isLanding = (seq: number) => seq < row.seq && landed.get(seq)?.scope === row.scope;
  if (![...own].every(isLanding) || !areWithin(row, days)) return false;
  return (row.dayList ?? []).every((entry) => {
    if (typeof entry === 'string') return false;
    const [day, seq] = entry;
    const landing = landed.get(seq);
    // A row that deals with landings loads days of these; one of several reports says so only in its last row.
    if (landing === undefined || !isLanding(seq) || (own.size > 0 && !own.has(seq))) return false;
    return isWindow(landing.report) || isWindow(row.report) || daysOf(landing).includes(day);
  });
}

/** The name of an archived file begins with its checksum. */
function isFiledRight({ sha256s = [], files = [] }: Row): boolean {
  if (sha256s.length !== files.length) return false;
  return files.every((file, index) => file.includes(`/${sha256s[index]?.slice(0, 16)}.`));
}

function areWithin({ days }: Row, list: readonly string[]): boolean {
  const range = typeof days === 'string' ? { from: days, to: days } : days;
  return range === undefined || list.every((day) => day >= range.from && day <= range.to);
}

function daysOf({ dayList = [] }: Row): readonly string[] {
  return dayList.map((entry) => (typeof entry === 'string' ? entry : entry[0]));
}

function isWindow(report: string | undefined): boolean {
  return report === undefined || REPORTS[report as ReportKind]?.window !== '1-day';
}
