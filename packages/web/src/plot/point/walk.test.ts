import { describe, expect, it } from 'vitest';
import { walk } from './walk.ts';

describe('keys on a chart', () => {
  it('enter it at the end they come from and stop at the last point', () => {
    expect(walk('ArrowRight', null, 4)).toBe(0);
    expect(walk('ArrowLeft', null, 4)).toBe(4);
    expect(walk('ArrowRight', 4, 4)).toBe(4);
    expect(walk('ArrowLeft', 0, 4)).toBe(0);
  });

  it('go to both ends and out', () => {
    expect(walk('Home', 3, 4)).toBe(0);
    expect(walk('End', 3, 4)).toBe(4);
    expect(walk('Escape', 3, 4)).toBeNull();
  });

  it('are left to the page when they mean nothing here, or there is no point', () => {
    expect(walk('Tab', 3, 4)).toBeUndefined();
    expect(walk('ArrowRight', null, -1)).toBeUndefined();
  });
});
