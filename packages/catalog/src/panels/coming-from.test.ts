import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findDimension } from '../dimensions/dimensions.ts';
import { findMetric } from '../metrics/metrics.ts';

const text = readFileSync(new URL('../../../../docs/operate/coming-from-cuad.md', import.meta.url), 'utf8');

/** Names between backticks in some cells of the rows of tables with five columns. */
const namesIn = (places: readonly number[]): string[] =>
  text
    .split('\n')
    .map((line) => line.split(' | '))
    .filter((cells) => cells.length === 5 && !cells[0]?.startsWith('| their'))
    .flatMap((cells) => places.flatMap((place) => [...(cells[place] ?? '').matchAll(/`([^`]+)`/g)]))
    .map(([, name = '']) => name);

it('the page for people who come from the asked-for system names only what can be asked for', () => {
  const names = namesIn([2, 3]);
  expect(names.length).toBeGreaterThan(80);
  expect(names.filter((name) => !findMetric(name) && !findDimension(name))).toEqual([]);
});

it('and each definition that differs has both names on one row', () => {
  const pairs = [
    ['active_days', 'reported_days'],
    ['adoption_score', 'adoption_score_any_activity'],
    ['chat_acceptance_rate', 'chat_accepted_per_prompt'],
    ['completions_generated', 'generated'],
    ['loc_added_per_active_day', 'loc_added_per_reported_day'],
    ['seats', 'seats_billed'],
    ['seats_idle_30', 'seats_idle_2'],
    ['active_users', 'reported_users'],
  ];
  const rows = text.split('\n');
  const unpaired = pairs.filter(
    ([ours, theirs]) => !rows.some((row) => row.includes(`\`${ours}\``) && row.includes(`\`${theirs}\``)),
  );
  expect(unpaired).toEqual([]);
});

/** Each panel of both dashboards as panels of theirs are named in the templates, copied once by hand. */
const THEIRS: readonly (readonly [dashboard: string, titles: readonly string[]])[] = Object.entries(
  JSON.parse(readFileSync(new URL('../../../../fixtures/cuad/panels.json', import.meta.url), 'utf8')) as Record<
    string,
    readonly string[]
  >,
);

it.each(THEIRS)('every panel of the %s dashboard has a row with a number and its formula', (dashboard, titles) => {
  const rows = text.split('\n').filter((line) => line.startsWith(`| ${dashboard} | `));
  const shown = rows.map((line) => {
    const [, row, title, , , formula = ''] = line.split(' | ');
    return / = /.test(formula) ? `${row} / ${title}` : '';
  });
  expect(rows).toHaveLength(titles.length);
  expect(shown).toEqual(titles);
});
