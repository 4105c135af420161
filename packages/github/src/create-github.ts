import { checkAccess } from './access.ts';
import { createApiFetch } from './api-fetch.ts';
import { createAsk } from './ask.ts';
import { createClient } from './client.ts';
import { openDownload } from './download.ts';
import { fetchAll } from './fetch-report.ts';
import { createGate } from './gate.ts';
import type { Github } from './github.ts';
import { createClientFor } from './installations.ts';
import { type GithubOptions, toSettings } from './options.ts';
import { readMembers, readTeamMembers, readTeams } from './people.ts';
import { readRateLimit } from './rate-limit.ts';
import { askReport } from './reports.ts';
import { scopeExists } from './scope-exists.ts';
import { eachSeatPage, readBillingSummary, readRawBilling, readSeats } from './seats.ts';
import type { SignedLink } from './signed-link.ts';
import { createTransport } from './transport.ts';

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
    exists: (scope) => scopeExists(ask, scope),
    close: () => {
      closing.abort();
      return transport.close();
    },
  };
  return github;
}
