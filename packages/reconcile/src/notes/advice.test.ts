import type { MetricQueryInput, QueryResult, ResultRow } from '@flightdeck/query';
import { expect, it } from 'vitest';
import { defineOurs } from '../ours.ts';
import { adviceFor } from './advice.ts';

const { definition } = defineOurs({
  metric: 'generated',
  range: { from: '2026-10-12', to: '2026-10-12' },
  scope: { dimension: 'organization', names: ['acme'] },
  share: { dimension: 'model', values: ['gpt-5.4'] },
});
const ROWS: Readonly<Record<string, readonly ResultRow[]>> = {
  model: [
    { model: 'gpt-5.4', generated: 8 },
    { model: 'gpt-4o-mini', generated: 2 },
  ],
  ide: [
    { ide: 'vscode', ide_version: '1.99.0', reported_users: 3 },
    { ide: 'vscode', ide_version: '1.139.0', reported_users: 5 },
    { ide: 'neovim', ide_version: null, reported_users: 1 },
  ],
};
const ask = async ({ by }: MetricQueryInput) => ({ rows: ROWS[by?.[0] ?? ''] ?? [] }) as unknown as QueryResult;

it('says how much of a model is used by Copilot itself, where the number is of models', async () => {
  expect(await adviceFor({ definition, readAt: null }, [], ask)).toEqual([
    'gpt-4o-mini (2 of 10 outputs) is used by Copilot itself, for example to summarise a chat; nobody may have chosen it.',
  ]);
});

it('names from which day on an early export is to be made again, and is silent after that', async () => {
  const people = { ...definition, over: { kind: 'people', rule: 'active_users', where: [] }, breakdown: null } as const;
  expect(await adviceFor({ definition: people, readAt: '2026-10-15T23:00:00Z' }, [], ask)).toEqual([
    'Their number was taken before 12 Oct 2026 was final. Read or export it again on 16 Oct 2026 or later, after three full UTC days.',
  ]);
  expect(await adviceFor({ definition: people, readAt: '2026-10-16T01:00:00Z' }, [], ask)).toEqual([]);
});

it('leads from people without activity to telemetry, old clients and editors without a least version', async () => {
  const people = { ...definition, over: { kind: 'people', rule: 'active_users', where: [] }, breakdown: null } as const;
  expect(await adviceFor({ definition: people, readAt: null }, [{ cause: 'server_side' }], ask)).toEqual([
    'Some people have no activity in the reports: before anything else, check that telemetry is on in their editors and that the network lets it through.',
    "Below GitHub's minimum version, so little or nothing is reported: vscode 1.99.0 (3). Update them.",
    'GitHub names no minimum version for neovim: they may report less.',
  ]);
});
