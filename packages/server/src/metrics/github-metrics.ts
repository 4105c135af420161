import { type App, REQUEST_SECONDS } from '@flightdeck/app';
import { Counter, Gauge, type Metric, type Registry } from 'prom-client';

/** Figures of the requests to GitHub, since the data shown now were opened. */
export function addGithubMetrics(app: App, registry: Registry): void {
  new Counter({
    name: 'flightdeck_github_requests_total',
    help: 'Requests sent to GitHub by status of the answer; none where no answer came',
    labelNames: ['status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [status, count] of app.requests.counts.byStatus) this.inc({ status }, count);
    },
  });
  new Gauge({
    name: 'flightdeck_github_rate_limit_remaining',
    help: 'Requests left by host of GitHub and limit, as it last said; absent before it has',
    labelNames: ['host', 'resource'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { host, resource, left } of app.requests.limits()) this.set({ host, resource }, left);
    },
  });
  registry.registerMetric(requestDurations(app) as unknown as Metric);
}

const NAME = 'flightdeck_github_request_duration_seconds';

/** A histogram of what the app has counted; one of the library's own would lose what came before it was made. */
function requestDurations(app: App) {
  return {
    name: NAME,
    get() {
      const { within, count, seconds } = app.requests.counts;
      const bucket = (le: string, value: number) => ({ metricName: `${NAME}_bucket`, labels: { le }, value });
      return {
        name: NAME,
        help: 'Time until GitHub answered, each attempt by itself, in seconds',
        type: 'histogram',
        aggregator: 'sum',
        values: [
          ...REQUEST_SECONDS.map((most, at) => bucket(String(most), within[at] ?? 0)),
          bucket('+Inf', count),
          { metricName: `${NAME}_sum`, labels: {}, value: seconds },
          { metricName: `${NAME}_count`, labels: {}, value: count },
        ],
      };
    },
    reset() {},
  };
}
