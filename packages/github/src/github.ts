import type { Day, ReportKind, Scope } from '@flightdeck/catalog';
import type { AccessFinding } from './auth/access-finding.ts';
import type { FoundScopes } from './auth/found-scopes.ts';
import type { RateLimit } from './http/limits/rate-limit.ts';
import type { DownloadedBody } from './http/links/download.ts';
import type { SignedLink } from './http/links/signed-link.ts';
import type { OnShard } from './reports/fetch-report.ts';
import type { Team } from './reports/people.ts';
import type { ReportAnswer } from './reports/reports.ts';
import type { BillingSummary, SeatPage, Seats } from './reports/seats.ts';
import type { Person } from './reports/shapes.ts';

/** Everything Flightdeck asks of GitHub, for one credential on one host. Calls may run at the same time. */
export interface Github {
  /** Where the files of a report are, or why there is none. `day` is null for 28-day reports. */
  report(scope: Scope, kind: ReportKind, day: Day | null): Promise<ReportAnswer>;
  /** Opens one file; read its stream to the end or leave the loop, so that the connection is freed. */
  download(link: SignedLink): Promise<DownloadedBody>;
  /** Asks for a report and hands over every file; asks again for links that expired. All files or an error. */
  fetchReport(scope: Scope, kind: ReportKind, day: Day | null, onShard: OnShard): Promise<ReportAnswer>;
  /** All teams as of now. */
  teams(scope: Scope): Promise<readonly Team[]>;
  /** The people of one team as of now. */
  teamMembers(scope: Scope, teamSlug: string): Promise<readonly Person[]>;
  /** The people of a scope as of now; of an enterprise, its licences. */
  members(scope: Scope): Promise<readonly Person[]>;
  /** All seats as of now, every page or an error. */
  seats(scope: Scope): Promise<Seats>;
  /** The pages of the list of seats, untouched; all, or an error amid them. */
  seatPages(scope: Scope): AsyncIterable<SeatPage>;
  /** GitHub's own object of what an organization has bought and set; CapabilityError `org_only` for an enterprise. */
  billing(scope: Scope): Promise<Readonly<Record<string, unknown>>>;
  /** What an organization has bought and set; CapabilityError `org_only` for an enterprise. */
  billingSummary(scope: Scope): Promise<BillingSummary>;
  /** What is left of the hour's requests. The scope selects the installation of an App. */
  rateLimit(scope?: Scope): Promise<RateLimit>;
  /** What this credential may read in a scope, with the fix for what it may not. */
  checkAccess(scope: Scope): Promise<readonly AccessFinding[]>;
  /** Organizations and enterprises that this credential sees. @throws UpstreamError if GitHub does not accept it. */
  foundScopes(): Promise<FoundScopes>;
  /** False when GitHub answers 404 for the scope itself: there is none of this name, or this credential may not see it. */
  exists(scope: Scope): Promise<boolean>;
  /** Closes the connections at once; what is under way or waiting ends in UpstreamError `closed`. */
  close(): Promise<void>;
}
