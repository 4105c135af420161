import { readdirSync, readFileSync } from 'node:fs';
import { PANELS, type Panel } from '@flightdeck/catalog';
import { parseQuery } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { weeksQuestions } from './breakdown/question.ts';
import { pagedQuestion } from './paged/question.ts';
import { policiesQuestion } from './seat-policies/question.ts';
import { rankingQuestion, USUAL } from './seat-ranking/question.ts';
import { unusedQuestion } from './seat-unused/question.ts';
import { peopleQuestion } from './table/question.ts';

const range = { from: '2026-10-25', to: '2026-11-21' };
const organization = { dimension: 'organization', is: 'in' as const, values: ['acme'] };
const asked = { range, grain: 'week' as const, compare: null, where: [organization] };
const first = <Kind extends Panel['chart']>(kind: Kind) => {
  const found = PANELS.find((panel): panel is Extract<Panel, { readonly chart: Kind }> => panel.chart === kind);
  if (!found) throw new Error(kind);
  return found;
};

describe('the question of a kind', () => {
  it('is written without React, so that it can be asked anywhere', () => {
    const here = new URL('.', import.meta.url);
    const questions = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('question.ts'),
    );
    expect(questions.length).toBeGreaterThanOrEqual(9);
    const imports = (file: string) =>
      [...readFileSync(new URL(file, here), 'utf8').matchAll(/from '([^']+)'/g)].map(([, at]) => at);
    expect(questions.filter((file) => imports(file).some((at) => /react|\.tsx$|hooks/.test(at ?? '')))).toEqual([]);
  });

  it('narrows people to a band and orders by a metric the table has', () => {
    const order = { key: 'gone', descending: true };
    expect(peopleQuestion(first('table'), asked, { order, search: '', band: undefined })).toMatchObject({
      by: ['user'],
      order: { key: 'adoption_score_working_days', descending: true },
      search: null,
      having: null,
    });
  });

  it('asks for idle seats by band, and for unused ones by the oldest grant', () => {
    expect(rankingQuestion(first('seat-ranking'), asked, USUAL[1], 10)).toMatchObject({
      where: [organization, { dimension: 'idle_band', values: ['30-59', '60-89', '90+', 'never'] }],
      order: { key: 'seat_quiet_days', descending: true },
      limit: 10,
    });
    expect(unusedQuestion(first('seat-unused'), asked, 6)).toMatchObject({
      where: [organization, { dimension: 'idle_band', values: ['never'] }],
      order: { key: 'seat_created', descending: false },
      limit: 6,
    });
  });

  it('asks for settings since the first snapshot, and not of an enterprise', () => {
    const panel = first('seat-policies');
    expect(policiesQuestion(panel, asked, '2026-09-01')).toMatchObject({
      range: { from: '2026-09-01', to: '2026-11-21' },
    });
    expect(policiesQuestion(panel, asked, '2026-12-01')).toMatchObject({
      range: { from: '2026-12-01', to: '2026-12-01' },
    });
    expect(policiesQuestion(panel, asked, null)).toBeNull();
    const enterprise = { dimension: 'enterprise', is: 'in' as const, values: ['acme'] };
    expect(policiesQuestion(panel, { ...asked, where: [enterprise] }, '2026-09-01')).toBeNull();
  });

  it('is one the server understands', () => {
    const order = { key: 'repository', descending: false };
    expect(parseQuery(pagedQuestion(first('paged'), asked, order, 'web'))).toMatchObject({ by: ['repository'] });
    expect(weeksQuestions('team', 'accepted', range, []).map((query) => parseQuery(query).by)).toEqual([
      ['week', 'team'],
      ['week'],
    ]);
  });
});
