import { type App, readRevision, SYNC_RESULTS } from '@flightdeck/app';
import { Counter, Gauge, type Registry } from 'prom-client';

/** Figures of syncs and of what they brought, and what runs here. */
export function addSyncMetrics(app: App, registry: Registry): void {
  const revision = readRevision();
  new Gauge({
    name: 'flightdeck_build_info',
    help: 'Always 1; the version, the commit it was built from and where it keeps data',
    labelNames: ['version', 'revision', 'store'],
    registers: [registry],
    collect() {
      this.reset();
      this.set({ version: app.version, revision, store: app.store.engine }, 1);
    },
  });
  new Counter({
    name: 'flightdeck_sync_runs_total',
    help: 'Syncs that ended since the start, by how: ok, partial or failed',
    labelNames: ['result'],
    registers: [registry],
    collect() {
      this.reset();
      for (const result of SYNC_RESULTS) this.inc({ result }, app.syncCounts.by[result]);
    },
  });
  new Gauge({
    name: 'flightdeck_sync_last_complete_timestamp_seconds',
    help: 'End of the last complete sync, Unix time; absent before the first',
    registers: [registry],
    async collect() {
      const { syncedAt } = (await app.status()).freshness;
      this.reset();
      if (syncedAt) this.set(Date.parse(syncedAt) / 1000);
    },
  });
  new Gauge({
    name: 'flightdeck_sync_last_success_timestamp_seconds',
    help: 'When something new of a report was last received and loaded, by scope and report, Unix time',
    labelNames: ['scope', 'report'],
    registers: [registry],
    async collect() {
      this.reset();
      const { days } = await app.ledger();
      const newest = new Map<string, { readonly scope: string; readonly report: string; readonly at: number }>();
      for (const { scope, report, state, fetchedAt } of days) {
        if (state !== 'present' && state !== 'provisional') continue;
        const at = Date.parse(fetchedAt) / 1000;
        const key = `${scope} ${report}`;
        if (at > (newest.get(key)?.at ?? 0)) newest.set(key, { scope, report, at });
      }
      for (const { scope, report, at } of newest.values()) this.set({ scope, report }, at);
    },
  });
  new Counter({
    name: 'flightdeck_rejected_lines_total',
    help: 'Lines of files received that were not loaded, by report',
    labelNames: ['report'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [report, lines] of Object.entries((await app.ledger()).rejectedByReport)) this.inc({ report }, lines);
    },
  });
  new Gauge({
    name: 'flightdeck_store_size_bytes',
    help: 'Bytes the data take in the database file or, with copies, on the cluster; absent where it does not say',
    registers: [registry],
    async collect() {
      // A cluster that does not answer must not hide everything else.
      const bytes = await app.store.bytes().catch(() => null);
      this.reset();
      if (bytes !== null) this.set(bytes);
    },
  });
}
