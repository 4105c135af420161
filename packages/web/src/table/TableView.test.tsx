// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { draw, textsOf } from '../testing.tsx';
import { TableView } from './TableView.tsx';

it('a chart as a table has its numbers under their heads; text stands left, and "no data" is no number', async () => {
  const table = {
    head: ['Day', 'People', 'State'],
    text: [2],
    rows: [
      ['7 Jun', '12', 'final'],
      ['8 Jun', 'no data', 'missing'],
    ],
  };
  await draw(<TableView table={table} name="Active people" />);
  expect(textsOf(screen.getByRole('table'))).toEqual([
    ['Day', 'People', 'State'],
    ['7 Jun', '12', 'final'],
    ['8 Jun', 'no data', 'missing'],
  ]);
  const cells = screen.getAllByRole('cell');
  expect(cells.map(({ dataset }) => [dataset.text, dataset.none])).toEqual([
    ['false', 'false'],
    ['true', 'false'],
    ['false', 'true'],
    ['true', 'false'],
  ]);
  expect(screen.getByRole('region', { name: 'Active people, table' }).tabIndex).toBe(0);
});
