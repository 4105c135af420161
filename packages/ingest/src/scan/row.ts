import { type ExactValue, Lexeme } from './exact.ts';
import type { LineScanner } from './line-scanner.ts';
import { ROLE_KEYS, type RoleKey } from './schema.ts';

/** The remembered top-level values of one sound record. */
export interface Row {
  /** Bits of ROLE_KEYS present, null ones included. */
  readonly present: number;
  /** Text or digits of a scalar; null when absent, null, or a list or object. */
  text(key: RoleKey): string | null;
  /** True when the key is there and not null. */
  has(key: RoleKey): boolean;
  /** Days of `day_totals[]`, for the 28-day aggregate. */
  totalsDays(): readonly string[];
}

/** The row the fast scanner stands on; valid until its next line. */
export function fastRow(scanner: LineScanner, buffer: Buffer, expandDay: (compact: number) => string): Row {
  return {
    present: scanner.present,
    text: (key) => {
      const bytes = scanner.role(key, buffer) as Buffer | null;
      if (bytes === null || bytes[0] === 110 || bytes[0] === 123 || bytes[0] === 91) return null;
      if (bytes[0] !== 34) return bytes.toString('latin1');
      return bytes.includes(92)
        ? (JSON.parse(bytes.toString('utf8')) as string)
        : bytes.toString('utf8', 1, bytes.length - 1);
    },
    has: (key) => {
      const bit = 1 << ROLE_KEYS.indexOf(key);
      return (scanner.present & bit) !== 0 && (scanner.nulls & bit) === 0;
    },
    totalsDays: () => scanner.totalsDays.map(expandDay),
  };
}

/** The row of an exactly read record. */
export function exactRow(record: ReadonlyMap<string, ExactValue>): Row {
  const value = (key: RoleKey): ExactValue => record.get(key) ?? null;
  return {
    present: ROLE_KEYS.reduce((mask, key, index) => (record.has(key) ? mask | (1 << index) : mask), 0),
    text: (key) => {
      const found = value(key);
      if (found instanceof Lexeme) return found.text;
      return typeof found === 'string' ? found : null;
    },
    has: (key) => value(key) !== null,
    totalsDays: () => {
      const totals = value('day_totals');
      if (!Array.isArray(totals)) return [];
      return totals.flatMap((item) => {
        const day = item instanceof Map ? item.get('day') : null;
        return typeof day === 'string' ? [day] : [];
      });
    },
  };
}
