import { describe, expect, it } from 'vitest';
import { CHROME } from './chrome.ts';
import { startServerOn } from './server.ts';
import { visit } from './visit.ts';

/** The seats of one person and nothing else, as on the day the policy was enabled. */
const SEATS = JSON.stringify({
  total_seats: 1,
  seats: [
    {
      created_at: '2026-01-01T00:00:00Z',
      assignee: { login: 'login-a', id: 1, type: 'User' },
      plan_type: 'business',
      last_activity_at: '2026-11-27T10:00:00Z',
      last_activity_editor: 'vscode/1',
    },
  ],
});

describe.skipIf(CHROME === null)('an installation that has only the seats', () => {
  const { open, url, complaints } = visit(() => startServerOn(SEATS, 'org:acme', ['--day', '2026-11-28']));

  it('shows them on their page, also with the organization chosen', async () => {
    const status = (await (await fetch(`${url()}/api/v1/status`)).json()) as { readonly range: unknown };
    expect(status.range).toEqual({ from: '2026-11-28', to: '2026-11-28' });
    for (const path of ['/seats', '/seats?scope=org:acme']) {
      const page = await open(path);
      await page.getByText('As of 28 Nov.').first().waitFor();
      const text = await page.locator('main').innerText();
      expect(text).toContain('0 of 1 seat did nothing for 30 days');
      expect(text).not.toContain('three steps away');
      await page.close();
    }
  });

  it('says on the other pages what is still to do, and where the seats are', async () => {
    const page = await open('/');
    await page.getByRole('heading', { name: 'The first numbers are three steps away' }).waitFor();
    await page.getByText('The seats of 28 Nov are here already').waitFor();
    await page.locator('.fd-first').getByRole('link', { name: 'Seats' }).click();
    await page.getByText('As of 28 Nov.').first().waitFor();
    await page.close();
    expect(complaints).toEqual([]);
  });
});
