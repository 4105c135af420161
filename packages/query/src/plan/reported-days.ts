import type { Day, ReportKind } from '@flightdeck/catalog';

/**
 * Days of a report of a scope that have rows. A day for which GitHub has no report, or whose report has not come or
 * failed, is not among them.
 */
export type ReportedDays = (scope: string, report: ReportKind) => ReadonlySet<Day>;
