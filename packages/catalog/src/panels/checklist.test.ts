import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findMetric, partsOf, WHOLES } from '../metrics/metrics.ts';
import { CHECKLIST } from './checklist.ts';
import { metricsDrawn } from './panel.ts';
import { PANELS, PERSON_PANELS } from './panels.ts';

const wanted = JSON.parse(
  readFileSync(new URL('../../../../fixtures/panels-checklist.json', import.meta.url), 'utf8'),
) as { readonly sections: Readonly<Record<string, readonly string[]>> };
const panels = new Map([...PANELS, ...PERSON_PANELS].map((panel) => [panel.id, panel]));

/** Everything a panel shows: its metrics, what stands beside them, and the numbers they are made of. */
function shownBy(id: string): readonly string[] {
  const panel = panels.get(id);
  const own = panel ? metricsDrawn(panel) : [];
  return own.flatMap((name) => {
    const metric = findMetric(name);
    const parts = metric ? partsOf(metric) : null;
    return [name, ...(parts ? [parts.over, parts.under] : []), ...(WHOLES[name] ? [WHOLES[name].metric] : [])];
  });
}

describe('the checklist of what must be shown', () => {
  it('has every row that is wanted, and no other', () => {
    const sections: Record<string, string[]> = {};
    for (const { section, row } of CHECKLIST) sections[section] = [...(sections[section] ?? []), row];
    expect(sections).toEqual(wanted.sections);
  });

  it.each(CHECKLIST.map((row) => [`${row.section}: ${row.row}`, row] as const))('%s', (_name, row) => {
    expect(row.panels.filter((id) => !panels.has(id))).toEqual([]);
    // What is not shown says why.
    expect(row.panels.length > 0 || row.note !== undefined).toBe(true);
    const shown = new Set(row.panels.flatMap(shownBy));
    expect(row.metrics.filter((name) => !shown.has(name))).toEqual([]);
  });
});
