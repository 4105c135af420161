import type { Status } from '@flightdeck/app';
import { expect, it } from 'vitest';
import { statusWithoutQuotes } from './without-quotes.ts';

it('leaves out of the messages of a status what they quote of reports, which can be of people', () => {
  const says =
    'The users-1-day report cannot be loaded. Line 1 at user_login: The value is “["octocat"]”; expected is text.';
  const span = { scope: 'org:acme', report: 'users-1-day', from: '2026-10-01', to: '2026-10-01', state: 'failed' };
  const status = {
    spans: [
      { ...span, code: 'wrong_type', message: says },
      { ...span, code: null, message: null },
    ],
    lastRun: { message: `org:acme: ${says}` },
  } as unknown as Status;
  const plain = 'Line 1 at user_login: The value is “…”; expected is text.';
  const { spans, lastRun } = statusWithoutQuotes(status);
  expect(spans.map(({ message }) => message?.slice(-plain.length) ?? null)).toEqual([plain, null]);
  expect(lastRun?.message).toBe(`org:acme: The users-1-day report cannot be loaded. ${plain}`);
});
