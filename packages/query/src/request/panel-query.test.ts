import { PANELS } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { parseQuery } from './metric-query.ts';
import { type Asked, panelQuery } from './panel-query.ts';

const ASKED: Asked = {
  range: { from: '2026-10-25', to: '2026-11-21' },
  grain: 'week',
  compare: 'previous',
  where: [{ dimension: 'organization', is: 'in', values: ['acme'] }],
};
const NONE = { by: null, metric: null };
const panel = (id: string) => {
  const found = PANELS.find((item) => item.id === id);
  if (!found) throw new Error(`no panel ${id}`);
  return found;
};

describe('the question of a panel', () => {
  it('is one the query package understands, for every panel of the catalogue', () => {
    for (const item of PANELS)
      expect(parseQuery(panelQuery(item, ASKED, NONE)).metrics.length, item.id).toBeGreaterThan(0);
  });

  it('asks for numerator and denominator of a rate', () => {
    expect(panelQuery(panel('overview-main'), ASKED, NONE)).toMatchObject({
      metrics: ['completion_acceptance_rate', 'completions_accepted', 'completions_generated'],
      by: ['week'],
      compare: 'previous',
      total: true,
    });
  });

  it("asks for GitHub's own number of the same grain beside active people", () => {
    expect(panelQuery(panel('overview-active-people'), ASKED, NONE).metrics).toEqual([
      'active_users',
      'reported_users',
      'github_weekly_active_users',
    ]);
  });

  it("asks for GitHub's weeks and months of people beside ours, whatever the grain of the page", () => {
    expect(panelQuery(panel('overview-weekly-people'), { ...ASKED, grain: 'day' }, NONE)).toMatchObject({
      metrics: ['active_users', 'reported_users', 'github_weekly_active_users'],
      by: ['week'],
    });
    expect(panelQuery(panel('overview-monthly-people'), { ...ASKED, grain: 'day' }, NONE)).toMatchObject({
      metrics: ['active_users', 'reported_users', 'github_monthly_active_users'],
      by: ['month'],
    });
  });

  it('follows the chosen tile and the chosen dimension', () => {
    expect(panelQuery(panel('overview-main'), ASKED, { by: 'team', metric: 'completions_accepted' })).toMatchObject({
      metrics: ['completions_accepted'],
      by: ['week', 'team'],
      compare: null,
    });
  });
});
