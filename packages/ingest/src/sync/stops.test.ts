import { DataError, parseScope, UpstreamError } from '@flightdeck/catalog';
import { expect, it } from 'vitest';
import { Stops } from './stops.ts';

const ACME = parseScope('org:acme');
const LAB = parseScope('org:lab');
const THERE = parseScope('org:lab@api.big.ghe.com');
const failure = (code: string) => new UpstreamError('No.', { code, retryable: true });

it('stops a host whose token is refused, every scope of it and no other host', () => {
  const stops = new Stops();
  expect(stops.failed(THERE, 'users-1-day', failure('bad_credentials'))).toEqual({ reach: 'host', told: false });
  expect(stops.isStopped(THERE, 'aggregate-1-day')).toBe(true);
  expect(stops.isStopped(LAB, 'users-1-day')).toBe(false);
});

it('counts failures in a row by host, so that one which answers does not hide one which does not', () => {
  const stops = new Stops();
  for (let time = 1; time <= 5; time++) {
    expect(stops.failed(THERE, 'users-1-day', failure('timeout')).reach).toBe('day');
    stops.answered(ACME);
  }
  expect(stops.failed(THERE, 'users-1-day', failure('timeout')).reach).toBe('host');
  expect(stops.isStopped(ACME, 'users-1-day')).toBe(false);
});

it('begins to count anew when the host answers', () => {
  const stops = new Stops();
  for (let time = 1; time <= 5; time++) stops.failed(ACME, 'users-1-day', failure('timeout'));
  stops.answered(LAB);
  expect(stops.failed(ACME, 'users-1-day', failure('timeout')).reach).toBe('day');
});

it('stops everything when the disk is full', () => {
  const stops = new Stops();
  stops.failed(ACME, 'users-1-day', new DataError('Full.', { code: 'disk_full' }));
  expect(stops.isStopped(THERE, 'users-1-day')).toBe(true);
});
