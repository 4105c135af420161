import { readFileSync } from 'node:fs';
import type { Reconciliation } from '@flightdeck/reconcile';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CHROME } from './chrome.ts';
import { seriousOf, visitDemo } from './visit.ts';

describe.skipIf(CHROME === null)('the Reconcile page in a real browser', () => {
  const visit = visitDemo(60, 60);
  const { open, complaints } = visit;

  async function loadedTo(): Promise<string> {
    const status = await (await fetch(`${visit.url()}/api/v1/status`)).json();
    return (status as { range: { to: string } }).range.to;
  }

  const days = (to: string, back: number) => new Date(Date.parse(to) - back * 86_400_000).toISOString().slice(0, 10);

  async function reconcile(against: object, metric = 'active_users'): Promise<Reconciliation> {
    const to = await loadedTo();
    const answer = await fetch(`${visit.url()}/api/v1/reconcile`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        metric,
        range: { from: days(to, 27), to },
        scope: { dimension: 'organization', names: ['aurora-works'] },
        against,
      }),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Reconciliation;
  }

  /** Each step of the waterfall with its amount, as the page shows them. */
  const shownSteps = (page: Page): Promise<string[][]> =>
    page
      .locator('.fd-way-row')
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.querySelector('.fd-way-step')?.textContent ?? '',
          row.querySelector('.fd-way-amount')?.textContent ?? '',
        ]),
      );

  const wayOf = ({ theirs, ours, steps, unexplained }: Reconciliation): string[][] => {
    const sign = (amount: number) => `${amount > 0 ? '+' : amount < 0 ? '\u2212' : '±'}${Math.abs(amount)}`;
    return [
      [theirs.label, String(theirs.value)],
      ...steps.map(({ label, amount }) => [label, sign(amount)]),
      ['Unexplained', sign(unexplained ?? Number.NaN)],
      [ours.label, String(ours.value)],
    ];
  };

  it('takes a number typed in apart as the API does, and a shared address shows the same', async () => {
    const page = await open('/');
    await page.getByRole('radio', { name: /^Completions accepted: / }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForURL('**/reconcile');
    await page.getByText('Nothing to compare yet').waitFor();
    await page.getByLabel('Value, as shown').fill('52');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.locator('.fd-way').waitFor();
    const answer = await reconcile({ source: 'dashboard', text: '52' });
    expect(await shownSteps(page)).toEqual(wayOf(answer));
    const { pathname, search } = new URL(page.url());
    const other = await open(pathname + search);
    expect(await shownSteps(other)).toEqual(wayOf(answer));
    expect(await other.getByLabel('Value, as shown').inputValue()).toBe('52');
    await Promise.all([page.close(), other.close()]);
  });

  it('walks the steps by arrow keys, opens what is behind one, and leads to the person', async () => {
    const page = await open('/reconcile?.value=52');
    await page.locator('[data-step]').first().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End']) await page.keyboard.press(key);
    expect(await page.evaluate('document.activeElement.dataset.step')).toBe('ours');
    const { steps } = await reconcile({ source: 'dashboard', text: '52' });
    const named = steps.find(({ evidence }) => evidence.people.length > 0);
    await page.locator(`[data-step=${named?.cause}]`).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**.step=${named?.cause}*`);
    const people = page.locator('#reconcile-evidence .fd-behind-people a');
    expect(await people.allTextContents()).toEqual(named?.evidence.people.map(({ key }) => key).slice(0, 36));
    await people.first().click();
    await page.waitForURL('**/person?*');
    await page.close();
  });

  it('saves the way as CSV, to the digit', async () => {
    const page = await open('/reconcile?.metric=completion_acceptance_rate&.value=31.2%25');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    const lines = readFileSync((await download.path()) ?? '', 'utf8')
      .trim()
      .split('\r\n');
    const answer = await reconcile({ source: 'dashboard', text: '31.2%' }, 'completion_acceptance_rate');
    expect(lines[0]).toBe('step,label,amount,number,why');
    expect(lines.slice(1, -2).map((line) => line.split(',')[0])).toEqual([
      'theirs',
      ...answer.steps.map(({ cause }) => cause),
    ]);
    expect(lines.at(-1)).toMatch(new RegExp(`^ours,Flightdeck,,${answer.ours.value},`));
    expect(lines.at(-2)).toMatch(new RegExp(`^unexplained,Unexplained,${answer.unexplained},`));
    await page.close();
  });

  it('takes a dropped export, says that a link does not carry it, and names who is missing in it', async () => {
    const page = await open('/reconcile?.metric=reported_users&.with=file');
    const to = await loadedTo();
    const day = days(to, 5);
    const person = {
      day,
      organization_id: '1',
      user_login: 'nobody-else',
      user_id: 999_999,
      code_generation_activity_count: 3,
    };
    await page.getByLabel(/^File/).setInputFiles({
      name: 'export.ndjson',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(`${JSON.stringify(person)}\n`),
    });
    await page.getByText('export.ndjson: 1 row').waitFor();
    await page.getByText('does not carry the file').waitFor();
    await page.getByLabel('Exported at (UTC)').fill(`${to}T12:00`);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.locator('.fd-way').waitFor();
    const file = new URL(page.url()).searchParams.get('.file');
    const answer = await reconcile({ source: 'file', file, readAt: `${to}T12:00:00.000Z` }, 'reported_users');
    expect(await shownSteps(page)).toEqual(wayOf(answer));
    await page.close();
  });

  it('signs a month off, lists it, and opens it as it was kept', async () => {
    const page = await open('/reconcile?.value=52&.tolerance=100');
    await page.getByRole('button', { name: 'Sign off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What was looked at').fill('Checked with the dashboard');
    expect(await seriousOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Sign off' }).click();
    const entry = page.locator('.fd-signed-one', { hasText: 'Checked with the dashboard' });
    await entry.waitFor();
    const before = await shownSteps(page);
    await entry.click();
    await page.waitForURL(/\.signed=/);
    await page.getByText('as signed off on').waitFor();
    expect(await shownSteps(page)).toEqual(before);
    await page.getByRole('button', { name: 'Compare anew' }).click();
    await page.waitForURL(/\.tolerance=100&\.value=52/);
    await page.close();
  });

  it('says what cannot be compared and what to do', async () => {
    const page = await open('/reconcile?.value=many');
    await page.getByText('"many" is not a number.').waitFor();
    await page.getByText('Write it as it is shown').waitFor();
    await page.goto(
      `${visit.url()}/reconcile?.metric=reported_users&.with=file&.file=${crypto.randomUUID()}&.read=2026-11-18T14:20`,
    );
    await page.getByText('That file is no longer open.').waitFor();
    await page.close();
  });

  it('is reached from any number with metric, days and filters filled in', async () => {
    const page = await open('/?language=typescript');
    await page.getByRole('button', { name: 'How is Completions accepted computed?' }).first().click();
    await page.locator('.fd-how-foot').getByRole('link', { name: 'Reconcile' }).click();
    await page.waitForURL(/\/reconcile\?.*language=typescript&\.metric=completions_accepted/);
    await page.close();
  });

  it('lists the standing checks on Data health, each with the way to its causes', async () => {
    const page = await open('/data-health');
    const { results } = (await (await fetch(`${visit.url()}/api/v1/checks`)).json()) as {
      results: readonly { check: string; label: string; metricLabel: string; verdict: string }[];
    };
    expect(results.length).toBeGreaterThan(5);
    expect(await page.locator('.fd-checks li').count()).toBe(results.length);
    const editors = results.find(({ check }) => check === 'parts_editors');
    await page.getByRole('link', { name: `Reconcile ${editors?.label}, ${editors?.metricLabel}` }).click();
    await page.waitForURL(/\/reconcile\?.*\.metric=generated&\.with=editors/);
    await page.locator('[data-step=cli_excluded]').waitFor();
    await page.close();
  });

  it.each(
    (['light', 'dark'] as const).flatMap((colorScheme) => [1440, 390].map((width) => [colorScheme, width] as const)),
  )('has nothing serious for axe in the %s theme at %i px, and scrolls only down', async (colorScheme, width) => {
    const viewport = { width, height: 900 };
    const page = await open('/reconcile?.value=52&.step=passive', { colorScheme, viewport });
    await page.locator('.fd-way').waitFor();
    expect(await seriousOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.close();
  });

  it('made no page complain', () => {
    // What the browser itself says of an answer that was refused on purpose.
    expect(complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
  });
});
