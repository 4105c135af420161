import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LOCAL } from '@flightdeck/app';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../access/served.ts';
import { OWN, personWith } from '../access/world.ts';
import { CHROME, launchChrome } from './chrome.ts';
import { seriousOf } from './visit.ts';

const WEB = fileURLToPath(new URL('../../../packages/web/dist', import.meta.url));

describe.skipIf(CHROME === null)('dialogs and filters of the pages that administrators and auditors use', () => {
  let served: Served;
  let browser: Browser;
  const complaints: string[] = [];
  beforeAll(async () => {
    served = await serve({ organizations: [OWN] }, WEB);
    browser = await launchChrome();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
  const open = async (path: string): Promise<Page> => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`${served.server.url}/${path}`);
    await page.locator('main[data-drawn]').waitFor();
    return page;
  };
  const active = (page: Page): Promise<unknown> =>
    page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent');
  const statusWith = async (token: string): Promise<number> =>
    (await fetch(`${served.server.url}/api/v1/status`, { headers: { authorization: `Bearer ${token}` } })).status;

  it('make a token with the mouse, copy it, show it once, and revoke it', async () => {
    served.as(LOCAL);
    const page = await open('tokens');
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('What it is for').fill('Nightly report');
    expect(await page.getByRole('combobox', { name: 'Role', exact: true }).inputValue()).toBe('viewer');
    await page.getByRole('combobox', { name: 'Of', exact: true }).selectOption(`org:${OWN}`);
    await page.getByRole('button', { name: 'Make the token' }).click();
    const secret = page.getByRole('dialog', { name: 'Copy the token now' }).locator('code').first();
    const token = await secret.innerText();
    expect(token).toMatch(/^fd_[a-z0-9]+_[\w-]{43}$/);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(token);
    expect(await seriousOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText(`may be viewer@org:${OWN}`).waitFor();
    expect(await page.content()).not.toContain(token.slice(-43));
    await expect.poll(() => active(page)).toBe('New token');
    expect(await statusWith(token)).toBe(200);

    await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(await statusWith(token)).toBe(200);
    await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Nightly report revoked').waitFor();
    await page.getByText('No token yet').waitFor();
    expect(await statusWith(token)).toBe(401);
    await page.context().close();
  });

  it('do the same with the keyboard alone', async () => {
    const page = await open('tokens');
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await page.getByRole('button', { name: 'New token' }).focus();
    await press('Enter');
    await page.getByRole('dialog', { name: 'New token' }).waitFor();
    // The first field has the focus, and Escape gives it back.
    await page.keyboard.type('Keyboard');
    await press('Escape');
    expect(await active(page)).toBe('New token');
    await press('Enter');
    await page.getByRole('dialog', { name: 'New token' }).waitFor();
    await page.keyboard.type('Keyboard');
    await press('Enter');
    await page.getByRole('dialog', { name: 'Copy the token now' }).waitFor();
    const token = await page.getByRole('dialog').locator('code').first().innerText();
    expect(await active(page)).toBe('Copy');
    await press('Space');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(token);
    await press('Escape');
    await page.getByText('Keyboard').waitFor();
    await expect.poll(() => active(page)).toBe('New token');

    await page.getByRole('button', { name: 'Revoke Keyboard' }).focus();
    await press('Enter');
    await page.getByRole('dialog', { name: 'Revoke Keyboard?' }).waitFor();
    expect(await active(page)).toBe('Keep it');
    await press('Escape');
    expect(await active(page)).toBe('Revoke Keyboard');
    await press('Enter');
    await page.getByRole('dialog', { name: 'Revoke Keyboard?' }).waitFor();
    await press('Tab', 'Enter');
    await page.getByText('Keyboard revoked').waitFor();
    expect([await statusWith(token), await page.getByRole('dialog').count()]).toEqual([401, 0]);
    await page.context().close();
  });

  it('copy a token where the browser has no clipboard for scripts, and say so where there is no way', async () => {
    const page = await open('tokens');
    const take = async (name: string): Promise<string> => {
      await page.getByRole('button', { name: 'New token' }).click();
      await page.getByLabel('What it is for').fill(name);
      await page.getByRole('button', { name: 'Make the token' }).click();
      const secret = page.getByRole('dialog', { name: 'Copy the token now' }).locator('code').first();
      const token = await secret.innerText();
      await page.getByRole('button', { name: 'Copy', exact: true }).click();
      return token;
    };
    await page.evaluate(
      'globalThis.real = navigator.clipboard; navigator.clipboard.writeText = () => Promise.reject()',
    );
    const token = await take('Without a clipboard');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('real.readText()')).toBe(token);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.evaluate('document.execCommand = () => false');
    await take('By hand');
    await page.getByText('Select the token and copy it yourself.').waitFor();
    await page.context().close();
  });

  it('find lines of the audit log by kind, name, text and day, in the address as well, and take them along as CSV', async () => {
    served.as({ ...personWith('auditor', '*'), name: 'Olu' });
    const { audit } = served.all.app;
    const act = (name: string, kind: 'changed' | 'refused', route: string) =>
      audit.record(
        { ...personWith('viewer', '*'), name },
        { kind, route, people: null, asked: null, client: '10.0.0.9', requestId: 'r-1' },
      );
    await act('Bo', 'changed', 'POST /api/v1/sign-offs');
    await act('Mia', 'refused', 'GET /api/v1/ledger');
    const page = await open('audit');
    const rows = page.getByRole('row').filter({ hasText: /Bo|Mia/ });
    await rows.first().waitFor();
    expect(await rows.count()).toBe(2);

    await page.getByRole('combobox', { name: 'What', exact: true }).selectOption('was refused');
    await expect.poll(() => rows.count()).toBe(1);
    expect(await rows.innerText()).toContain('Mia');
    expect(page.url()).toContain('refused');
    await page.goBack();
    await expect.poll(() => rows.count()).toBe(2);

    // With the keyboard: text applies with Enter.
    await page.getByLabel('Who', { exact: true }).focus();
    await page.keyboard.type('Bo');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count()).toBe(1);
    expect(await rows.innerText()).toContain('Bo');
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: /Download every line/ }).click();
    const csv = readFileSync(await (await saved).path(), 'utf8');
    expect([csv.includes('Bo'), csv.includes('Mia')]).toEqual([true, false]);

    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByLabel('To', { exact: true }).fill('2026-11-04');
    await page.getByText('No line matches').waitFor();
    await page.getByLabel('To', { exact: true }).fill('2026-11-05');
    await expect.poll(() => rows.count()).toBe(2);

    await rows.first().getByRole('button').focus();
    const opener = await active(page);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('10.0.0.9').waitFor();
    expect(await seriousOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect([await page.getByRole('dialog').count(), await active(page)]).toEqual([0, opener]);
    await page.context().close();
    expect(complaints).toEqual([]);
  });
});
