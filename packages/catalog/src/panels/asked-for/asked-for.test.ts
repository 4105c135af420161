import { describe, expect, it } from 'vitest';
import { findMetric, partsOf, WHOLES } from '../../metrics/metrics.ts';
import { metricsDrawn } from '../panel.ts';
import { PANELS, PERSON_PANELS } from '../panels.ts';
import { ASKED_FOR_PANELS } from './asked-for.ts';

const panels = new Map([...PANELS, ...PERSON_PANELS].map((panel) => [panel.id, panel]));

/** Everything a panel shows: its metrics, what stands beside them, and the numbers they are made of. */
function shownBy(id: string): readonly string[] {
  const panel = panels.get(id);
  return (panel ? metricsDrawn(panel) : []).flatMap((name) => {
    const metric = findMetric(name);
    const parts = metric ? partsOf(metric) : null;
    return [name, ...(parts ? [parts.over, parts.under] : []), ...(WHOLES[name] ? [WHOLES[name].metric] : [])];
  });
}

describe('the panels of the asked-for system', () => {
  it('are all ninety of both dashboards, each once', () => {
    const count = (title: string) => ASKED_FOR_PANELS.filter(({ dashboard }) => dashboard === title).length;
    expect([count('Copilot Usage Advanced Dashboard'), count('Copilot Usage Advanced Dashboard Original')]).toEqual([
      51, 39,
    ]);
    const names = ASKED_FOR_PANELS.map(({ dashboard, row, title }) => `${dashboard} / ${row} / ${title}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('are shown by panels there are, and have a number that can be asked for', () => {
    expect(ASKED_FOR_PANELS.flatMap((row) => row.panels).filter((id) => !panels.has(id))).toEqual([]);
    expect(ASKED_FOR_PANELS.flatMap((row) => row.metrics).filter((name) => !findMetric(name))).toEqual([]);
    expect(ASKED_FOR_PANELS.filter((row) => row.metrics.length === 0)).toEqual([]);
  });

  it('say why where nothing shows them, or where a panel shows another number than theirs', () => {
    const unsaid = ASKED_FOR_PANELS.filter(({ panels: ids, metrics, note }) => {
      const shown = new Set(ids.flatMap(shownBy));
      return note === undefined && (ids.length === 0 || !metrics.every((name) => shown.has(name)));
    });
    expect(unsaid.map(({ title }) => title)).toEqual([]);
    // Every panel named shows one of the metrics, or its own sentence says what it shows instead.
    expect(ASKED_FOR_PANELS.filter(({ note }) => note !== undefined && !note.endsWith('.'))).toEqual([]);
  });
});
