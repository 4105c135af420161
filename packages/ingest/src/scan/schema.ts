import { bitsOf, type ReportKind, type ReportPlace, ROLE_KEYS, type RoleKey } from '@flightdeck/catalog';

export type { KeyKind, ReportPlace } from '@flightdeck/catalog';
export { ROLE_KEYS, type RoleKey } from '@flightdeck/catalog';

/** The kinds of report a file can turn out to be. */
export type RecordKind = ReportKind;

/** What each kind of report may hold at each place: a name known of another kind or place is a new field. */
export type ScanSchema = Readonly<Record<RecordKind, ReportPlace>>;

/** The bit of each role key in the scanner's masks. */
export const ROLE_BITS: Readonly<Record<RoleKey, number>> = bitsOf(ROLE_KEYS, 32);
