import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CHROME } from './chrome.ts';
import { seriousOf, visitDemo } from './visit.ts';

/** Width and height an image of PNG says it has. */
function sizeOfPng(file: Buffer): { readonly width: number; readonly height: number } {
  expect(file.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

describe.skipIf(CHROME === null)('exploring in a real browser', () => {
  const visit = visitDemo(60, 60);
  const { open, complaints } = visit;

  const search = (page: Page): string => new URL(page.url()).search;

  it('filters by a click, leaves out with Shift, and takes both back', async () => {
    const page = await open('/');
    const row = page.locator('#overview-teams .fd-ranked-row').first();
    const team = ((await row.locator('.fd-ranked-name').textContent()) ?? '').trim();
    await row.click();
    await page.waitForURL(`**/?team=${team}`);
    await page.getByText(`Filtered by team ${team}`).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForURL((url) => url.search === '');
    await row.click({ modifiers: ['Shift'] });
    await page.waitForURL(`**/?team!=${team}`);
    await page.getByText(`Left out team ${team}`).waitFor();
    await page.goBack();
    await page.waitForURL((url) => url.search === '');
    await page.close();
  });

  it('hides a metric by its name in the legend, and shows one alone by a double click', async () => {
    const page = await open('/');
    const names = page.locator('#overview-three-rates .fd-legend button');
    await names.nth(2).click();
    await page.waitForURL(/\.hide-overview-three-rates=chat_acceptance_rate/);
    expect(await names.evaluateAll((all) => all.map((name) => name.getAttribute('aria-pressed')))).toEqual([
      'true',
      'true',
      'false',
    ]);
    await names.nth(0).dblclick();
    await page.waitForURL(/\.hide-overview-three-rates=chat_acceptance_rate%2Clines_acceptance_rate/);
    await page.close();
  });

  it('narrows the days and filters by a series with the keyboard alone', async () => {
    const page = await open('/?.by-overview-main=team');
    const plot = page.locator('#overview-main [data-plot]');
    await plot.focus();
    await page.keyboard.press('ArrowDown');
    const team = await page.locator('#overview-main .fd-tip-row[data-chosen="true"]').textContent();
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]team=/);
    const filtered = new URLSearchParams(search(page)).get('team') ?? '';
    expect(team?.startsWith(filtered)).toBe(true);
    await page.goto(`${visit.url()}/`);
    await page.waitForLoadState('networkidle');
    await plot.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL(/from=(\d{4}-\d\d-\d\d)&to=\1/);
    await page.close();
  });

  it.each([
    ['/', 'overview-main'],
    ['/teams', 'teams-breakdown'],
  ])('saves a panel of %s as a picture of twice its size', async (path, id) => {
    const page = await open(path, { colorScheme: 'dark' });
    const card = page.locator(`#${id}`);
    const width = Math.ceil((await card.boundingBox())?.width ?? 0);
    await card.getByRole('button', { name: /^More for/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download PNG' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${id}.png`);
    const file = readFileSync((await download.path()) ?? '');
    expect(sizeOfPng(file).width).toBe(2 * (width + 32));
    // A picture that drew nothing is one flat colour and compresses to a few kilobytes.
    expect(file.length).toBeGreaterThan(30_000);
    await page.close();
  });

  it('finds pages, deeds and people by name, with keys alone and nothing serious for axe', async () => {
    const page = await open('/');
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox');
    await box.fill('data hea');
    expect(await box.getAttribute('aria-activedescendant')).not.toBeNull();
    expect(await seriousOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/data-health');
    await page.goto(`${visit.url()}/people`);
    await page.waitForLoadState('networkidle');
    const login =
      (await page.locator('#people-everyone tbody code, #people-everyone tbody .fd-namelink').first().textContent()) ??
      '';
    await page.keyboard.press('Control+k');
    await box.fill(login.trim());
    await page.getByRole('option', { name: login.trim() }).first().waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await page.close();
  });

  it('goes and changes by single keys, until they are switched off', async () => {
    const page = await open('/');
    await page.keyboard.press('1');
    await page.waitForURL('**/?range=7d');
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.waitForURL('**/languages?range=7d');
    await page.keyboard.press('?');
    const keys = page.getByRole('checkbox', { name: /Single keys/ });
    await keys.waitFor();
    expect(await seriousOf(page)).toEqual([]);
    await keys.uncheck();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    await page.keyboard.press('3');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    expect(search(page)).toBe('?range=7d');
    await page.close();
  });

  const focused = (page: Page): Promise<string> =>
    page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim()');

  it('opens a box above everything, keeps the focus inside, and gives it back on Escape', async () => {
    const page = await open('/');
    const button = page.getByRole('button', { name: /^Organization/ });
    await button.focus();
    await page.keyboard.press('Enter');
    const box = page.getByRole('dialog', { name: 'Scope' });
    await box.waitFor();
    expect(await seriousOf(page)).toEqual([]);
    const choices = await box.getByRole('button').allTextContents();
    expect(await focused(page)).toBe(choices[0]);
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe(choices.at(-1));
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(choices[0]);
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await page.close();
  });

  it('closes a box by a press elsewhere, which still does what it does there', async () => {
    const page = await open('/');
    const [first, second] = [page.locator('[data-how]').first(), page.locator('[data-how]').nth(1)];
    await first.click();
    await page.getByRole('dialog', { name: /^How Acceptance rate of completions is/ }).waitFor();
    await second.click();
    await page.getByRole('dialog', { name: /^How Completions accepted is/ }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.mouse.click(700, 120);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.close();
  });

  it('opens the menu of a card, whose arrows and letters choose', async () => {
    const page = await open('/');
    await page
      .getByRole('button', { name: /^More for/ })
      .first()
      .click();
    await page.getByRole('menu').waitFor();
    expect(await seriousOf(page)).toEqual([]);
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('Open large');
    await page.keyboard.press('s');
    expect(await focused(page)).toBe('Show table');
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.locator('#overview-main table').waitFor();
    await page.close();
  });

  it('lets the page behind a drawer rest, and gives the focus back', async () => {
    const page = await open('/', { viewport: { width: 390, height: 844 } });
    const button = page.getByRole('button', { name: 'Pages', exact: true });
    await button.click();
    const drawer = page.getByRole('dialog', { name: 'Flightdeck' });
    await drawer.waitFor();
    expect(await seriousOf(page)).toEqual([]);
    expect(await focused(page)).toBe('Close');
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Sessions');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Close');
    const top = 'window.scrollY';
    await page.mouse.wheel(0, 600);
    expect(await page.evaluate(top)).toBe(0);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Pages');
    await button.click();
    await drawer.getByRole('link', { name: 'Teams' }).click();
    await page.waitForURL('**/teams');
    await drawer.waitFor({ state: 'detached' });
    await page.close();
  });

  it('goes back to where a page was left', async () => {
    const page = await open('/');
    await page.locator('main[data-drawn]').waitFor();
    const down = '(document.querySelector("#overview-languages").scrollIntoView(), window.scrollY)';
    const left = Number(await page.evaluate(down));
    expect(left).toBeGreaterThan(200);
    await page.getByRole('link', { name: 'Data health', exact: true }).click();
    await page.getByRole('heading', { name: 'Data health', level: 1 }).waitFor();
    expect(await page.evaluate('window.scrollY')).toBe(0);
    await page.goBack();
    await expect.poll(() => page.evaluate('window.scrollY'), { timeout: 20_000 }).toBe(left);
    await page.goto(`${visit.url()}/nowhere`);
    await page.getByText('There is no such page').waitFor();
    await page.close();
  });

  it('keeps the theme a reader chose, against that of the system', async () => {
    const page = await open('/', { colorScheme: 'light' });
    const theme = 'getComputedStyle(document.documentElement).colorScheme';
    expect(await page.evaluate(theme)).toBe('light');
    await page.getByRole('button', { name: /dark/i }).click();
    expect(await page.evaluate(theme)).toBe('dark');
    await page.reload();
    await page.locator('main[data-drawn]').waitFor();
    expect(await page.evaluate(theme)).toBe('dark');
    await page.close();
  });

  it('offers on a phone a sheet that says how many people a filter leaves', async () => {
    const page = await open('/', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.getByRole('button', { name: 'Filter', exact: true }).tap();
    await page.getByRole('button', { name: 'Language', exact: true }).tap();
    const first = page
      .locator('.fd-menu-row')
      .filter({ has: page.getByRole('checkbox') })
      .first();
    await first.getByRole('checkbox').check();
    const people = /([\d,]+) people/.exec((await first.textContent()) ?? '')?.[1];
    await page.getByRole('button', { name: `Show ${people} people` }).tap();
    await page.waitForURL(/\?language=/);
    await page.close();
  });

  it('shows a point by a tap, and acts only when asked to', async () => {
    const page = await open('/', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const plot = page.locator('#overview-main [data-plot]');
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    await page.touchscreen.tap((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 100);
    const act = page.locator('.fd-tip-act');
    await act.waitFor();
    expect(search(page)).toBe('');
    const tip = await page.locator('.fd-tip').boundingBox();
    expect(tip?.x).toBeGreaterThanOrEqual(0);
    await act.tap();
    await page.waitForURL(/from=/);
    await page.close();
  });

  it.each(['A4', 'Letter'])(
    'prints on %s: light, without bars, with a head that says what is shown',
    async (format) => {
      const page = await open('/?range=7d', { colorScheme: 'dark' });
      const pdf = await page.pdf({ format, printBackground: true });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      await page.emulateMedia({ media: 'print' });
      const head = (await page.locator('.fd-print-head').textContent()) ?? '';
      for (const part of ['aurora-works', 'by day', 'against', 'final to', 'printed', 'range=7d'])
        expect(head).toContain(part);
      for (const gone of ['.fd-nav', '.fd-bar', '.fd-card-tools'])
        expect(await page.locator(gone).first().isVisible(), gone).toBe(false);
      expect(await page.evaluate("getComputedStyle(document.querySelector('.fd-card')).backgroundColor")).toBe(
        'rgb(255, 255, 255)',
      );
      await page.close();
    },
  );

  it('says before the first day has landed what is still to do', async () => {
    const page = await open('/data-health');
    const status = (await (await fetch(`${visit.url()}/api/v1/status`)).json()) as Record<string, unknown>;
    const freshness = {
      finalTo: null,
      provisional: [],
      syncedAt: null,
      importedAt: null,
      nextSyncAt: null,
      running: null,
    };
    await page.route('**/api/v1/status', (route) =>
      route.fulfill({ json: { ...status, demo: false, range: null, spans: [], lastRun: null, scopes: [], freshness } }),
    );
    await page.goto(`${visit.url()}/`);
    await page.getByRole('heading', { name: 'The first numbers are three steps away' }).waitFor();
    expect(await page.locator('.fd-first li').count()).toBe(3);
    await page.getByText('Choose organizations or enterprises in the settings').waitFor();
    await page.close();
  });

  it('keeps the page when the answers fail, says the request and tries again', async () => {
    const page = await open('/data-health');
    const body = { title: 'Store', detail: 'The store did not answer in 10 s.', requestId: '7f3a0000-1111' };
    await page.route('**/api/v1/queries', (route) => route.fulfill({ status: 503, json: body }));
    await page.goto(`${visit.url()}/`);
    const failed = page.locator('#overview-main .fd-state');
    await failed.getByText('request 7f3a0000').waitFor();
    await page.unroute('**/api/v1/queries');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await page.locator('#overview-main [data-plot]').waitFor();
    complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes('503')));
    await page.close();
  });

  it('complained about nothing: no error, nothing its content policy refused', () => {
    expect(complaints).toEqual([]);
  });
});
