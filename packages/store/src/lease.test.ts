import { describe, expect, it } from 'vitest';
import { createLease, type LeasePlace, type WrittenLease } from './lease.ts';

/** A place in memory, at which a holder can be said to have ended. */
function fakePlace(ended: ReadonlySet<string> = new Set()): LeasePlace<number> {
  let stands: { readonly version: number; readonly held: WrittenLease } | null = null;
  return {
    read: async () => stands,
    async write(held, found) {
      if (stands?.version !== found?.version) return false;
      stands = { version: (stands?.version ?? 0) + 1, held };
      return true;
    },
    textOf: String,
    isOver: ({ held }) => ended.has(held.name),
  };
}

describe('the lease of syncing', () => {
  it('is held by one, and by another once the holder was silent for its time', async () => {
    const place = fakePlace();
    let clock = 0;
    const options = { ttlMs: 100, renewMs: 1_000_000, tick: () => clock };
    const ada = createLease(place, { ...options, name: 'ada' });
    const bob = createLease(place, { ...options, name: 'bob' });
    const changes: string[] = [];
    ada.onChange((isHeld) => changes.push(`ada ${isHeld}`));
    bob.onChange((isHeld) => changes.push(`bob ${isHeld}`));
    expect([await ada.look(), await bob.look()]).toEqual([true, false]);
    expect(bob.holder).toBe('ada');
    clock = 90;
    expect([await ada.look(), await bob.look()]).toEqual([true, false]);
    clock = 189;
    expect([ada.isHeld, await bob.look()]).toEqual([true, false]);
    clock = 191;
    expect([ada.isHeld, await bob.look(), await ada.look()]).toEqual([false, true, false]);
    expect(ada.holder).toBe('bob');
    expect(changes).toEqual(['ada true', 'bob true', 'ada false']);
  });

  it('is free at once when it is given up', async () => {
    const place = fakePlace();
    const options = { ttlMs: 100, renewMs: 1_000_000, tick: () => 0 };
    const ada = createLease(place, { ...options, name: 'ada' });
    const bob = createLease(place, { ...options, name: 'bob' });
    await ada.look();
    await bob.look();
    await ada.release();
    expect([ada.isHeld, await bob.look()]).toEqual([false, true]);
  });

  it('is free at once when its holder is known to have ended', async () => {
    const ended = new Set<string>();
    const place = fakePlace(ended);
    const options = { ttlMs: 100, renewMs: 1_000_000, tick: () => 0 };
    await createLease(place, { ...options, name: 'ada' }).look();
    const bob = createLease(place, { ...options, name: 'bob' });
    expect(await bob.look()).toBe(false);
    ended.add('ada');
    expect(await bob.look()).toBe(true);
  });
});
