import { describe, expect, it } from 'vitest';
import { prepareYear } from './prepare-year.ts';

describe("a person's days", () => {
  const cells = prepareYear({ from: '2026-11-18', to: '2026-11-24' }, [
    { day: '2026-11-18', interactions: 1, agent_days: 0 },
    { day: '2026-11-19', interactions: 40, agent_days: 1 },
    { day: '2026-11-20', interactions: 0, agent_days: 0 },
  ]);

  it('stand in weeks from Monday', () => {
    expect(cells.map((cell) => [cell.week, cell.weekday])).toEqual([
      [0, 2],
      [0, 3],
      [0, 4],
      [0, 5],
      [0, 6],
      [1, 0],
      [1, 1],
    ]);
  });

  it('are coloured by their own quantiles; no prompt has no colour', () => {
    expect(cells.map((cell) => cell.step)).toEqual([5, 10, 0, 0, 0, 0, 0]);
    expect(cells[1]?.agent).toBe(true);
    expect(cells[3]?.prompts).toBeNull();
  });
});
