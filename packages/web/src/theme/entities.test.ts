import { describe, expect, it } from 'vitest';
import { stackedEntities } from './entities.ts';
import { rememberSlots } from './slots.ts';

describe('the parts of a stack', () => {
  it('stand in the order of their slots; a well-known value keeps its colour and the other of one slot gives way', () => {
    rememberSlots([{ dimension: 'ide', value: 'pycharm', slot: 1 }]);
    expect(stackedEntities('ide', ['pycharm', 'xcode', 'vscode']).map(({ label, color }) => [label, color])).toEqual([
      ['VS Code', '--fd-series-1'],
      ['PyCharm', '--fd-series-2'],
      ['Xcode', '--fd-series-4'],
    ]);
  });

  it('of adoption phases go from passive on, on one scale', () => {
    expect(stackedEntities('phase', ['3', '0', '1']).map(({ label, color }) => [label, color])).toEqual([
      ['Passive', '--fd-other'],
      ['Code first', '--fd-sequential-4'],
      ['Multi-agent', '--fd-sequential-8'],
    ]);
  });
});
