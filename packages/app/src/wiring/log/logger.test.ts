import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger, type Logger } from './logger.ts';

let lines: string[];
let log: Logger;

beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  log = createLogger(
    { logLevel: 'info', logFormat: 'json', githubHosts: [] as never },
    { write: (line) => void lines.push(line), isTerminal: false },
  );
});
afterEach(() => vi.useRealTimers());

const messages = (): readonly string[] => lines.map((line) => JSON.parse(line).msg);

test('of similar errors ten a second are written, then the number of the others', () => {
  for (let at = 0; at < 322; at++) log.error({ err: new Error(`number ${at}`), requestId: `r${at}` }, 'request failed');
  expect(messages()).toEqual(Array(10).fill('request failed'));
  vi.advanceTimersByTime(999);
  expect(lines).toHaveLength(10);
  vi.advanceTimersByTime(1);
  expect(messages().slice(10)).toEqual(['request failed … 312 more like it']);
  expect(JSON.parse(lines[10] ?? '')).toMatchObject({ level: 'error', err: { message: 'number 321' }, more: 312 });
  log.error('request failed');
  expect(lines).toHaveLength(12);
  vi.advanceTimersByTime(5000);
  expect(lines).toHaveLength(12);
});

test('errors of different kinds are counted apart, and ten of a kind are written in full', () => {
  for (let at = 0; at < 10; at++) {
    log.error({ err: new Error('x') }, 'request failed');
    log.error({ err: new TypeError('x') }, 'request failed');
    log.warn('request failed');
    log.error('another');
  }
  vi.advanceTimersByTime(1000);
  expect(lines).toHaveLength(40);
});

test('lines below a warning are written however often they come', () => {
  for (let at = 0; at < 50; at++) log.info('synced');
  expect(lines).toHaveLength(50);
});

test('a line has the instant, the level as a word, the message, and fields named as log stores name them', () => {
  vi.setSystemTime(new Date('2026-10-08T12:00:00Z'));
  log.info({ requestId: 'r-1', scope: 'org:acme', report: 'users-1-day', day: '2026-10-05', durationMs: 12 }, 'loaded');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'info',
      time: '2026-10-08T12:00:00.000Z',
      request_id: 'r-1',
      scope: 'org:acme',
      report: 'users-1-day',
      day: '2026-10-05',
      duration_ms: 12,
      msg: 'loaded',
    },
  ]);
});
