import { describe, expect, it } from 'vitest';
import { addFilter, DEFAULT_VIEW } from '../../view/view.ts';
import { PAGES } from '../pages.ts';
import { fixedCommands, personCommand, searchCommands, valueCommand } from './commands.ts';

const fixed = fixedCommands(PAGES, DEFAULT_VIEW);
const labels = (text: string, more = fixed): string[] => searchCommands(more, text).map(({ label }) => label);

describe('everything by name', () => {
  it('lists pages first when nothing is typed, and no panel or metric', () => {
    const found = searchCommands(fixed, '');
    expect(found[0]?.label).toBe('Overview');
    expect(new Set(found.map(({ group }) => group))).toEqual(new Set(['Pages', 'Do']));
  });

  it('finds a page, a deed, a panel and a metric by words in any order', () => {
    expect(labels('team')[0]).toBe('Teams');
    expect(labels('90 last')).toEqual(['Last 90 days']);
    expect(labels('three rates')).toContain('Three rates');
    expect(labels('completion_acceptance_rate')[0]).toMatch(/Acceptance rate/i);
    expect(labels('no such thing anywhere')).toEqual([]);
  });

  it('filters by a value and opens a person', () => {
    const view = { ...DEFAULT_VIEW };
    const all = [...fixed, valueCommand(view, 'language', 'csharp', 'C#'), personCommand('ameyer')];
    const [value] = searchCommands(all, 'c#');
    expect(value?.action).toEqual({ kind: 'view', view: addFilter(view, 'language', 'csharp') });
    expect(searchCommands(all, 'amey')[0]?.action).toEqual({ kind: 'person', login: 'ameyer' });
  });
});
