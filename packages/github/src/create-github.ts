import { checkAccess } from './auth/access.ts';
import { findScopes } from './auth/found-scopes.ts';
import { createClientFor } from './auth/installations.ts';
import type { Github } from './github.ts';
import { createApiFetch } from './http/api-fetch.ts';
import { createAsk } from './http/ask.ts';
import { createClient } from './http/client.ts';
import { createGate } from './http/limits/gate.ts';
import { readRateLimit } from './http/limits/rate-limit.ts';
import { openDownload } from './http/links/download.ts';
import type { SignedLink } from './http/links/signed-link.ts';
import { createTransport } from './http/transport.ts';
import { type GithubAuth, type GithubOptions, toSettings } from './options.ts';
import { fetchAll } from './reports/fetch-report.ts';
import { readMembers, readTeamMembers, readTeams } from './reports/people.ts';
import { askReport } from './reports/reports.ts';
import { scopeExists } from './reports/scope-exists.ts';
import { eachSeatPage, readBillingSummary, readRawBilling, readSeats } from './reports/seats.ts';

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
  const open = (auth: GithubAuth) => createClient(settings, auth, gate, fetch);
  const clientFor = createClientFor(settings, open);
  const ask = createAsk(clientFor, settings.now);
  const downloader = { ...settings, dispatcher: transport.download, policy: settings.links };
  const report: Github['report'] = (scope, kind, day) => askReport(ask, settings.links, scope, kind, day);
  const openLink = (link: SignedLink) => openDownload(downloader, link);
  const github: Github = {
    report,
    download: openLink,
    fetchReport: (scope, kind, day, onShard) =>
      fetchAll(
        {
          ask: () => report(scope, kind, day),
          open: openLink,
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
    foundScopes: () => findScopes(settings.auth.kind, open(settings.auth), settings.now),
    exists: (scope) => scopeExists(ask, scope),
    close: () => {
      closing.abort();
      return transport.close();
    },
  };
  return github;
}
