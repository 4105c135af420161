import { findMetric, type Population } from '@flightdeck/catalog';
import { formatValue, splitValue } from '@flightdeck/query';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHROME } from '../browser/chrome.ts';
import { startDemoServer } from '../browser/server.ts';
import { visit } from '../browser/visit.ts';
import { FIRST_TITLES, type Named, namesOfTiles, ofColumn, panelCalled } from './named.ts';
import { openPage, type ShownTile, type ShownTotal, tilesOf, totalsOf } from './shown.ts';
import { byApi, byCommand, byCsv, byGrafana, totalByCommand, unitOf } from './ways.ts';

const NOW = new Date('2026-11-16T09:30:00Z');
const RANGE = { from: '2026-10-19', to: '2026-11-15' };
const DAYS = `from=${RANGE.from}&to=${RANGE.to}&by=day`;

/** Every page with numbers, as it begins and as its switches change it. */
const PAGES: readonly (readonly [path: string, population: Population | null])[] = [
  ...['/', '/teams', '/languages', '/editors', '/models', '/features', '/chat', '/people', '/phases', '/seats'].map(
    (path) => [path, null] as const,
  ),
  ['/pull-requests', null],
  ['/pull-requests?.tab=repositories', null],
  ['/?outputs=all', 'all'],
  ['/teams?outputs=all', 'all'],
  ['/languages?outputs=all', 'all'],
  ['/people?outputs=completions&active=activity', 'completions'],
  ['/people?days=all', null],
];

/** Why a number is not in a place; each is counted below, so that none can hide behind another. */
const REASONS = {
  change: 'a change is read off two answers: no row of a table or file has it',
  noStatistic: 'Grafana counts rows and finds the highest, and has no median, no share and no change of two periods',
  notChosen: 'a board of Grafana shows each page as it begins',
  noTotal: 'a table of Grafana has no row for all together',
  values: 'the columns of a flow are phases and no metrics: its numbers are rows of one metric',
  noName: 'the column is the change of the one beside it, or a course',
} as const;

const { names, ambiguous } = namesOfTiles();

describe.skipIf(CHROME === null)('a number under its name', () => {
  const { url, browser } = visit(() => startDemoServer(40, 60, NOW.toISOString()));
  const exceptions = new Map<string, Set<string>>();
  const except = (reason: keyof typeof REASONS, what: string): void => {
    exceptions.set(reason, (exceptions.get(reason) ?? new Set()).add(what));
  };
  const seen = new Map<string, { readonly value: string; readonly page: string }>();
  const answered = new Map<string, Promise<readonly string[]>>();
  const tiles = new Map<string, readonly ShownTile[]>();
  const totals = new Map<string, readonly ShownTotal[]>();

  beforeAll(async () => {
    const page = await browser().newPage({ viewport: { width: 1440, height: 1000 } });
    for (const [path] of PAGES) {
      await openPage(page, `${url()}${path}${path.includes('?') ? '&' : '?'}${DAYS}`);
      tiles.set(path, await tilesOf(page));
      totals.set(path, await totalsOf(page));
    }
    await page.close();
  }, 240_000);

  /** What other places say of a name; each sentence is a difference. */
  const elsewhere = (named: Named, isTile: boolean): Promise<readonly string[]> => {
    const key = JSON.stringify([named, isTile]);
    const known = answered.get(key) ?? differencesOf(named, isTile);
    answered.set(key, known);
    return known;
  };

  async function differencesOf(named: Named, isTile: boolean): Promise<readonly string[]> {
    const own = await byApi(url(), named, RANGE);
    const differs = (where: string, value: number | null): readonly string[] =>
      value === own || (value !== null && own !== null && Math.abs(value - own) <= 1e-9 * Math.max(1, Math.abs(own)))
        ? []
        : [`${where} has ${value}, the API ${own}`];
    const wrong: string[] = [];
    if (named.statistic === 'total') {
      const text = await totalByCommand(url(), NOW, named, RANGE);
      const expected = formatValue(own, unitOf(named));
      if (text?.replaceAll('\u00a0', ' ') !== expected.replaceAll('\u00a0', ' '))
        wrong.push(`the command has ${text}, the API ${expected}`);
      wrong.push(...differs('CSV', await byCsv(url(), named, RANGE)));
    } else if (named.statistic === 'rise') except('change', named.title);
    else {
      wrong.push(...differs('the command', await byCommand(url(), NOW, named, RANGE)));
      wrong.push(...differs('CSV', await byCsv(url(), named, RANGE)));
    }
    const boards = await byGrafana(url(), named.title, RANGE);
    for (const value of boards) wrong.push(...differs('Grafana', value));
    if (boards.length > 0) return wrong;
    if (!isTile) except('noTotal', named.title);
    else if (!['total', 'number', 'highest'].includes(named.statistic)) except('noStatistic', named.title);
    else if (!FIRST_TITLES.has(named.title)) except('notChosen', named.title);
    else wrong.push('no board of Grafana has it');
    return wrong;
  }

  /** True for a tile that has this number in the words of the formatter. */
  const isWritten = ({ value, beside }: ShownTile, number: number | null, named: Named): boolean => {
    if (number === null) return value === 'no data';
    const { text, unit } = splitValue(number, unitOf(named));
    const sign = (named.statistic === 'rise' || named.statistic === 'phase_rise') && number > 0 ? '+' : '';
    return value === sign + text && beside.startsWith(named.statistic === 'rise' ? 'pt' : unit);
  };

  it('is of one thing only: no title of a tile asks two questions', () => {
    expect(names.size).toBeGreaterThan(60);
    expect(ambiguous).toEqual([]);
  });

  it.each(PAGES.map(([path]) => path))(
    '%s: every tile is found in the command, the API, CSV and Grafana',
    async (path) => {
      const shown = tiles.get(path) ?? [];
      expect(shown.length).toBeGreaterThanOrEqual(path.includes('repositories') ? 0 : 6);
      const wrong: string[] = [];
      for (const tile of shown) {
        const named = names.get(tile.title);
        if (!named) {
          wrong.push(`${tile.title} is no name of the catalogue`);
          continue;
        }
        const before = seen.get(tile.title);
        if (before && before.value !== tile.value)
          wrong.push(`${tile.title} is ${before.value} on ${before.page} and ${tile.value} here`);
        seen.set(tile.title, { value: tile.value, page: path });
        const own = await byApi(url(), named, RANGE);
        if (!isWritten(tile, own, named))
          wrong.push(`${tile.title}: ${tile.value} ${tile.beside} here, by the API ${own}`);
        wrong.push(...(await elsewhere(named, true)).map((text) => `${tile.title}: ${text}`));
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  it.each(PAGES)(
    '%s: every total of a table is found by the name of its column',
    async (path, population) => {
      const wrong: string[] = [];
      for (const { card, column, value } of totals.get(path) ?? []) {
        const panel = panelCalled(card, population);
        if (panel?.chart === 'flow') {
          except('values', column);
          continue;
        }
        const named = panel ? ofColumn(column, panel) : null;
        if (!named) {
          if (column === 'change' || column === '12 weeks') except('noName', column);
          else wrong.push(`${card}: no metric is called ${column}`);
          continue;
        }
        const own = await byApi(url(), named, RANGE);
        const expected = own === null ? '–' : formatValue(own, findMetric(named.metric)?.unit ?? 'outputs');
        if (value !== expected.replaceAll('\u00a0', ' '))
          wrong.push(`${card}, ${column}: ${value} here, ${expected} by the API`);
        wrong.push(...(await elsewhere(named, false)).map((text) => `${card}, ${column}: ${text}`));
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  it('is missing in a place for one of six reasons, and as often as is known', () => {
    const counts = Object.fromEntries([...exceptions].map(([reason, all]) => [reason, all.size]));
    expect(Object.keys(counts).filter((reason) => !(reason in REASONS))).toEqual([]);
    expect(counts).toEqual({ change: 7, noStatistic: 15, notChosen: 4, noTotal: 47, values: 5, noName: 2 });
  });
});
