import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ADOPTION_BANDS, PANELS } from '@flightdeck/catalog';
import {
  BOARDS,
  drawBoard,
  FLAVOURS,
  grafanaFiles,
  grafanaPanelsFor,
  TOKEN_OF_ENVIRONMENT,
  tokenOfFile,
} from '@flightdeck/grafana';
import { describe, expect, it } from 'vitest';
import { type ProvisionedSource, refusalOf, secretOf } from './grafana-settings.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PLACES = { url: 'http://localhost:8080', storeUrl: 'http://localhost:9200', token: null };
const flavours = Object.values(FLAVOURS);
const boards = flavours.flatMap((flavour) =>
  BOARDS.map((board) => ({ flavour, board, drawn: drawBoard(board, flavour, PLACES.url) })),
);

/** Grafana's type of a dashboard as JSON writes it: words for enums; what a query says is its data source's business. */
const PLAIN = `import type { Dashboard } from '@grafana/schema';
type Plain<T> = T extends string ? \`\${T}\` : T extends readonly (infer I)[] ? Plain<I>[]
  : T extends object ? { [K in keyof T]: K extends 'target' ? Record<string, unknown> : Plain<T[K]> } & Mapped<T> : T;
// Grafana reads the fields of an annotation so (AnnotationQuery of @grafana/data); the schema has not got it.
type Mapped<T> = T extends { iconColor: string } ? { mappings?: Record<string, { source: 'field'; value: string }> } : unknown;`;

/** Everything of a dashboard that is not a row, those in closed rows too. */
const panelsOf = ({ drawn }: (typeof boards)[number]) =>
  (drawn.panels ?? [])
    .flatMap((panel) => ('panels' in panel ? panel.panels : [panel]))
    .filter(({ type }) => type !== 'row');

describe('the dashboards', () => {
  it("are what Grafana's own types say a dashboard is", () => {
    const folder = mkdtempSync(join(ROOT, 'tests', 'types-'));
    try {
      boards.forEach(({ drawn }, index) => {
        const text = `${PLAIN}\nexport const dashboard: Plain<Dashboard> = ${JSON.stringify(drawn)};\n`;
        writeFileSync(join(folder, `dashboard-${index}.ts`), text);
      });
      const options =
        '--noEmit --strict --skipLibCheck --module nodenext --moduleResolution nodenext --target es2023 --types node';
      const files = boards.map((_, index) => join(folder, `dashboard-${index}.ts`));
      const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
      const { stdout, status } = spawnSync(tsc, ['--ignoreConfig', ...options.split(' '), ...files], {
        encoding: 'utf8',
      });
      expect(stdout).toBe('');
      expect(status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each(boards)(
    '$board.title for $flavour.name has fixed ids, can be edited once copied, and overlaps nowhere',
    (item) => {
      expect(item.drawn).toMatchObject({ uid: item.board.uid, editable: true, timezone: 'utc' });
      const panels = panelsOf(item);
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const { gridPos } of panels) expect((gridPos?.x ?? 0) + (gridPos?.w ?? 0)).toBeLessThanOrEqual(24);
      for (const section of item.drawn.panels ?? []) {
        const together = 'panels' in section ? section.panels : [];
        const cells = together.flatMap(({ gridPos: { x, y, w, h } = { x: 0, y: 0, w: 0, h: 0 } }) =>
          Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
        );
        expect(new Set(cells).size).toBe(cells.length);
      }
    },
  );

  it.each(boards)('$board.title for $flavour.name links every panel to its page with days and filters', (item) => {
    for (const { title, links } of panelsOf(item)) {
      const url = links?.[0]?.url ?? '';
      expect(url, title).toMatch(/^\$\{flightdeck:raw\}\/[a-z-]*\?from=/);
      expect(url, title).toContain('$' + '{team:queryparam}');
    }
  });

  it('colour the adoption bands as the catalogue has them', () => {
    for (const item of boards) {
      const people = panelsOf(item).find(({ title }) => title === 'Top 10 by adoption');
      if (!people) continue;
      expect(people.fieldConfig?.defaults?.thresholds?.steps).toEqual([
        { value: null, color: 'red' },
        { value: 40, color: 'orange' },
        { value: 60, color: 'yellow' },
        { value: 80, color: 'green' },
        { value: 95, color: 'blue' },
      ]);
      expect(ADOPTION_BANDS).toHaveLength(5);
    }
  });

  it('have in Original what the earlier edition had of seats, rates and lists, none of them cut', () => {
    const [, original] = BOARDS;
    const grafanaPanels = (original?.sections ?? []).flatMap(({ grafanaPanels: all }) => all);
    const stats = grafanaPanels
      .filter(({ visual }) => visual.kind === 'stat')
      .flatMap(({ panel }) => panel?.metrics ?? []);
    expect(stats).toEqual(
      expect.arrayContaining([
        'seats_billed',
        'seats_active_this_cycle',
        'seats_inactive_this_cycle',
        'seats_added_this_cycle',
        'seats_pending_invitation',
        'seats_pending_cancellation',
        'seats_never_used',
        'lines_acceptance_rate',
        'completions_lines_suggested',
        'chat_accepted_per_prompt',
      ]),
    );
    const asked = (id: string) => grafanaPanels.find((grafanaPanel) => grafanaPanel.id === id)?.asks[0];
    expect(asked('original-longest-idle')).toMatchObject({
      having: { metric: 'seat_idle_days', atLeast: 2 },
      order: { key: 'seat_idle_days', descending: true },
      limit: 10_000,
    });
    expect(asked('original-never-used')).toMatchObject({ limit: 10_000 });
    expect(asked('original-plan-type')).toMatchObject({ metrics: ['seats'], by: ['plan'] });
    expect(grafanaPanels.some(({ panel }) => panel?.metrics.includes('legacy_lines_acceptance_rate'))).toBe(true);
  });

  it('show every panel of the catalogue but those Grafana has no true picture of', () => {
    const shown = new Set(
      BOARDS.flatMap((board) =>
        board.sections
          .flatMap((section) => grafanaPanelsFor(section, FLAVOURS.infinity))
          .map(({ panel }) => panel?.id ?? ''),
      ),
    );
    const without = PANELS.filter(
      ({ id }) => !shown.has(id) && ![...shown].some((other) => other.startsWith(`${id}-`)),
    );
    expect(without.map(({ id }) => id)).toEqual([
      'overview-moved',
      // The rankings of models stand in a section of their own.
      'overview-models',
      'teams-rise',
      'languages-unknown',
      'languages-rise',
      'editors-unknown',
      'editors-rise',
      'models-unknown',
      'models-rise',
      'features-rise',
      'people-median',
      'phases-rise',
      'phases-flow',
    ]);
  });
});

const sourcesOf = (flavour: (typeof flavours)[number], url: string, token: string | null) =>
  (flavour.datasourceFile(url, token) as { readonly datasources: readonly ProvisionedSource[] }).datasources;

describe('the provisioning folder', () => {
  it.each(flavours)('of $name has settings its plugin takes, without anything set in the environment', (flavour) => {
    const sources = sourcesOf(flavour, 'http://localhost:8080', null);
    expect(sources.map((source) => refusalOf(source, {}))).toEqual(sources.map(() => null));
  });

  it('has a token for Infinity where one is asked for, without which the plugin answers nothing', () => {
    const [source] = sourcesOf(FLAVOURS.infinity, 'https://flightdeck.example', TOKEN_OF_ENVIRONMENT);
    if (!source) throw new Error('no data source');
    expect(refusalOf(source, { env: { FLIGHTDECK_TOKEN: 'fd_1_x' } })).toBeNull();
    expect(refusalOf(source, {})).toBe('invalid or empty bearer token detected');
    const elsewhere = 'https://other.example/api/v1/rows';
    expect(refusalOf(source, { env: { FLIGHTDECK_TOKEN: 'fd_1_x' } }, elsewhere)).toBe('requested URL not allowed');
  });

  it('finds the token in the file that compose.cluster.yaml shares, without which Grafana does not start', () => {
    const [source] = sourcesOf(FLAVOURS.infinity, 'http://localhost:8080', tokenOfFile('/tokens/grafana'));
    if (!source) throw new Error('no data source');
    expect(secretOf(source, 'bearerToken', { files: { '/tokens/grafana': 'fd_1_x\n' } })).toBe('fd_1_x');
    expect(refusalOf(source, { files: { '/tokens/grafana': 'fd_1_x\n' } })).toBeNull();
    expect(refusalOf(source, { files: { '/tokens/grafana': '\n' } })).toBe('invalid or empty bearer token detected');
    expect(refusalOf(source, {})).toBe('stat /tokens/grafana: no such file or directory');
    const compose = readFileSync(join(ROOT, 'compose.cluster.yaml'), 'utf8');
    expect(compose).toContain('/tokens/grafana');
    expect(compose).toContain('./deploy/grafana/compose/datasources/flightdeck.yaml:');
  });

  it('keeps its boards as they are, and lets a copy be edited', () => {
    for (const flavour of flavours) {
      const files = new Map(grafanaFiles(flavour, PLACES).map(({ path, text }) => [path, text]));
      expect(files.get('dashboards/flightdeck.yaml')).toContain('allowUiUpdates: false');
      expect(files.get('dashboards/flightdeck/flightdeck-original.json')).toContain('"editable": true');
    }
  });

  it.each(flavours)('of $name has no contact point, no policy and no password', (flavour) => {
    const files = grafanaFiles(flavour, PLACES);
    expect(files.map(({ path }) => path.split('/')[0])).toEqual([
      'datasources',
      'dashboards',
      'dashboards',
      'dashboards',
      'alerting',
      'plugins',
    ]);
    for (const { path, text } of files.filter((file) => file.path.endsWith('.yaml'))) {
      expect(text, path).not.toMatch(/contactPoints|policies|muteTimes|password: "[^$]/);
    }
  });
});
