import type { Day, ReportKind, Scope } from '@flightdeck/catalog';
import { createApiFetch } from './api-fetch.ts';
import { createAsk } from './ask.ts';
import { createClient } from './client.ts';
import { type DownloadedBody, openDownload } from './download.ts';
import { fetchAll, type OnShard } from './fetch-report.ts';
import { createGate } from './gate.ts';
import { createClientFor } from './installations.ts';
import { type GithubOptions, toSettings } from './options.ts';
import { askReport, type ReportAnswer } from './reports.ts';
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
  /** Closes the connections; requests under way fail. */
  close(): Promise<void>;
}

/**
 * A client for one credential.
 * @throws InputError for options that cannot work.
 */
export function createGithub(options: GithubOptions): Github {
  const settings = toSettings(options);
  const transport = createTransport(settings);
  const gate = createGate(settings);
  const fetch = createApiFetch({ dispatcher: transport.api, origin: settings.origin, timeoutMs: settings.timeoutMs });
  const clientFor = createClientFor(settings, (auth) => createClient(settings, auth, gate, fetch));
  const ask = createAsk(clientFor, settings.now);
  const downloader = { ...settings, dispatcher: transport.download, policy: settings.links };
  const report: Github['report'] = (scope, kind, day) => askReport(ask, settings.links, scope, kind, day);
  const open = (link: SignedLink) => openDownload(downloader, link);
  return {
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
    close: transport.close,
  };
}
