import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW } from '../../view/view.ts';
import { keyAction } from './keys.ts';

describe('keys', () => {
  it('choose ranges, grain and comparison', () => {
    expect(keyAction('3', DEFAULT_VIEW, false)).toEqual({ kind: 'view', view: { ...DEFAULT_VIEW, range: '90d' } });
    expect(keyAction('C', DEFAULT_VIEW, false)).toMatchObject({ view: { compare: 'year' } });
    expect(keyAction('v', { ...DEFAULT_VIEW, grain: 'month' }, false)).toMatchObject({ view: { grain: 'auto' } });
  });

  it('go to a page only after G', () => {
    expect(keyAction('p', DEFAULT_VIEW, false)).toBeNull();
    expect(keyAction('g', DEFAULT_VIEW, false)).toEqual({ kind: 'prefix' });
    expect(keyAction('p', DEFAULT_VIEW, true)).toEqual({ kind: 'go', path: '/people' });
    expect(keyAction('e', DEFAULT_VIEW, true)).toEqual({ kind: 'go', path: '/editors' });
    expect(keyAction('f', DEFAULT_VIEW, false)).toEqual({ kind: 'filter' });
  });
});
