import type { App } from '@flightdeck/app';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { addGithubMetrics } from './metrics/github-metrics.ts';
import { addSyncMetrics } from './metrics/sync-metrics.ts';

/** Prometheus figures of a server. No label ever names a person; routes are templates. */
export interface ServerMetrics {
  /** All in Prometheus's text form; `withDifferences` also by how much figures differ, which not everybody who may read the rest may see. */
  text(withDifferences: boolean): Promise<string>;
  readonly contentType: string;
  observe(route: string, method: string, status: number, seconds: number): void;
}

/** A fresh registry that reads the app's status and ledger when scraped. */
export function createServerMetrics(app: App, strayFailures: () => number): ServerMetrics {
  const registry = new Registry();
  const differences = new Registry();
  collectDefaultMetrics({ register: registry });
  addSyncMetrics(app, registry);
  addGithubMetrics(app, registry);
  const duration = new Histogram({
    name: 'flightdeck_http_request_duration_seconds',
    help: 'Time to answer a request, in seconds',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 20],
    registers: [registry],
  });
  const answered = new Counter({
    name: 'flightdeck_http_requests_total',
    help: 'Requests answered',
    labelNames: ['status'],
    registers: [registry],
  });
  new Counter({
    name: 'flightdeck_stray_failures_total',
    help: 'Unhandled failures; the server went on, and its log has each',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(strayFailures());
    },
  });
  new Gauge({
    name: 'flightdeck_report_days',
    help: 'Days of reports by scope, report and state',
    labelNames: ['scope', 'report', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { scope, report, state } of (await app.ledger()).days) this.inc({ scope, report, state });
    },
  });
  new Gauge({
    name: 'flightdeck_unknown_fields',
    help: 'Fields of reports that no fact has',
    registers: [registry],
    async collect() {
      this.set((await app.ledger()).counts.unknownFields);
    },
  });
  new Gauge({
    name: 'flightdeck_check_unexplained',
    help: 'What no cause explains of a standing check, in the unit of its metric; absent where it is not known',
    labelNames: ['check', 'scope', 'metric'],
    registers: [differences],
    collect() {
      this.reset();
      for (const { check, scope, metric, unexplained } of app.checker.last?.results ?? []) {
        if (unexplained !== null) this.set({ check, scope, metric }, unexplained);
      }
    },
  });
  new Gauge({
    name: 'flightdeck_checks',
    help: 'Standing checks by how they ended after the last sync',
    labelNames: ['scope', 'verdict'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { scope, verdict } of app.checker.last?.results ?? []) this.inc({ scope, verdict });
    },
  });
  new Gauge({
    name: 'flightdeck_attribution_shifts',
    help: 'Times activity moved from one feature to another when clients were updated, of the days in view',
    labelNames: ['scope'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { scope } of app.checker.last?.shifts ?? []) this.inc({ scope });
    },
  });
  new Gauge({
    name: 'flightdeck_lacking_days',
    help: 'Days that were received and that answers lack, by scope and report; absent when none',
    labelNames: ['scope', 'report'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { scope, report, days, isAccepted } of await app.integrity.gaps()) {
        if (!isAccepted) this.inc({ scope, report }, days.length);
      }
    },
  });
  new Gauge({
    name: 'flightdeck_archive_files',
    help: 'Archived files by what was found when the archive was last looked at: sound, missing, changed or extra',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { archive } = await app.integrity.read();
      this.reset();
      if (archive === null) return;
      const count = (state: string) => archive.faults.filter((fault) => fault.state === state).length;
      for (const state of ['missing', 'changed', 'extra']) this.set({ state }, count(state));
      this.set({ state: 'sound' }, archive.files - count('missing') - count('changed'));
    },
  });
  new Gauge({
    name: 'flightdeck_archive_checked_timestamp_seconds',
    help: 'When the archive was last compared with its journal, Unix time: sizes or checksums; absent before the first time',
    labelNames: ['compared'],
    registers: [registry],
    async collect() {
      const { archive } = await app.integrity.read();
      this.reset();
      if (archive === null) return;
      this.set({ compared: 'sizes' }, Date.parse(archive.sizesAt) / 1000);
      if (archive.checksumsAt !== null) this.set({ compared: 'checksums' }, Date.parse(archive.checksumsAt) / 1000);
    },
  });
  new Gauge({
    name: 'flightdeck_backup_last_success_timestamp_seconds',
    help: 'When the last backup that lacks nothing was begun, Unix time; absent before the first',
    registers: [registry],
    collect() {
      const last = app.backupStatus()?.last ?? null;
      this.reset();
      if (last !== null) this.set(Date.parse(last.at) / 1000);
    },
  });
  new Gauge({
    name: 'flightdeck_backup_failed',
    help: '1 if the last attempt at a backup failed or lacks something, else 0; absent when none is scheduled and none was made',
    registers: [registry],
    collect() {
      const backup = app.backupStatus();
      this.reset();
      if (backup !== null) this.set(backup.failed === null ? 0 : 1);
    },
  });
  keepAnswering(registry);
  return {
    contentType: registry.contentType,
    text: async (withDifferences) =>
      [await registry.metrics(), ...(withDifferences ? [await differences.metrics()] : [])].join('\n'),
    observe(route, method, status, seconds) {
      duration.observe({ route, method, status: String(status) }, seconds);
      answered.inc({ status: String(status) });
    },
  };
}

/** A store that does not answer takes its own figures away, not all others. */
function keepAnswering(registry: Registry): void {
  const failed = new Counter({
    name: 'flightdeck_metrics_unread_total',
    help: 'Times a figure of this page could not be read and was left out',
    registers: [registry],
  });
  for (const metric of registry.getMetricsAsArray() as unknown as readonly Collected[]) {
    const { collect } = metric;
    if (collect === undefined) continue;
    metric.collect = async () => {
      try {
        await collect.call(metric);
      } catch {
        metric.reset();
        failed.inc();
      }
    };
  }
}

interface Collected {
  collect?: (() => unknown) | undefined;
  reset(): void;
}
