import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROME, launchChrome } from '../chrome.ts';
import { startDemoServer } from '../server.ts';
import { visit } from '../visit.ts';
import { ACCESS_PAGES } from './access-pages.ts';
import { differenceFrom, differs, THEMES } from './album.ts';
import { reduce, writePalettePng } from './picture.ts';
import { openStudio, STEADY, type Studio, WINDOWS } from './studio.ts';

/** A Monday morning. */
const NOW = '2026-06-15T09:30:00.000Z';

/** Every page, by the name of its pictures. */
const PAGES: Readonly<Record<string, string>> = {
  overview: '/',
  teams: '/teams',
  people: '/people',
  person: '/person?login=PERSON',
  phases: '/phases',
  seats: '/seats',
  languages: '/languages',
  editors: '/editors',
  models: '/models',
  features: '/features',
  chat: '/chat',
  heatmaps: '/heatmaps',
  'pull-requests': '/pull-requests',
  repositories: '/pull-requests?.tab=repositories',
  reconcile: '/reconcile',
  'data-health': '/data-health',
  panel: '/panel?id=overview-main',
};

describe.skipIf(CHROME === null)('pages look as they did', () => {
  const { url, browser } = visit(
    () => startDemoServer(60, 60, NOW),
    () => launchChrome(STEADY),
  );
  let person = '';

  beforeAll(async () => {
    const answer = await fetch(`${url()}/api/v1/query`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        metrics: ['interactions'],
        by: ['user'],
        range: { from: '2026-05-18', to: '2026-06-14' },
        limit: 1,
      }),
    });
    const { rows } = (await answer.json()) as { readonly rows: readonly { readonly user: string }[] };
    person = String(rows[0]?.user);
  });

  const addressOf = (path: string): string => `${url()}${path.replace('PERSON', encodeURIComponent(person))}`;

  it('has a picture of every page of the router', () => {
    const router = readFileSync(new URL('../../../../packages/web/src/router.tsx', import.meta.url), 'utf8');
    const paths = [...router.matchAll(/^ {2}'(\/[a-z-]*)': /gm)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(18);
    const all = [...Object.values(PAGES), ...Object.values(ACCESS_PAGES).map(({ path }) => path)];
    const pictured = new Set(all.map((path) => new URL(path, 'http://any').pathname));
    expect(paths.filter((path) => !pictured.has(path ?? ''))).toEqual([]);
  });

  describe.each(WINDOWS)('at $width px', (viewport) => {
    let studio: Studio;
    beforeAll(async () => {
      studio = await openStudio(browser(), { viewport }, NOW);
    });
    afterAll(() => studio.close());

    it.each(Object.entries(PAGES))('%s', async (name, path) => {
      const differences: (string | null)[] = [];
      await studio.page.emulateMedia({ colorScheme: 'light' });
      await studio.page.goto(addressOf(path));
      for (const colorScheme of THEMES) {
        await studio.page.emulateMedia({ colorScheme });
        differences.push(differs(`${name}-${viewport.width}-${colorScheme}`, await studio.again()));
      }
      expect(differences.filter((difference) => difference !== null)).toEqual([]);
    });
  });

  it.each([
    ['a tile is missing', '.fd-tile:nth-child(3) { visibility: hidden }'],
    ['one line of a chart has another colour', '#overview-three-rates path:first-of-type { stroke: #b3261e }'],
    ['a column stands eight pixels further right', '#overview-languages .fd-ranked-row { padding-left: 8px }'],
    ['a card stands three pixels lower', '#overview-three-rates { margin-top: 3px }'],
    ['a word is lighter', '.fd-page h1 { opacity: 0.6 }'],
  ])('notices when %s', async (_, css) => {
    const studio = await openStudio(browser(), { viewport: { width: 1440, height: 1000 }, colorScheme: 'light' }, NOW);
    await studio.shoot(url());
    await studio.restyle(css);
    const changed = await studio.again();
    await studio.close();
    expect(differenceFrom('overview-1440-light', writePalettePng(reduce(changed)))).not.toBeNull();
  });
});
