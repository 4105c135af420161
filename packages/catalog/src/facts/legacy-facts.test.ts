import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findMeasure } from '../measures/measure.ts';
import { METRICS, partsOf } from '../metrics/metrics.ts';
import { metricsDrawn } from '../panels/panel.ts';
import { PANELS } from '../panels/panels.ts';
import { isIgnoredPath } from '../reports/ignored.ts';
import { REPORTS, type ReportKind } from '../reports/report.ts';
import { FACTS } from './facts.ts';

interface Schema {
  readonly $ref?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}
type Schemas = Readonly<Record<string, Schema>>;

function schemasOf(file: string): Schemas {
  const url = new URL(`../../../../fixtures/github/openapi/${file}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { components: { schemas: Schemas } }).components.schemas;
}

/** Every leaf of a schema, elements of lists below `name[]`. */
function leavesOf(schema: Schema, schemas: Schemas, path = ''): string[] {
  const named = schema.$ref ? (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
  if (named.items) return leavesOf(named.items, schemas, `${path}[]`);
  const inner = Object.entries(named.properties ?? {}).flatMap(([key, part]) =>
    leavesOf(part, schemas, path === '' ? key : `${path}.${key}`),
  );
  return inner.length > 0 ? inner : [path];
}

function storedOf(report: ReportKind): Set<string> {
  const sources = FACTS.flatMap((fact) => fact.sources).filter((source) => source.report === report);
  return new Set(
    sources.flatMap(({ at, paths }) =>
      Object.values(paths)
        .flat()
        .map((path) =>
          path.startsWith('^') ? path.slice(1) : [at, path.replace(/^\+/, '')].filter(Boolean).join('.'),
        ),
    ),
  );
}

const isHistory = (report: ReportKind): boolean => REPORTS[report].window === 'history';

describe('history', () => {
  it.each([
    ['metrics-legacy', 'copilot-usage-metrics-day', 'legacy-metrics', 42],
    ['usage-legacy', 'copilot-usage-metrics', 'legacy-usage', 16],
  ] as const)('of %s stores every documented field but those it says why not', (file, schema, report, leaves) => {
    const schemas = schemasOf(file);
    const documented = leavesOf({ $ref: schema }, schemas);
    expect(documented).toHaveLength(leaves);
    const stored = storedOf(report);
    const days = ['date', 'day'];
    expect(documented.filter((path) => !stored.has(path) && !isIgnoredPath(path) && !days.includes(path))).toEqual([]);
    expect([...stored].filter((path) => !documented.includes(path))).toEqual([]);
  });

  it('never stands in one metric, fact or panel with what GitHub reports today', () => {
    const reportOf = new Map(FACTS.map((fact) => [fact.name, fact.report]));
    for (const fact of FACTS) {
      const kinds = new Set([fact.report, ...fact.sources.map(({ report }) => report)].map(isHistory));
      expect(kinds.size, fact.name).toBe(1);
    }
    const historyOf = new Map<string, boolean>();
    for (const metric of METRICS) {
      const parts = JSON.stringify(metric.formula).matchAll(/"measure":"([a-z0-9_]+)"/g);
      const kinds = new Set(
        [...parts]
          .flatMap(([, name]) => findMeasure(name ?? '')?.facts ?? [])
          .map((name) => isHistory(reportOf.get(name) ?? 'users-1-day')),
      );
      expect(kinds.size, metric.name).toBe(1);
      const [history = false] = kinds;
      historyOf.set(metric.name, history);
      expect(/^(?:legacy|billed|premium)_/.test(metric.name), metric.name).toBe(history);
      const ratio = partsOf(metric);
      if (ratio) expect([historyOf.get(ratio.over), historyOf.get(ratio.under)]).toEqual([history, history]);
    }
    for (const panel of PANELS) {
      const { id, metrics } = panel;
      const aside = panel.chart === 'surfaces' ? panel.aside : [];
      if (panel.chart === 'line' && panel.seam) {
        // Each series of today has one of history beside it, under its own name.
        const today = metrics.filter((name) => !historyOf.get(name));
        expect([id, metrics]).toEqual([id, [...today, ...today.map((name) => `legacy_${name}`)]]);
        expect(
          metrics.every((name) => historyOf.has(name)),
          id,
        ).toBe(true);
      } else expect(new Set([...metricsDrawn(panel), ...aside].map((name) => historyOf.get(name))).size, id).toBe(1);
    }
  });

  it("counts GitHub's newer generation before a moved dashboard, and that before the oldest API", () => {
    const order = (['legacy-usage', 'legacy-metrics', 'legacy-dashboard'] as const).toSorted(
      (a, b) => REPORTS[b].rank - REPORTS[a].rank,
    );
    expect(order).toEqual(['legacy-metrics', 'legacy-dashboard', 'legacy-usage']);
    expect(REPORTS['legacy-dashboard'].rank).toBeGreaterThan(REPORTS['legacy-team-metrics'].rank);
  });
});
