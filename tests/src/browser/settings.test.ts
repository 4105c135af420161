import { addDays, toDay } from '@flightdeck/catalog';
import { createOrganization, type RunningSimulator, startSimulator } from '@flightdeck/simulator';
import { afterAll, describe, expect, it } from 'vitest';
import { CHROME } from './chrome.ts';
import { startEmptyServer } from './server.ts';
import { seriousOf, visit } from './visit.ts';

const TOKEN = 'ghp_0123456789abcdefWXYZ';
const PHONE = { viewport: { width: 390, height: 844 } };

/** Stands in for GitHub, as long as the tests of this file run. */
let simulator: RunningSimulator | undefined;
afterAll(() => simulator?.close());
const startWithGithub = async () => {
  const simulation = createOrganization({ seed: 3, people: 12, days: 12, lastDay: addDays(toDay(new Date()), -2) });
  simulator = await startSimulator(simulation, { tokens: [TOKEN] });
  return startEmptyServer({ GITHUB_API_URL: simulator.url });
};

describe.skipIf(CHROME === null)('the first start, with nothing configured', () => {
  const { open, url, complaints } = visit(startWithGithub);
  const statusOf = async () =>
    (await (await fetch(`${url()}/api/v1/status`)).json()) as { readonly demo: boolean; readonly lastRun: unknown };
  /** Login of somebody whom GitHub has reported. */
  const someLogin = async (): Promise<string> => {
    const range = { from: addDays(toDay(new Date()), -13), to: addDays(toDay(new Date()), -4) };
    const body = JSON.stringify({ metrics: ['active_days'], by: ['user'], range, limit: 1 });
    const headers = { 'content-type': 'application/json' };
    const answer = await (await fetch(`${url()}/api/v1/query`, { method: 'POST', headers, body })).json();
    return (answer as { readonly rows: readonly { readonly user: string }[] }).rows[0]?.user ?? 'nobody';
  };

  it('shows the demo and leads to where GitHub is connected', async () => {
    const page = await open('/');
    await page.getByText('Demo data: a made-up organization.').waitFor();
    await page.getByRole('link', { name: 'Connect GitHub' }).click();
    await page.getByRole('heading', { name: 'Connect GitHub' }).waitFor();
    await page.close();
  });

  it('refuses a wrong token in the words of the doctor, and stays with the demo', async () => {
    const page = await open('/settings');
    await page.getByLabel('Token', { exact: true }).fill('ghp_wrong0000000000000');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('GitHub does not accept the credentials.').waitFor();
    expect(await page.getByRole('link', { name: 'Open at GitHub' }).getAttribute('href')).toMatch(
      /\/settings\/tokens$/,
    );
    await page.getByRole('button', { name: 'Connect and sync' }).click();
    await page.getByRole('alert').filter({ hasText: 'A sync needs to know what to read.' }).waitFor();
    expect((await statusOf()).demo).toBe(true);
    await page.close();
  });

  it('connects GitHub and shows its numbers, without a restart', async () => {
    const page = await open('/settings');
    await page.getByLabel('Token', { exact: true }).fill(TOKEN);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('checkbox', { name: /aurora-works/ }).check();
    await page.getByRole('button', { name: 'Connect and sync' }).click();
    await page.getByText('Connected. The first days are on their way').waitFor();
    await page.getByText('A token that ends in WXYZ is set').waitFor();
    expect((await statusOf()).demo).toBe(false);
    await expect.poll(async () => (await statusOf()).lastRun, { timeout: 60_000 }).not.toBeNull();
    await page.goto(`${url()}/people`);
    await page
      .getByText(await someLogin())
      .first()
      .waitFor();
    expect(await page.locator('body').innerText()).not.toContain('Demo data');
    await page.close();
  }, 120_000);

  it('keeps what is changed, says what is refused at its field, and fits a phone', async () => {
    const page = await open('/settings', PHONE);
    await page.getByLabel('Copilot Business').fill('abc');
    const money = page.locator('form').filter({ has: page.getByLabel('Copilot Business') });
    await money.getByRole('button', { name: 'Save' }).click();
    await money.getByRole('alert').filter({ hasText: 'business:abc is not right. Write business:19' }).waitFor();
    await page.getByLabel('Copilot Business').fill('15');
    await money.getByRole('button', { name: 'Save' }).click();
    await money.getByText(/Changed by/).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.reload();
    expect(await page.getByLabel('Copilot Business').inputValue()).toBe('15');
    expect(await seriousOf(page)).toEqual([]);
    await page.close();
    expect(complaints).toEqual([]);
  });
});
