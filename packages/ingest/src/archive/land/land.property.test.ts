import { REPORT_KEYS } from '@flightdeck/catalog';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { LineScanner } from '../../scan/json/line-scanner.ts';
import { NOT_OBJECT, OK, SLOW } from '../../scan/record/verdict.ts';
import { cleanText, landText, removeFolders, userLine } from '../testing.ts';

afterAll(removeFolders);

const scanner = new LineScanner(REPORT_KEYS, () => true);
const root = scanner.places.rootOf('users-1-day');

function isSound(text: string): boolean {
  const line = Buffer.from(`${text}\n`);
  return [OK, SLOW, NOT_OBJECT].includes(scanner.scan(line, 0, line.length - 1, root));
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('the scanner and JSON.parse agree on what JSON is', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), (text) => {
      expect(isSound(text)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('the scanner and JSON.parse agree on JSON with one character changed, doubled or lost', () => {
  const other = fc.constantFrom(...Array.from('{}[]",:\\0123456789.eE+-tfnu \tx'));
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.nat(), other, fc.nat(2), (text, place, letter, how) => {
      const at = place % (text.length + 1);
      const changed = text.slice(0, at) + (how === 2 ? '' : letter) + text.slice(at + (how === 0 ? 0 : 1));
      if (/\\u[dD][89a-fA-F]/.test(changed) || hasDouble(changed)) return;
      expect(isSound(changed)).toBe(parses(changed));
    }),
    { numRuns: 5000 },
  );
});

test('the scanner and JSON.parse agree on rows of a report with one character changed, doubled or lost', () => {
  const counts = {
    code_generation_activity_count: 12,
    loc_added_sum: 0,
    loc_deleted_sum: 345,
    loc_suggested_to_add_sum: 7,
  };
  const row = userLine({
    ...counts,
    totals_by_feature: [
      { feature: 'agent', ...counts },
      { feature: 'chat', ...counts },
    ],
  });
  const other = fc.constantFrom(...Array.from('{}[]",:\\0123456789.eE+-tfnu \tx\u00e9'));
  fc.assert(
    fc.property(fc.nat(), other, fc.nat(2), (place, letter, how) => {
      // The names of the row as it should be are expected next.
      expect(isSound(row)).toBe(true);
      const at = place % (row.length + 1);
      const changed = row.slice(0, at) + (how === 2 ? '' : letter) + row.slice(at + (how === 0 ? 0 : 1));
      expect(isSound(changed)).toBe(parses(changed));
    }),
    { numRuns: 5000 },
  );
});

/** True when the text has a key twice in one object, which JSON.parse allows. */
function hasDouble(text: string): boolean {
  if (!parses(text)) return false;
  const keys = text.match(/"(?:[^"\\]|\\.)*"\s*:/g) ?? [];
  return keys.length !== new Set(keys.map((key) => JSON.parse(key.replace(/\s*:$/, '')) as string)).size;
}

test('where the chunks are cut changes nothing', async () => {
  const content = Buffer.concat([
    Buffer.from(`\ufeff${userLine({ user_login: 'gr\u00fcn\u2028' })}\r\n\n${userLine({ user_id: '2' })}\nnope\n`),
    Buffer.from([0x7b, 0x22, 0xff, 0x0a]),
    Buffer.from(`${userLine({ user_id: 3, fresh: [1] })}\n${userLine().slice(0, 30)}`),
  ]);
  const whole = await landText(content);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: content.length }), async (size) => {
      const cut = await landText(content, {}, size);
      expect({ ...cut, cleanFile: '', archivePath: '' }).toEqual({ ...whole, cleanFile: '', archivePath: '' });
      expect(cleanText(cut)).toBe(cleanText(whole));
    }),
    { numRuns: 60 },
  );
});
