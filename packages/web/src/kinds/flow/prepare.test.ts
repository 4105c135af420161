import { describe, expect, it } from 'vitest';
import { risesOf } from '../figure/prepare.ts';
import { prepareFlow } from './prepare.ts';

const moved = (phase_from: string | null, phase_to: string | null, people: number | null, reported = people) => ({
  phase_from,
  phase_to,
  people_with_phase: people,
  reported_users: reported,
});

const MOVES = [
  moved('0', '0', 3),
  moved('0', '1', 12),
  moved('1', '1', 73),
  moved('2', '1', 7),
  moved('1', '4', 1),
  moved(null, null, null, 5),
];

describe('people between phases', () => {
  it('stand by their first phase down and their last across, with sums at the ends', () => {
    const flow = prepareFlow({ rows: MOVES });
    expect(flow.phases.map(({ label }) => label)).toEqual([
      'Passive',
      'Code first',
      'Agent first',
      'Multi-agent',
      'Phase 4',
    ]);
    expect(flow.rows.map(({ people }) => people)).toEqual([15, 74, 7, 0, 0]);
    expect(flow.ends).toEqual([3, 92, 0, 0, 1]);
    expect(flow.people).toBe(96);
  });

  it('are parted into those who moved on, fell back and stayed; who has no phase is only counted', () => {
    const { up, down, stayed, without } = prepareFlow({ rows: MOVES });
    expect({ up, down, stayed, without }).toEqual({ up: 13, down: 7, stayed: 76, without: 5 });
    expect(risesOf(MOVES, 'people_with_phase')).toEqual({ up: 13, down: 7, people: 96 });
  });
});
