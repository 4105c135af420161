import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL, parseGrant } from '@flightdeck/access';
import { addDays, type DayRange, MEASUREMENT_BREAKS, toDay } from '@flightdeck/catalog';
import {
  ALERT_RULES,
  alertQueries,
  BOARDS,
  type Board,
  drawPanel,
  type GrafanaPanel,
  grafanaPanelsFor,
  infinity,
  type Target,
} from '@flightdeck/grafana';
import { type MetricQueryInput, panelQuery, type QueryResult } from '@flightdeck/query';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences, hasNumbers } from './grafana-compare.ts';
import { type Chosen, type DemoServer, startDemo } from './grafana-demo.ts';
import { runInfinity } from './grafana-infinity.ts';
import { askingPanels, followSteps, STEPS } from './grafana-steps.ts';

/** The days a dashboard opens with: `now-28d/d` to `now-1d/d`. */
const yesterday = addDays(toDay(new Date()), -1);
const RANGE: DayRange = { from: addDays(yesterday, -27), to: yesterday };
const DAYS = {
  from: Date.parse(`${RANGE.from}T00:00:00.000Z`),
  to: Date.parse(`${RANGE.to}T23:59:59.999Z`),
};
/** Nothing was revised in a demo made just now, and it has no history from before GitHub's reports. */
const mayBeEmpty = (grafanaPanel: GrafanaPanel | undefined): boolean =>
  grafanaPanel?.id === 'trust-restatements' ||
  (grafanaPanel?.panel?.metrics.every((name) => name.startsWith('legacy_')) ?? false);

let demo: DemoServer;

beforeAll(async () => {
  demo = await startDemo(100, 45);
}, 600_000);

afterAll(() => demo?.close());

async function ask(query: MetricQueryInput): Promise<QueryResult> {
  const answer = await fetch(`${demo.url}/api/v1/query`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(query),
  });
  return (await answer.json()) as QueryResult;
}

const grafanaPanelsOf = (board: Board): readonly GrafanaPanel[] =>
  board.sections.flatMap((section) => grafanaPanelsFor(section, infinity));

/** What the drawn panel says where it has nothing to show. */
const emptyTextOf = (grafanaPanel: GrafanaPanel): string | undefined =>
  drawPanel(grafanaPanel, infinity, { x: 0, y: 0, w: 12, h: 8 }, 1).fieldConfig?.defaults.noValue;

/** What is wrong with a Grafana panel of which something is chosen. */
async function check(
  grafanaPanel: GrafanaPanel,
  chosen: Chosen,
  where: NonNullable<MetricQueryInput['where']>,
): Promise<{ readonly wrong: readonly string[]; readonly isShown: boolean; readonly isReported: boolean }> {
  const asked = { range: RANGE, grain: 'day', compare: null, where } as const;
  const answer = grafanaPanel.panel
    ? await ask(panelQuery(grafanaPanel.panel, asked, { by: null, metric: null }))
    : null;
  const wrong: string[] = [];
  let isShown = false;
  for (const [index, target] of infinity.targets(grafanaPanel).entries()) {
    const question = grafanaPanel.asks[index];
    const frame = await runInfinity(target, demo.url, chosen);
    isShown ||= hasNumbers(frame);
    if (question?.kind === 'metrics' && answer)
      wrong.push(...differences(grafanaPanel, question, frame, answer).slice(0, 5));
  }
  return { wrong, isShown, isReported: !answer?.notes.some(({ code }) => code === 'not_reported') };
}

describe.each(BOARDS)('$title through Infinity', (board) => {
  it.each(grafanaPanelsOf(board).map(({ id }) => id))('%s shows what its panel shows', async (id) => {
    const grafanaPanel = grafanaPanelsOf(board).find((item) => item.id === id);
    const { wrong, isShown } = grafanaPanel
      ? await check(grafanaPanel, { variables: {}, ...DAYS }, [])
      : { wrong: ['no Grafana panel'], isShown: false };
    expect(wrong).toEqual([]);
    expect(isShown || mayBeEmpty(grafanaPanel)).toBe(true);
  });

  it('shows the same with something chosen', async () => {
    const [team = ''] = (await ask({ metrics: ['generated'], by: ['team'], range: RANGE })).rows.map((row) => row.team);
    const where = [
      { dimension: 'team', values: [String(team)] },
      { dimension: 'language', values: ['python', 'java'] },
    ];
    const variables = { team: [String(team)], language: ['python', 'java'] };
    const withNumbers: string[] = [];
    for (const grafanaPanel of grafanaPanelsOf(board)) {
      const found = await check(grafanaPanel, { variables, ...DAYS }, where);
      expect(found.wrong, grafanaPanel.id).toEqual([]);
      if (found.isShown) withNumbers.push(grafanaPanel.id);
      else if (!found.isReported)
        expect(emptyTextOf(grafanaPanel), grafanaPanel.id).toMatch(/not reported by .*(?:team|language)/);
    }
    // What GitHub does not report by team and language shows no data, never a number of something else.
    expect(withNumbers).toContain(board.uid === 'flightdeck-usage' ? 'languages-ranked' : 'languages-breakdown');
    expect(withNumbers).not.toContain(board.uid === 'flightdeck-usage' ? 'editors-ranked' : 'seats-seats');
  });
});

describe('a data source with a token', () => {
  it('answers every query of every panel with an error where the token is empty', async () => {
    const at = { url: demo.url, token: '' };
    const targets = BOARDS.flatMap(grafanaPanelsOf).flatMap((grafanaPanel) => infinity.targets(grafanaPanel));
    expect(targets.length).toBeGreaterThan(50);
    for (const target of targets)
      await expect(runInfinity(target, at, { variables: {}, ...DAYS })).rejects.toThrow(
        'invalid or empty bearer token detected',
      );
  });

  it('shows the numbers with one that may see figures, and says so with one that opens nothing', async () => {
    const grants = [parseGrant('viewer@*')];
    const expiresAt = new Date(Date.now() + 86_400_000);
    const { text } = await demo.app.tokens.make(LOCAL, { name: 'grafana', grants, expiresAt });
    const [panel] = BOARDS.flatMap(grafanaPanelsOf).filter(({ asks }) => asks.length > 0);
    const [target] = panel ? infinity.targets(panel) : [];
    if (!target) throw new Error('no target');
    const chosen = { variables: {}, ...DAYS };
    const frame = await runInfinity(target, { url: demo.url, token: text }, chosen);
    expect(hasNumbers(frame)).toBe(true);
    expect(frame).toEqual(await runInfinity(target, demo.url, chosen));
    const wrong = `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
    await expect(runInfinity(target, { url: demo.url, token: wrong }, chosen)).rejects.toThrow(': 401 ');
  });
});

describe('the steps of docs/grafana.md', () => {
  let folder: string;
  let written: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'flightdeck-grafana-steps-'));
    written = followSteps(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('install the plugin of the data source before Grafana starts, and mount the folder where it looks for dashboards', () => {
    expect(readFileSync(join(written, 'datasources', 'flightdeck.yaml'), 'utf8')).toContain(
      `type: "${infinity.plugin}"`,
    );
    expect(STEPS).toContain(`-e GF_PLUGINS_PREINSTALL_SYNC=${infinity.plugin} grafana/grafana:`);
    expect(STEPS).toContain('-v "$PWD/grafana:/etc/grafana/provisioning:ro"');
    const provider = readFileSync(join(written, 'dashboards', 'flightdeck.yaml'), 'utf8');
    expect(provider).toContain('path: "/etc/grafana/provisioning/dashboards/flightdeck"');
  });

  it.each([
    ['flightdeck-usage', ['Teams over time', 'Insert and copy events', 'What changed since']],
    ['flightdeck-original', ['Teams over time']],
  ])(
    'show numbers in %s: no query is answered with an error, and what is empty is about earlier reports',
    async (uid, empty) => {
      const panels = askingPanels(join(written, 'dashboards', 'flightdeck', `${uid}.json`));
      expect(panels.length).toBeGreaterThan(20);
      const shown = new Set<string>();
      for (const { title, targets } of panels)
        for (const target of targets)
          if (hasNumbers(await runInfinity(target, demo.url, { variables: {}, ...DAYS }))) shown.add(title);
      const without = panels.map(({ title }) => title).filter((title) => !shown.has(title) && !/^Before: /.test(title));
      expect(without).toEqual(empty);
    },
  );
});

describe('the variables of a dashboard', () => {
  // The demo has no enterprise; the world that is imported has one.
  const names = infinity.filters.filter((name) => name !== 'enterprise');
  it.each(names)('%s offers what there is', async (name) => {
    const query = infinity.variables().find((item) => item.name === name)?.query;
    if (typeof query !== 'object') throw new Error(`${name} asks nothing`);
    const [field] = await runInfinity(query.infinityQuery, demo.url, { variables: {}, ...DAYS });
    expect(field?.values.length).toBeGreaterThan(0);
    expect(new Set(field?.values).size).toBe(field?.values.length);
  });
});

describe('the annotations of a dashboard', () => {
  it('are the measurement breaks of the catalogue, each on its day', async () => {
    const [annotation] = infinity.annotations();
    const frame = await runInfinity(annotation?.target as unknown as Target, demo.url, { variables: {}, ...DAYS });
    const [days, says] = [annotation?.mappings?.time?.value, annotation?.mappings?.text?.value].map((name) =>
      frame.find((field) => field.name === name),
    );
    expect(days?.values).toEqual(MEASUREMENT_BREAKS.map(({ day }) => Date.parse(`${day}T00:00:00Z`)));
    expect(says?.values).toEqual(MEASUREMENT_BREAKS.map((item) => item.says));
  });
});

describe('the alert rules', () => {
  it.each(ALERT_RULES)('$title reads the numbers it speaks of', async (rule) => {
    for (const { refId, relativeTimeRange, model } of alertQueries(rule, infinity)) {
      const [from, to] = [relativeTimeRange.from, relativeTimeRange.to].map((age) => Date.now() - age * 1000) as [
        number,
        number,
      ];
      const frame = await runInfinity(model as Target, demo.url, { variables: {}, from, to });
      expect(frame.length, refId).toBe(1);
      const reading = rule.readings['AB'.indexOf(refId)];
      const range = { from: toDay(new Date(from)), to: toDay(new Date(to)) };
      const metric = reading?.metric ?? '';
      const { rows, rowCount } = await ask({
        metrics: [metric],
        range,
        ...(reading?.countsDays ? { by: ['day'] } : {}),
      });
      expect(frame[0]?.values).toEqual([reading?.countsDays ? rowCount : rows[0]?.[metric]]);
      expect(frame[0]?.values[0]).toEqual(expect.any(Number));
    }
  });
});
