import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CHROME } from './chrome.ts';
import { seriousOf, visitDemo } from './visit.ts';

const PAGES = [
  '/',
  '/people',
  '/phases',
  '/seats',
  '/teams',
  '/languages',
  '/editors',
  '/models',
  '/features',
  '/chat',
  '/heatmaps',
  '/pull-requests',
  '/pull-requests?.tab=repositories',
  '/data-health',
] as const;

describe.skipIf(CHROME === null)('the web app in a real browser', () => {
  const visit = visitDemo(60, 60);
  const { open, complaints } = visit;

  async function ask(
    query: object,
  ): Promise<{ total: Record<string, number>; rows: Record<string, number | string>[] }> {
    const answer = await fetch(`${visit.url()}/api/v1/query`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(query),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Awaited<ReturnType<typeof ask>>;
  }

  async function loadedRange(): Promise<{ from: string; to: string }> {
    const status = (await (await fetch(`${visit.url()}/api/v1/status`)).json()) as {
      range: { from: string; to: string };
    };
    return status.range;
  }

  const last28 = (to: string) => ({ from: new Date(Date.parse(to) - 27 * 86_400_000).toISOString().slice(0, 10), to });

  it('says that the data is made up, and shows the numbers the API gives', async () => {
    const page = await open('/');
    await page.getByText('Demo data').first().waitFor();
    const range = last28((await loadedRange()).to);
    const { total } = await ask({
      metrics: ['completions_accepted'],
      range,
      total: true,
      where: [{ dimension: 'organization', values: ['aurora-works'] }],
    });
    const tile = await page.getByRole('radio', { name: /^Completions accepted: / }).getAttribute('aria-label');
    expect(tile).toContain((total.completions_accepted ?? 0).toLocaleString('en'));
    await page.close();
  });

  it.each(PAGES.flatMap((path) => (['light', 'dark'] as const).map((colorScheme) => [path, colorScheme] as const)))(
    '%s in the %s theme has nothing serious for axe',
    async (path, colorScheme) => {
      const page = await open(path, { colorScheme });
      expect(await seriousOf(page)).toEqual([]);
      await page.close();
    },
  );

  it('needs at most 165 kB of compressed script until the first page is drawn', async () => {
    const page = await visit.browser().newPage({ viewport: { width: 1440, height: 1000 } });
    const scripts = new Set<string>();
    page.on('request', (request) => request.resourceType() === 'script' && scripts.add(request.url()));
    await page.goto(visit.url());
    await page.locator('main[data-drawn]').waitFor();
    await page.close();
    expect(scripts.size).toBeGreaterThan(0);
    let bytes = 0;
    for (const script of scripts)
      bytes += gzipSync(Buffer.from(await (await fetch(script)).arrayBuffer()), { level: 9 }).length;
    expect(bytes).toBeLessThanOrEqual(165_000);
  });

  it('keeps its state in the URL: a shared address shows the same', async () => {
    const page = await open('/?range=7d&by=day');
    const tile = await page.getByRole('radio', { name: /^Completions accepted: / }).getAttribute('aria-label');
    const other = await open(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await other.getByRole('radio', { name: /^Completions accepted: / }).getAttribute('aria-label')).toBe(tile);
    await Promise.all([page.close(), other.close()]);
  });

  it('shows how a number is computed', async () => {
    const page = await open('/');
    await page.locator('[data-how]').first().click();
    await page.getByText('completion_acceptance_rate').first().waitFor();
    await page.close();
  });

  it('counts all features by a switch that the keyboard reaches, the URL keeps and the next page honours', async () => {
    const page = await open('/', { viewport: { width: 390, height: 844 } });
    const all = page.getByRole('group', { name: 'Outputs that count' }).getByRole('button', { name: 'All features' });
    expect(await all.getAttribute('aria-pressed')).toBe('false');
    await all.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/outputs=all/);
    await page.getByRole('radio', { name: /^All outputs accepted: / }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.goto(`${visit.url()}/editors?outputs=completions`);
    const completions = page.getByRole('button', { name: 'Completions', exact: true });
    expect(await completions.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('GitHub reports no completions by editor', { exact: true }).waitFor({ state: 'attached' });
    await page.getByRole('radio', { name: /^Acceptance rate of all outputs by editor: / }).waitFor();
    await page.close();
  });

  it('saves a panel as CSV with the numbers of the API', async () => {
    const page = await open('/people');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).first().click(),
    ]);
    const lines = readFileSync((await download.path()) ?? '', 'utf8')
      .trim()
      .split('\r\n');
    const range = last28((await loadedRange()).to);
    const { rows } = await ask({
      metrics: ['interactions'],
      by: ['user'],
      range,
      where: [{ dimension: 'organization', values: ['aurora-works'] }],
    });
    const header = lines[0]?.split(',') ?? [];
    const place = header.indexOf('Prompts');
    expect(place).toBeGreaterThan(0);
    const saved = new Map(
      lines.slice(1).map((line) => [line.split(',')[header.indexOf('Person')], Number(line.split(',')[place])]),
    );
    for (const row of rows.slice(0, 10)) expect(saved.get(String(row.user)), String(row.user)).toBe(row.interactions);
    await page.close();
  });

  it('leads from Overview by clicks to one day of one person, and a fresh browser at that address sees the same', async () => {
    const page = await open('/');
    const team = ((await page.locator('#overview-teams .fd-ranked-name').first().textContent()) ?? '').trim();
    await page.locator('#overview-teams .fd-ranked-row').first().click();
    await page.waitForURL(`**/?team=${team}`);
    const range = last28((await loadedRange()).to);
    const where = [
      { dimension: 'organization', values: ['aurora-works'] },
      { dimension: 'team', values: [team] },
    ];
    const suggested = (text: number) =>
      page.getByRole('radio', { name: `Completions suggested: ${text.toLocaleString('en')}` });
    const ofTeam = await ask({ metrics: ['completions_generated'], range, where });
    await suggested(Number(ofTeam.rows[0]?.completions_generated)).waitFor();

    await page.getByRole('link', { name: 'People' }).first().click();
    const name = page.locator('#people-everyone .fd-namelink').first();
    const login = ((await name.textContent()) ?? '').trim();
    await name.click();
    await page.waitForURL((url) => url.search.includes(`login=${login}`));
    const ofPerson = [...where, { dimension: 'user', values: [login] }];
    const days = await ask({ metrics: ['interactions'], by: ['day'], range, where: ofPerson });
    const busiest = [...days.rows].sort((a, b) => Number(b.interactions) - Number(a.interactions))[0];
    const day = String(busiest?.day);
    await page.locator(`#person-calendar [data-day="${day}"]`).click();
    await page.waitForURL((url) => url.search.includes(day));
    const prompts = `Prompts${Number(busiest?.interactions).toLocaleString('en')}`;
    await page.locator('.fd-tile', { hasText: prompts }).waitFor();

    const context = await visit.browser().newContext({ viewport: { width: 1440, height: 1000 } });
    const other = await context.newPage();
    await other.goto(page.url());
    await other.locator('.fd-tile', { hasText: prompts }).waitFor();
    expect(await other.locator('#person-day-by-day').textContent()).toBe(
      await page.locator('#person-day-by-day').textContent(),
    );
    await context.close();
    await page.close();
  });

  it('compares with the period before: in the tile the change of the two sums', async () => {
    const page = await open('/');
    const range = last28((await loadedRange()).to);
    const where = [{ dimension: 'organization', values: ['aurora-works'] }];
    const answer = await fetch(`${visit.url()}/api/v1/query`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ metrics: ['completions_generated'], range, where, compare: 'previous', total: true }),
    });
    const { total, comparison } = (await answer.json()) as {
      total: { completions_generated: number };
      comparison: { total: { completions_generated: number } };
    };
    const [now, before] = [total.completions_generated, comparison.total.completions_generated];
    const tile = page.locator('.fd-tile', { has: page.getByRole('radio', { name: /^Completions suggested: / }) });
    const change = Math.abs(Math.round((now / before - 1) * 1000) / 10).toFixed(1);
    expect(await tile.textContent()).toContain(`${change}\u00a0%`);
    expect(await tile.textContent()).toContain(`from ${before.toLocaleString('en')}`);
    await page.close();
  });

  it('shows up to which day numbers are final, and when the last sync was, as the API says', async () => {
    const { freshness } = (await (await fetch(`${visit.url()}/api/v1/status`)).json()) as {
      freshness: { finalTo: string; syncedAt: string };
    };
    const page = await open('/data-health');
    const tile = (label: string) => page.locator('main .fd-tile', { has: page.getByText(label, { exact: true }) });
    const day = new Date(freshness.finalTo);
    const shown = `${day.getUTCDate()} ${day.toLocaleString('en', { month: 'short', timeZone: 'UTC' })}`;
    expect(await tile('Final to').locator('.fd-tile-value').textContent()).toBe(`${shown}${day.getUTCFullYear()}`);
    expect(await tile('Last sync').locator('.fd-tile-value').textContent()).toContain(freshness.syncedAt.slice(11, 16));
    await page.close();
  });

  it('opens the people who went from one phase to another', async () => {
    const page = await open('/phases');
    const cell = page.locator('.fd-flow-cell').first();
    const people = (await cell.textContent()) ?? '';
    await cell.click();
    await page.waitForURL(/\/people\?.*phase_from=.*phase_to=/);
    const says = page.getByText(/^[\d,]+ people · sorted by/).first();
    await says.waitFor();
    expect(await says.textContent()).toMatch(new RegExp(`^${people} people`));
    await page.close();
  });

  it('filters the pull requests by a repository of the table', async () => {
    const page = await open('/pull-requests?.tab=repositories');
    const name = page.locator('#repositories-all .fd-namelink').first();
    const repository = (await name.textContent()) ?? '';
    await name.click();
    await page.waitForURL(/repository=/);
    await page.getByText('Rows 1–1 of 1').waitFor();
    const range = last28((await loadedRange()).to);
    const { total } = await ask({
      metrics: ['pull_requests_merged'],
      range,
      total: true,
      where: [
        { dimension: 'organization', values: ['aurora-works'] },
        { dimension: 'repository', values: [repository] },
      ],
    });
    await page.getByRole('button', { name: 'Pull requests', exact: true }).click();
    const merged = (total.pull_requests_merged ?? 0).toLocaleString('en');
    await page.locator('.fd-tile', { hasText: `Merged${merged}` }).waitFor();
    await page.close();
  });

  it('makes no element of a text', async () => {
    const page = await visit.browser().newPage();
    await page.goto(visit.url());
    await page.waitForLoadState('networkidle');
    const outcome = await page.evaluate(`(() => {
      try {
        document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
        return 'made';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error);
      }
    })()`);
    expect(outcome).toBe('refused');
    await page.close();
  });

  it('does not scroll sideways on a phone', async () => {
    for (const path of PAGES) {
      const page = await open(path, { viewport: { width: 390, height: 844 } });
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'), path).toBeLessThanOrEqual(
        0,
      );
      await page.close();
    }
  });

  it('is as long as its cards are, wherever the table of people was scrolled to', async () => {
    const page = await open('/people');
    const length = 'document.documentElement.scrollHeight';
    let before = await page.evaluate(length);
    // Cards below the window are drawn in turn.
    await expect
      .poll(
        async () => {
          const earlier = before;
          before = await page.evaluate(length);
          return before === earlier;
        },
        { interval: 500, timeout: 30_000 },
      )
      .toBe(true);
    await page.evaluate('document.querySelector("#people-everyone .fd-table-wrap").scrollTop = 1500');
    await page.waitForFunction('document.querySelector("#people-everyone .fd-table-wrap").scrollTop > 300');
    await page.waitForTimeout(200);
    expect(await page.evaluate(length)).toBe(before);
    await page.close();
  });

  it('complained about nothing: no error, nothing its content policy refused', () => {
    expect(complaints).toEqual([]);
  });
});
