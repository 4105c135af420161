import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chartRules, ownHealthFiles } from './own-files.ts';
import { OWN_SECTIONS } from './own-panels.ts';
import { OWN_RULES, toPrometheusRules } from './own-rules.ts';

const JOB = 'job="flightdeck"';
const root = new URL('../../../../', import.meta.url);
const fileOf = (path: string) => ownHealthFiles('prometheus').find((file) => file.path === path)?.text ?? '';

describe('rules for Flightdeck itself', () => {
  it('compare one number with a limit and name what to do', () => {
    const rules = toPrometheusRules(JOB);
    expect(rules.find(({ alert }) => alert === 'FlightdeckSyncStale')).toEqual({
      alert: 'FlightdeckSyncStale',
      expr: 'time() - max(flightdeck_sync_last_complete_timestamp_seconds{job="flightdeck"}) > 172800',
      for: '60m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'No complete sync',
        description: 'No sync has ended complete for two days; Data health names what is missing.',
      },
    });
    expect(rules[0]?.expr).toBe('(max(1 - up{job="flightdeck"}) or absent(up{job="flightdeck"})) > 0');
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(OWN_RULES.length);
    for (const { expr } of rules) expect(expr.split('{').length, expr).toBe(expr.split('}').length);
  });

  it('watch one installation only: every number is of what is selected', () => {
    const values = [
      ...OWN_RULES.map(({ value }) => value),
      ...OWN_SECTIONS.flatMap(({ panels }) => panels.flatMap(({ lines }) => lines.map(([value]) => value))),
    ];
    for (const value of values) {
      const text = value('SELECTED');
      const metrics = text.match(/\b(?:flightdeck|process|nodejs)_[a-z0-9_]+(?:\{SELECTED)?|\bup\{SELECTED/g) ?? [];
      expect(metrics.length, text).toBeGreaterThan(0);
      expect(
        metrics.filter((one) => !one.endsWith('{SELECTED')),
        text,
      ).toEqual([]);
    }
  });

  it('are the same in the chart, where only the selection is of the release', () => {
    const inChart = readFileSync(new URL('deploy/helm/flightdeck/rules/flightdeck.yaml', root), 'utf8');
    expect(inChart).toBe(chartRules());
    const selected = inChart.replaceAll('SELECTOR', JOB.replaceAll('"', '\\"'));
    const rulesOf = (text: string) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    expect(rulesOf(fileOf('prometheus/flightdeck-rules.yaml')).slice(-rulesOf(selected).length)).toEqual(
      rulesOf(selected),
    );
    const template = readFileSync(new URL('deploy/helm/flightdeck/templates/monitoring.yaml', root), 'utf8');
    expect(template).toContain('.Files.Get "rules/flightdeck.yaml" | replace "SELECTOR" $of');
    expect(template).not.toContain('- alert:');
  });
});

describe('the board of its own health', () => {
  const board = JSON.parse(fileOf('dashboards/flightdeck/flightdeck-own-health.json')) as {
    readonly panels: readonly {
      readonly id: number;
      readonly type: string;
      readonly gridPos: { x: number; y: number; w: number; h: number };
    }[];
  };

  it('has every panel of its sections, none over another or beside the grid', () => {
    const panels = board.panels.filter(({ type }) => type !== 'row');
    expect(panels).toHaveLength(OWN_SECTIONS.flatMap((section) => section.panels).length);
    const cells = board.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(board.panels.every(({ gridPos: { x, w } }) => x >= 0 && x + w <= 24)).toBe(true);
  });
});
