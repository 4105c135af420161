import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { FIRST, LAST } from './world.ts';

/** A table as the page shows it: its heads, and the cells of each row. */
export interface ShownTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The page at the path over all days of the world, day by day, with nothing loading any more. */
export async function openPage(browser: Browser, url: string, path: string, scope: string | null): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  const chosen = scope === null ? '' : `&scope=${scope}`;
  await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}from=${FIRST}&to=${LAST}&by=day${chosen}`);
  await page.waitForLoadState('networkidle');
  return page;
}

/** A card with its numbers: those further down are drawn when they come near. */
export async function cardOf(page: Page, id: string): Promise<Locator> {
  const card = page.locator(`section#${id}`);
  await card.waitFor({ state: 'attached' });
  await card.scrollIntoViewIfNeeded();
  await card.locator('figcaption, table').first().waitFor({ state: 'attached' });
  return card;
}

/** The table behind a chart, by the key that turns one into the other. */
export async function tableOf(page: Page, id: string): Promise<ShownTable> {
  const card = await cardOf(page, id);
  await card.locator('[data-how]').first().focus();
  await page.keyboard.press('t');
  return readTable(card.locator('table'));
}

interface Cell {
  readonly textContent: string | null;
  cloneNode(deep: boolean): Cell;
  querySelectorAll(selector: string): Iterable<{ remove(): void }>;
}

/** The cells of a table as they are read. */
export async function readTable(table: Locator): Promise<ShownTable> {
  await table.waitFor();
  const [head = [], ...rows] = await table.evaluate((element) =>
    [...(element as unknown as { readonly rows: Iterable<{ readonly cells: Iterable<Cell> }> }).rows].map((row) =>
      [...row.cells].map((cell) => {
        const copy = cell.cloneNode(true);
        for (const drawn of copy.querySelectorAll('[aria-hidden="true"]')) drawn.remove();
        return (copy.textContent ?? '').trim();
      }),
    ),
  );
  return { head, rows };
}

/** The records of the CSV a card hands out, by the names of its columns. */
export async function csvOf(page: Page, id: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const card = await cardOf(page, id);
  await card.locator('[data-how]').first().focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')]);
  const [head = '', ...lines] = readFileSync((await download.path()) ?? '', 'utf8')
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])));
}

/** A column of a table of numbers by its head; null where it says there is no data. */
export function numbersOf({ head, rows }: ShownTable, name: string): readonly (number | null)[] {
  const at = head.indexOf(name);
  if (at < 0) throw new Error(`no column ${name} in ${head.join(', ')}`);
  return rows.map((row) => toNumber(row[at] ?? ''));
}

/** `1,234` → 1234; null for `no data`. @throws Error for a text that is no whole number. */
function toNumber(text: string): number | null {
  if (text === 'no data') return null;
  if (!/^\d{1,3}(,\d{3})*$/.test(text)) throw new Error(`"${text}" is no number`);
  return Number(text.replaceAll(',', ''));
}

/** The number in the name of a tile, `Accepted: 1,234, …`. */
export async function tileOf(page: Page, label: string): Promise<number | null> {
  const name = await page.getByRole('radio', { name: new RegExp(`^${label}: `) }).getAttribute('aria-label');
  return toNumber(/: (no data|[\d,]*\d)/.exec(name ?? '')?.[1] ?? String(name));
}
