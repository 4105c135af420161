import { PANELS } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { ratedRows } from '../../data/rated-rows.ts';
import { LANGUAGES, RATE } from '../testing.ts';
import { prepareFigure } from './prepare.ts';

describe('rates of a dimension', () => {
  it('rank only what has enough outputs, and say how many have not', () => {
    const { rows, leftOut } = ratedRows(LANGUAGES, 'language', RATE, 500);
    expect(rows.map(({ label, now, before }) => [label, now, before])).toEqual([
      ['Go', 0.3, 0.2],
      ['Python', 0.25, 0.3],
    ]);
    expect(leftOut).toBe(1);
  });

  it('name the highest, the biggest rise and the share without a name', () => {
    const panel = (figure: string) => {
      const found = PANELS.find(
        (item) => item.page === 'languages' && item.chart === 'figure' && item.figure === figure,
      );
      if (found?.chart !== 'figure') throw new Error(figure);
      return prepareFigure(found, LANGUAGES);
    };
    expect(panel('highest')).toMatchObject({ value: '30.0', unit: '%', aside: 'Go' });
    expect(panel('rise')).toMatchObject({ value: '+10.0', unit: 'pt', aside: 'Go' });
    expect(panel('number')).toMatchObject({ value: '3', aside: '1 under 500 suggested' });
    expect(panel('unknown')).toMatchObject({ value: '24.8', unit: '%' });
  });
});
