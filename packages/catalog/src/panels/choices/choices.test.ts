import { describe, expect, it } from 'vitest';
import { findMetric } from '../../metrics/metrics.ts';
import { isOfHistory } from '../panel.ts';
import { PANELS, PERSON_PANELS, panelsOfPage, populationOf } from '../panels.ts';
import { dayMetrics, FIRST_ACTIVE_DAY, isOfWorkingDays } from './active-day.ts';

const chosen = (page: string, population: 'completions' | 'all') =>
  panelsOfPage(page, { population, active: FIRST_ACTIVE_DAY });
const metricsOf = (panels: readonly { readonly metrics: readonly string[] }[]) =>
  new Set(panels.flatMap(({ metrics }) => metrics));

describe('what a page counts', () => {
  it('is completions at first on Overview, Teams and Languages, and all outputs on People and Editors', () => {
    const pages = ['overview', 'teams', 'languages', 'people', 'person', 'editors', 'models', 'features'];
    expect(pages.map((page) => populationOf(page, null))).toEqual([
      ...['completions', 'completions', 'completions'],
      ...['all', 'all', 'all', 'all', 'all'],
    ]);
  });

  it('is what was chosen, but by editor, where GitHub reports no completions', () => {
    const pages = ['overview', 'teams', 'languages', 'people', 'person', 'editors'];
    expect(pages.map((page) => populationOf(page, 'completions'))).toEqual([
      ...['completions', 'completions', 'completions', 'completions', 'completions', 'all'],
    ]);
    expect(pages.map((page) => populationOf(page, 'all'))).toEqual(pages.map(() => 'all'));
  });

  it('changes every count of outputs of the page, and leaves what names another population', () => {
    const all = metricsOf(chosen('teams', 'all'));
    expect([...all].filter((name) => name.startsWith('completion') || name === 'lines_acceptance_rate')).toEqual([]);
    expect(metricsOf(chosen('people', 'completions')).has('generated')).toBe(false);
    const overview = metricsOf(chosen('overview', 'all').filter((panel) => !isOfHistory(panel)));
    expect(overview.has('completions_accepted')).toBe(false);
    expect(overview.has('chat_acceptance_rate')).toBe(true);
  });

  it('keeps ids of panels of a page apart', () => {
    for (const population of ['completions', 'all'] as const)
      for (const page of ['overview', 'teams', 'languages', 'editors', 'people', 'person']) {
        const ids = chosen(page, population).map(({ id }) => id);
        expect(new Set(ids).size, page).toBe(ids.length);
      }
  });
});

describe('an active day', () => {
  it('has a prompt and is a working day, unless chosen otherwise', () => {
    expect(dayMetrics(FIRST_ACTIVE_DAY)).toEqual({
      days: 'active_working_days',
      score: 'adoption_score_working_days',
      suggestedPerDay: 'loc_suggested_per_active_day',
      addedPerDay: 'loc_added_per_active_day',
      deletedPerDay: 'loc_deleted_per_active_day',
    });
    expect(dayMetrics({ by: 'activity', days: 'all' })).toMatchObject({
      days: 'reported_days',
      score: 'adoption_score_any_activity',
      addedPerDay: 'loc_added_per_reported_day',
    });
    expect(
      ['active_working_days', 'adoption_score_any_activity_working_days', 'reported_days'].map(isOfWorkingDays),
    ).toEqual([true, true, false]);
  });
});

describe('the title of a number', () => {
  it('is the name of its metric, with the dimension where it is only of what is reported by it', () => {
    const tiles = [...PANELS, ...PERSON_PANELS].flatMap((panel) => (panel.chart === 'tile' ? [panel] : []));
    expect(tiles.length).toBeGreaterThan(50);
    for (const { title, metrics, over = [], where } of tiles) {
      const label = findMetric(metrics[0] ?? '')?.label ?? '';
      expect(title.startsWith(label), title).toBe(true);
      expect(title === label, title).toBe(over.length === 0 && where === undefined);
    }
    expect(tiles.find(({ id }) => id === 'editors-acceptance-rate')?.title).toBe(
      'Acceptance rate of all outputs by editor',
    );
  });

  it('is of one number: no other panel borrows the name of a metric it does not show', () => {
    const labels = new Map(
      [...PANELS, ...PERSON_PANELS].flatMap(({ metrics }) =>
        metrics.map((name) => [findMetric(name)?.label ?? '', name] as const),
      ),
    );
    const borrowed = [...PANELS, ...PERSON_PANELS].filter((panel) => {
      const named = labels.get(panel.title);
      return named !== undefined && !panel.metrics.includes(named);
    });
    expect(borrowed.map(({ id, title }) => [id, title])).toEqual([]);
  });
});
