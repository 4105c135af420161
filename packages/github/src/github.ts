import type { Day, ReportKind, Scope } from '@flightdeck/catalog';
import { type AccessFinding, checkAccess } from './access.ts';
import { createApiFetch } from './api-fetch.ts';
import { createAsk } from './ask.ts';
import { createClient } from './client.ts';
import { type DownloadedBody, openDownload } from './download.ts';
import { fetchAll, type OnShard } from './fetch-report.ts';
import { createGate } from './gate.ts';
import { createClientFor } from './installations.ts';
import { type GithubOptions, toSettings } from './options.ts';
import { readMembers, readTeamMembers, readTeams, type Team } from './people.ts';
import { type RateLimit, readRateLimit } from './rate-limit.ts';
import { askReport, type ReportAnswer } from './reports.ts';
import {
  type BillingSummary,
  eachSeatPage,
  readBillingSummary,
  readRawBilling,
  readSeats,
  type SeatPage,
  type Seats,
} from './seats.ts';
import type { Person } from './shapes.ts';
import type { SignedLink } from './signed-link.ts';
import { createTransport } from './transport.ts';

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
  /** What is left of the hour's requests. The scope tells an App which of its installations is meant. */
  rateLimit(scope?: Scope): Promise<RateLimit>;
  /** What this credential may read in a scope, with the fix for what it may not. */
  checkAccess(scope: Scope): Promise<readonly AccessFinding[]>;
  /** Closes the connections at once; what is under way or waiting ends in UpstreamError `closed`. */
  close(): Promise<void>;
}

/**
 * A client for one credential.
 * @throws InputError for options that cannot work.
 */
export function createGithub(options: GithubOptions): Github {
  const closing = new AbortController();
  const settings = toSettings(options, closing.signal);
  const transport = createTransport(settings);
  const gate = createGate(settings);
  const fetch = createApiFetch({ dispatcher: transport.api, origin: settings.origin, timeoutMs: settings.timeoutMs });
  const clientFor = createClientFor(settings, (auth) => createClient(settings, auth, gate, fetch));
  const ask = createAsk(clientFor, settings.now);
  const downloader = { ...settings, dispatcher: transport.download, policy: settings.links };
  const report: Github['report'] = (scope, kind, day) => askReport(ask, settings.links, scope, kind, day);
  const open = (link: SignedLink) => openDownload(downloader, link);
  const github: Github = {
    report,
    download: open,
    fetchReport: (scope, kind, day, onShard) =>
      fetchAll(
        {
          ask: () => report(scope, kind, day),
          open,
          attempts: settings.retries + 1,
          rest: (attempt) => settings.sleep(1000 * attempt ** 2),
        },
        onShard,
      ),
    teams: (scope) => readTeams(ask, scope),
    teamMembers: (scope, teamSlug) => readTeamMembers(ask, scope, teamSlug),
    members: (scope) => readMembers(ask, scope),
    seats: (scope) => readSeats(ask, scope),
    seatPages: (scope) => eachSeatPage(ask, scope),
    billing: (scope) => readRawBilling(ask, scope),
    billingSummary: (scope) => readBillingSummary(ask, scope),
    rateLimit: (scope) => readRateLimit(ask, scope ?? null),
    checkAccess: (scope) => checkAccess(github, scope, settings.now()),
    close: () => {
      closing.abort();
      return transport.close();
    },
  };
  return github;
}
