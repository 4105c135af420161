import type { ResultRow } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { answer, RANGE } from '../testing.ts';
import { prepareMoved } from './prepare.ts';

describe('what moved a rate', () => {
  const row = (team: string | null, generated: number, accepted: number): ResultRow => ({
    team,
    completions_generated: generated,
    completions_accepted: accepted,
  });

  it('sums exactly to the change of the rate', () => {
    const result = answer([row('a', 100, 50), row('b', 100, 20)], {
      total: row(null, 200, 70),
      comparison: { range: RANGE, rows: [row('a', 100, 40), row('b', 100, 20)], total: row(null, 200, 60) },
    });
    const moved = prepareMoved(result, 'team', ['completions_accepted', 'completions_generated']);
    expect(moved?.rows.map((item) => [item.label, item.text])).toEqual([
      ['a', '+5.00'],
      ['b', '0.00'],
    ]);
    expect(moved?.total.text).toBe('+5.00');
  });

  it('names what people in no team or in several leave over', () => {
    const result = answer([row('a', 100, 50)], {
      total: row(null, 200, 70),
      comparison: { range: RANGE, rows: [row('a', 100, 50)], total: row(null, 200, 60) },
    });
    expect(prepareMoved(result, 'team', ['completions_accepted', 'completions_generated'])?.rows.at(-1)).toMatchObject({
      label: 'No team or several',
      text: '+5.00',
    });
  });

  it('is nothing without a period to compare with', () => {
    expect(
      prepareMoved(answer([row('a', 1, 1)], { total: row(null, 1, 1) }), 'team', [
        'completions_accepted',
        'completions_generated',
      ]),
    ).toBeNull();
  });
});
