import type { Page } from 'playwright-core';

/** A tile as it is read: its name, its number with the unit, all that stands beside it. */
export interface ShownTile {
  readonly title: string;
  readonly value: string;
  readonly beside: string;
}

/** A number of a row that stands for all rows together. */
export interface ShownTotal {
  /** The card it stands in. */
  readonly card: string;
  readonly column: string;
  readonly value: string;
}

/** Runs in the page. */
const TILES = `[...document.querySelectorAll('.fd-tile')].map((tile) => {
  const value = tile.querySelector('.fd-tile-value');
  return {
    title: tile.querySelector('.fd-tile-label').textContent,
    value: value.firstChild?.textContent ?? '',
    beside: value.querySelector('small')?.textContent ?? '',
  };
})`;
const TOTALS = `[...document.querySelectorAll('.fd-table-total')].flatMap((row) => {
  const table = row.closest('table');
  const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent.replace(/ [↓↑]$/, '').replace(/\\*$/, ''));
  return [...row.cells].map((cell, at) => ({
    card: row.closest('section[id]')?.id ?? '',
    column: heads[at],
    value: cell.textContent.replaceAll('\\u00a0', ' '),
  })).slice(1);
})`;

/** Opens the path and waits until its numbers are there, those far down too. */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('main[data-drawn]').waitFor();
  for (const card of await page.locator('main section.fd-card').all()) await card.scrollIntoViewIfNeeded();
  await page.locator('html:has(main[data-drawn]):not(:has(main .fd-skeleton))').waitFor();
}

/** The tiles of the page. */
export const tilesOf = (page: Page): Promise<readonly ShownTile[]> => page.evaluate(TILES);

/** What rows for all together say, column by column. */
export const totalsOf = (page: Page): Promise<readonly ShownTotal[]> => page.evaluate(TOTALS);
