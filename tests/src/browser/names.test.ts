import { describe, expect, it } from 'vitest';
import { CHROME } from './chrome.ts';
import { startServerOn } from './server.ts';
import { visit } from './visit.ts';

const PAGES = ['/', '/people', '/languages', '/editors', '/models', '/features', '/chat', '/heatmaps', '/data-health'];

/** Names that are also members of every object, marks of our own wire, markup, and text that reorders a line. */
const NAMES = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '\u0000number:12',
  '<img src=x onerror=alert(1)>',
  '\u202egpj.exe',
  'פלטפורמה',
  '=1+1',
];

const COUNTS = {
  user_initiated_interaction_count: 5,
  code_generation_activity_count: 9,
  code_acceptance_activity_count: 3,
};

const rows = NAMES.map((name, index) => ({
  day: '2026-11-05',
  organization_id: '999',
  user_id: index + 1,
  user_login: name,
  ...COUNTS,
  used_chat: true,
  totals_by_ide: [{ ide: name, ...COUNTS }],
  totals_by_feature: [{ feature: name, ...COUNTS }],
  totals_by_model_feature: [{ model: name, feature: 'chat_panel_ask_mode', ...COUNTS }],
  totals_by_language_feature: [{ language: name, feature: 'code_completion', ...COUNTS }],
  totals_by_language_model: [{ language: name, model: name, ...COUNTS }],
}));
const report = rows.map((row) => `${JSON.stringify(row)}\n`).join('');

describe.skipIf(CHROME === null)('names that somebody chose to break a page', () => {
  const { open, complaints } = visit(() => startServerOn(report, 'org:acme'));

  it.each(PAGES)('%s shows them as text', async (path) => {
    const page = await open(`${path}?from=2026-11-01&to=2026-11-08`);
    page.on('dialog', () => complaints.push(`${path}: a dialog opened`));
    await page.locator('main h1').first().waitFor();
    const text = await page.locator('body').innerText();
    expect(text).not.toMatch(/something went wrong/i);
    expect(text).not.toContain('\u202e');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('lists each on the page of its dimension', async () => {
    const page = await open('/languages?from=2026-11-01&to=2026-11-08');
    const text = await page.locator('main').innerText();
    for (const name of ['constructor', '__proto__', 'tostring', '\\u202egpj.exe', '\u2068פלטפורמה\u2069', '=1+1'])
      expect(text).toContain(name);
    await page.close();
  });
});
