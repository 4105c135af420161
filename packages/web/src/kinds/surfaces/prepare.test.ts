import type { QueryResult } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { cellText, prepareSurfaces, surfacesCsv } from './prepare.ts';

const range = { from: '2026-11-02', to: '2026-11-04' };
const METRICS = ['surface_sessions', 'surface_requests', 'surface_prompts', 'surface_tokens_per_request'];
const work = {
  rows: [
    {
      surface: 'cli',
      surface_sessions: 40,
      surface_requests: 300,
      surface_prompts: 100,
      surface_tokens_per_request: 2100.6,
    },
    {
      surface: 'vscode_agent',
      surface_sessions: 3,
      surface_requests: null,
      surface_prompts: null,
      surface_tokens_per_request: null,
    },
  ],
};
const people: Pick<QueryResult, 'rows' | 'total' | 'comparison' | 'coverage' | 'query'> = {
  query: { metrics: [], by: ['day'], range, where: [], scopes: ['org:acme'] },
  rows: [
    { day: '2026-11-02', cli_users: 5, agent_window_users: null },
    { day: '2026-11-04', cli_users: 4, agent_window_users: 2 },
  ],
  total: {
    cli_users: 6,
    app_users: 0,
    agent_window_users: 2,
    agent_window_messages: 9,
    agent_app_users: null,
    agent_app_starts: null,
    github_daily_cli_users: 4,
  },
  comparison: { range, rows: [], total: { cli_users: 4 } },
  coverage: { finalTo: '2026-11-03', provisional: ['2026-11-04'], missing: [], noReport: [] },
};
const surfaces = prepareSurfaces(work, people, METRICS, 'day');
const rowOf = (name: string) => surfaces.rows.find((row) => row.surface.name === name);

describe('surfaces besides editors', () => {
  it('tell their people once over the range, the change, and the people of each day', () => {
    expect(rowOf('cli')).toMatchObject({ people: 6, github: 4, course: [5, null, 4] });
    expect(rowOf('cli')?.change?.text).toBe('+50.0\u00a0%');
    expect(surfaces.provisionalFrom).toBe(2);
  });

  it('keep nobody apart from no data, and no data from what GitHub does not tell of a surface', () => {
    expect(rowOf('app')?.people).toBe(0);
    expect(rowOf('cloud_agent')?.people).toBeNull();
    expect(rowOf('cli')?.cells.map(cellText)).toEqual(['40', '300', '100', '2,101']);
    expect(rowOf('app')?.cells.map(cellText)).toEqual(['no data', 'no data', 'no data', 'no data']);
    expect(rowOf('cloud_agent')?.cells.map(cellText)).toEqual(['–', '–', '–', '–']);
  });

  it('name what stands in the place of prompts', () => {
    expect(rowOf('agent_window')?.cells.map(cellText)).toEqual(['3', '–', '9 messages', '–']);
    expect(rowOf('agent_apps')?.cells.map(cellText)).toEqual(['–', '–', 'no data', '–']);
  });

  it('write starts and messages into columns of their own, and nothing for nothing', () => {
    const [head, ...rows] = surfacesCsv(surfaces.rows, METRICS);
    expect(head?.slice(2, 4)).toEqual(['Sessions besides editors', 'Requests besides editors']);
    expect(head?.slice(-4)).toEqual(['Starts', 'Messages', "GitHub's own count of people", 'Window of the count']);
    expect(rows.find(([name]) => name === 'agent_window')).toEqual([
      ...['agent_window', 2, 3, null, null, null],
      ...[null, 9, null, 'this month'],
    ]);
  });
});
