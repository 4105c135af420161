import { describe, expect, it } from 'vitest';
import { columnOf, DIMENSIONS } from '../dimensions/dimensions.ts';
import { MEASURES } from '../measures/measure.ts';
import { FACTS } from './facts.ts';
import { NOT_ASKABLE } from './not-askable.ts';

/** Columns of the grain that a kind of dimension reads. */
const IDS = ['user_id', 'team_id', 'repo_id'];

/** Columns of a fact that a measure sums, counts or tests, or that a dimension groups a measure of the fact by. */
function readOf(name: string): ReadonlySet<string> {
  const fact = FACTS.find((one) => one.name === name);
  const measures = MEASURES.filter(({ facts }) => facts.some((fact) => fact === name));
  if (!fact || measures.length === 0) return new Set();
  const dimensions = DIMENSIONS.filter(({ kind }) => kind === 'attribute').map(columnOf);
  const keys = [...fact.grain, ...(fact.attributes ?? [])].filter(
    (column) => IDS.includes(column) || dimensions.includes(column),
  );
  const measured = measures.flatMap(({ column, weight, when }) => [column, weight, ...when.map((test) => test.column)]);
  return new Set([...keys, ...measured].filter((column) => column !== null && column !== undefined));
}

const columns = FACTS.flatMap((fact) => fact.columns.map((column) => `${fact.name}.${column.name}`));
const isRead = (path: string): boolean => {
  const [fact = '', column = ''] = path.split('.');
  return readOf(fact).has(column);
};
const listed = NOT_ASKABLE.flatMap((entry) =>
  entry.facts.flatMap((fact) =>
    entry.columns === null
      ? columns.filter((path) => path.startsWith(`${fact}.`))
      : entry.columns.map((column) => `${fact}.${column}`),
  ),
);

describe('what is stored', () => {
  it('can be asked for, or is listed with the reason', () => {
    expect(columns.filter((path) => !isRead(path) && !listed.includes(path))).toEqual([]);
  });

  it('is listed once, exists, and is not listed when it can be asked for', () => {
    expect(listed.filter((path, index) => listed.indexOf(path) !== index)).toEqual([]);
    expect(listed.filter((path) => !columns.includes(path))).toEqual([]);
    expect(listed.filter(isRead)).toEqual([]);
    expect(NOT_ASKABLE.filter(({ why }) => !why.endsWith('.'))).toEqual([]);
  });

  it('can be asked for where an outsider found that it could not', () => {
    const wanted = [
      'user_day_customization.name',
      'user_day_customization.interaction_count',
      'scope_day_customization.name',
      'scope_day_customization.interaction_count',
      ...['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'].flatMap((kind) => [
        `user_day.distinct_${kind}_use_count`,
        `scope_day.distinct_${kind}_use_count`,
      ]),
      'scope_day_surface.session_count',
      'scope_day_surface.request_count',
      'scope_day_surface.prompt_count',
      'scope_day_surface.prompt_tokens_sum',
      'scope_day_surface.output_tokens_sum',
      'scope_day_surface.total_user_messages',
      'scope_day_agent.agent_id',
      'scope_day_agent.session_count',
      'premium_request_usage.monthly_quota',
      'premium_request_usage.exceeds_quota',
      'premium_request_usage.discount_amount',
      'credit_usage.repository_name',
      'billing_usage.repository_name',
      'billing_usage.workflow_path',
      'repo_day.repo_visibility',
      'user_day_surface.cli_version',
      'seat_day.last_authenticated_at',
    ];
    expect(wanted.filter((path) => !isRead(path))).toEqual([]);
  });
});
