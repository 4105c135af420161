import { DataError, parseScope, UpstreamError } from '@flightdeck/catalog';
import { expect, it } from 'vitest';
import { Stops } from './stops.ts';

const ACME = parseScope('org:acme');
const LAB = parseScope('org:lab');
const THERE = parseScope('org:lab@api.big.ghe.com');
const failure = (code: string) => new UpstreamError('No.', { code, retryable: true });

it('stops a host whose token is refused, every scope of it and no other host', () => {
  const stops = new Stops();
  const refused = failure('bad_credentials');
  expect(stops.failed(THERE, 'users-1-day', refused)).toBe('host');
  expect(stops.reason(THERE, 'repos-1-day')).toBe(refused);
  expect(stops.isStopped(THERE, 'aggregate-1-day')).toBe(true);
  expect(stops.isStopped(LAB, 'users-1-day')).toBe(false);
});

it('counts failures in a row by host, so that one which answers does not hide one which does not', () => {
  const stops = new Stops();
  for (let time = 1; time <= 5; time++) {
    expect(stops.failed(THERE, 'users-1-day', failure('timeout'))).toBe('day');
    stops.answered(ACME, 'users-1-day');
  }
  expect(stops.failed(THERE, 'users-1-day', failure('timeout'))).toBe('host');
  expect(stops.isStopped(ACME, 'users-1-day')).toBe(false);
});

it('begins to count anew when the host answers', () => {
  const stops = new Stops();
  for (let time = 1; time <= 5; time++) stops.failed(ACME, 'users-1-day', failure('timeout'));
  stops.answered(LAB, 'users-1-day');
  expect(stops.failed(ACME, 'users-1-day', failure('timeout'))).toBe('day');
});

it('stops everything when the disk is full', () => {
  const stops = new Stops();
  stops.failed(ACME, 'users-1-day', new DataError('Full.', { code: 'disk_full' }));
  expect(stops.isStopped(THERE, 'users-1-day')).toBe(true);
});

it('stops a report of which three days in a row are refused with the same words', () => {
  const stops = new Stops();
  const refusal = (words: string, retryable = false) =>
    new UpstreamError(words, { code: 'unprocessable', retryable, status: 422 });
  expect(stops.failed(ACME, 'users-1-day', refusal('No.'))).toBe('day');
  expect(stops.failed(ACME, 'users-1-day', refusal('Not now.'))).toBe('day');
  expect(stops.failed(ACME, 'users-1-day', refusal('No.'))).toBe('day');
  expect(stops.failed(ACME, 'users-1-day', refusal('No.'))).toBe('day');
  expect(stops.failed(ACME, 'users-1-day', refusal('No.'))).toBe('report');
  expect(stops.isStopped(ACME, 'users-1-day')).toBe(true);
  expect(stops.isStopped(ACME, 'repos-1-day')).toBe(false);
  for (let time = 1; time <= 5; time++) expect(stops.failed(LAB, 'users-1-day', refusal('No.', true))).toBe('day');
});

it('does not stop a report that is answered in between', () => {
  const stops = new Stops();
  for (let time = 1; time <= 5; time++) {
    expect(stops.failed(ACME, 'users-1-day', failure('other_day'))).toBe('day');
    stops.answered(ACME, 'users-1-day');
  }
  expect(stops.isAnswering(ACME, 'users-1-day')).toBe(true);
});
