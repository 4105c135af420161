import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLease } from '@flightdeck/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leaseFile, type ProcessPlace, thisProcess } from './lease-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flightdeck-lease-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let clock = 0;
const own = thisProcess();
const elsewhere: ProcessPlace = { ...own, host: 'replica-1' };
const take = (name: string, from: ProcessPlace = elsewhere) =>
  createLease(leaseFile(join(folder, 'lease.json'), from), {
    name,
    ttlMs: 100,
    renewMs: 1_000_000,
    tick: () => clock,
  });

describe('a lease in a file', () => {
  it('is held by one server, until it gives it up or falls silent', async () => {
    const [ada, bob] = [take('ada'), take('bob', { ...elsewhere, host: 'replica-2' })];
    expect([await ada.look(), await bob.look(), bob.holder]).toEqual([true, false, 'ada']);
    await ada.release();
    expect(await bob.look()).toBe(true);
    const eve = take('eve');
    expect(await eve.look()).toBe(false);
    clock += 101;
    expect([await eve.look(), await bob.look()]).toEqual([true, false]);
  });

  it('is taken by one of many that ask at once', async () => {
    const all = Array.from({ length: 8 }, (_, index) => take(`server ${index}`));
    const held = await Promise.all(all.map((lease) => lease.look()));
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  it.each([
    ['of this machine that is gone', { ...own, pid: 4_194_303 }, true],
    ['of this machine with a number another process has now', { ...own, begun: 'boot 1' }, true],
    ['of this machine that runs', own, false],
    ['of another machine', { ...elsewhere, pid: 4_194_303 }, false],
    ['of another container on this machine', { ...own, pidNamespace: 'pid:[1]', pid: 4_194_303 }, false],
  ])('of a process %s', async (_, holder: ProcessPlace, isFree) => {
    await take('ada', holder).look();
    expect(await take('bob', own).look()).toBe(isFree);
  });

  it('that a crash cut is waited for, and then taken', async () => {
    writeFileSync(join(folder, 'lease.json'), '{"holder":"a","na');
    const bob = take('bob');
    expect(await bob.look()).toBe(false);
    clock += 20_001;
    expect(await bob.look()).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, 'lease.json'), 'utf8'))).toMatchObject({ name: 'bob', term: 2 });
  });
});
