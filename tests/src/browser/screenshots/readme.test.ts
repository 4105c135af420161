import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHROME, launchChrome } from '../chrome.ts';
import { startDemoServer } from '../server.ts';
import { visit } from '../visit.ts';
import { openStudio, STEADY } from './studio.ts';

/** A Monday morning, and the pages a stranger sees first. */
const NOW = '2026-06-15T09:30:00.000Z';
const PAGES = { overview: '/', people: '/people', reconcile: '/reconcile' } as const;
const FOLDER = new URL('../../../../docs/images/', import.meta.url);
const fileOf = (name: string): string => fileURLToPath(new URL(`${name}.webp`, FOLDER));
const IS_WANTED = process.env.FLIGHTDECK_SCREENSHOTS === 'readme';

describe('the pictures of the README', () => {
  it('are there, small enough to load quickly, and named in it', () => {
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
    for (const name of Object.keys(PAGES)) {
      expect(existsSync(fileOf(name)), name).toBe(true);
      expect(statSync(fileOf(name)).size, name).toBeLessThanOrEqual(200_000);
      expect(readme).toContain(`](docs/images/${name}.webp)`);
    }
  });
});

describe.skipIf(CHROME === null || !IS_WANTED)('the pictures of the README, made anew', () => {
  const { url, browser } = visit(
    () => startDemoServer(60, 60, NOW),
    () => launchChrome(STEADY),
  );

  it.each(Object.entries(PAGES))('%s', async (name, path) => {
    const size = { width: 1280, height: 800 };
    const studio = await openStudio(browser(), { viewport: size, colorScheme: 'light' }, NOW);
    await studio.shoot(`${url()}${path}`);
    if (name === 'reconcile') {
      await studio.page.getByLabel('Value, as shown').fill('42');
      await studio.page.getByRole('button', { name: 'Compare' }).click();
      await studio.page.locator('.fd-way').waitFor();
      await studio.again();
    }
    const session = await studio.page.context().newCDPSession(studio.page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
    mkdirSync(FOLDER, { recursive: true });

    writeFileSync(fileOf(name), Buffer.from(data, 'base64'));
    await studio.close();
    expect(readFileSync(fileOf(name)).subarray(8, 12).toString()).toBe('WEBP');
  });
});
