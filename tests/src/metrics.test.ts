import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createLogger, openServedApp, readConfig } from '@flightdeck/app';
import { OWN_RULES, OWN_SECTIONS } from '@flightdeck/grafana';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-metrics-'));
/** Seconds; instants are stored to the millisecond. */
const begun = Date.now() / 1000;
let app: App;
let server: RunningServer;

beforeAll(async () => {
  const env = { FLIGHTDECK_DATA: folder, FLIGHTDECK_DEMO_PEOPLE: '5', FLIGHTDECK_DEMO_DAYS: '7', LOG_LEVEL: 'error' };
  const config = readConfig({ flags: {}, env, cwd: folder, readFile: () => null });
  app = await openServedApp(config, {
    now: () => new Date(),
    log: createLogger(config, { write: () => {}, isTerminal: false }),
  });
  await app.syncNow();
  server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version });
}, 60_000);

afterAll(async () => {
  await server?.close();
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly (readonly [name: string, labels: Readonly<Record<string, string>>, value: number])[];
}

/** Reads the text as Prometheus does; throws at the first line it would refuse. */
function parse(text: string): readonly Family[] {
  const families: {
    name: string;
    type: string;
    help: string;
    samples: (readonly [string, Record<string, string>, number])[];
  }[] = [];
  expect(text.endsWith('\n')).toBe(true);
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    const last = families.at(-1);
    if (keyword === 'HELP') families.push({ name, help: rest, type: '', samples: [] });
    else if (keyword === 'TYPE') {
      if (last?.name !== name || last.samples.length > 0) throw new Error(`TYPE without HELP: ${line}`);
      last.type = rest;
    } else {
      const [, sample = '', , labels = '', value = ''] =
        /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? (\S+)$/.exec(line) ?? [];
      if (sample === '' || last === undefined || !sample.startsWith(last.name)) throw new Error(`no sample: ${line}`);
      const pairs = [...labels.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/g)];
      expect(pairs.map(([pair]) => pair).join(','), line).toBe(labels);
      last.samples.push([
        sample,
        Object.fromEntries(pairs.map(([, key = '', text = '']) => [key, text])),
        Number(value.replace('Inf', 'Infinity')),
      ]);
    }
  }
  return families;
}

const scrape = async (): Promise<readonly Family[]> => parse(await (await fetch(`${server.url}/metrics`)).text());
const values = (families: readonly Family[], name: string) =>
  Object.fromEntries(
    families
      .flatMap(({ samples }) => samples)
      .filter(([sample]) => sample === name)
      .map(([, labels, value]) => [Object.values(labels).join(' '), value]),
  );

describe('the figures for Prometheus', () => {
  it('say what runs, how syncs ended, what came when, and what GitHub answered', async () => {
    const families = await scrape();
    expect(values(families, 'flightdeck_build_info')).toEqual({ [`${app.version} unknown DuckDB`]: 1 });
    expect(values(families, 'flightdeck_sync_runs_total')).toEqual({ ok: 1, partial: 0, failed: 0 });
    const isOfThisRun = (at: number | undefined) => at !== undefined && at >= begun && at <= Date.now() / 1000;
    expect(isOfThisRun(values(families, 'flightdeck_sync_last_complete_timestamp_seconds')[''])).toBe(true);
    const received = values(families, 'flightdeck_sync_last_success_timestamp_seconds');
    expect([isOfThisRun(received['org:aurora-works users-1-day']), Object.values(received).every(isOfThisRun)]).toEqual(
      [true, true],
    );
    const requests = values(families, 'flightdeck_github_requests_total');
    const buckets = values(families, 'flightdeck_github_request_duration_seconds_bucket');
    const count = values(families, 'flightdeck_github_request_duration_seconds_count')[''] ?? 0;
    expect(requests['200']).toBeGreaterThan(20);
    expect(Object.values(requests).reduce((sum, one) => sum + one, 0)).toBe(count);
    expect([Object.keys(buckets).length, buckets['+Inf'], (buckets['60'] ?? 0) >= (buckets['0.1'] ?? 1)]).toEqual([
      10,
      count,
      true,
    ]);
    expect(values(families, 'flightdeck_store_size_bytes')['']).toBeGreaterThan(100_000);
    expect(Object.keys(values(families, 'flightdeck_github_rate_limit_remaining'))).toHaveLength(1);
  });

  it('are named as Prometheus asks for, with help, a base unit and no label of a person', async () => {
    const families = await scrape();
    expect(families.length).toBeGreaterThan(40);
    for (const { name, type, help, samples } of families) {
      expect(help, name).not.toBe('');
      expect(['counter', 'gauge', 'histogram', 'summary'], name).toContain(type);
      if (!name.startsWith('flightdeck_')) continue;
      expect(name, name).toMatch(/^[a-z]+(_[a-z]+)+$/);
      expect(name.endsWith('_total'), name).toBe(type === 'counter');
      expect(name, name).not.toMatch(
        /_(?:ms|milliseconds|minutes|hours|days_total|kb|mb|gb|percent|counter|gauge|histogram)$/,
      );
      for (const [, labels] of samples)
        for (const [label, value] of Object.entries(labels)) {
          expect(label, name).not.toMatch(/user|login|person|subject|email|address|path|token/);
          expect(value.length, name).toBeLessThan(80);
        }
    }
    const names = families.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('are those that the board and the rules for its own health ask for', async () => {
    const known = new Set((await scrape()).map(({ name }) => name));
    const asked = [
      ...OWN_RULES.map(({ value }) => value),
      ...OWN_SECTIONS.flatMap(({ panels }) => panels.flatMap(({ lines }) => lines.map(([value]) => value))),
    ].flatMap((value) => value('').match(/\b(?:flightdeck|process|nodejs)_[a-z0-9_]+/g) ?? []);
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.map((name) => name.replace(/_bucket$/, '')).filter((name) => !known.has(name))).toEqual([]);
  });

  it('are all there but its own while the store does not answer', async () => {
    const down = vi.spyOn(app, 'ledger').mockRejectedValue(new Error('away'));
    const families = await scrape();
    expect(values(families, 'flightdeck_report_days')).toEqual({});
    expect(values(families, 'flightdeck_sync_runs_total')).toEqual({ ok: 1, partial: 0, failed: 0 });
    expect(values(await scrape(), 'flightdeck_metrics_unread_total')['']).toBeGreaterThan(0);
    down.mockRestore();
  });
});
