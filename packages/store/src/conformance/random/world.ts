import { FACTS, type Fact, MEASURES, type ReportKind } from '@flightdeck/catalog';
import fc from 'fast-check';
import type { Cell, FixtureFact } from '../fixtures/fixture-fact.ts';
import { cellsOf, WORLD_DAYS, WORLD_PEOPLE, WORLD_REPOSITORIES, WORLD_SCOPES, WORLD_TEAMS } from './values.ts';

/** What one report of one scope brings: its days, also such as have no rows, and rows of its facts. */
export interface WorldReport {
  readonly scope: string;
  readonly report: ReportKind;
  readonly days: readonly string[];
  readonly facts: readonly FixtureFact[];
}

/** A small world: what is received first, and what replaces some of it later. */
export interface SmallWorld {
  readonly first: readonly WorldReport[];
  readonly later: readonly WorldReport[];
}

/** Facts that random worlds have rows of, those with measures, beside people's days, memberships and seats, which all have. */
const WORLD_FACTS: readonly Fact[] = FACTS.filter(({ name }) => MEASURES.some(({ facts }) => facts.includes(name)));
const ALWAYS = ['user_day', 'user_team_day', 'seat_day'];

/** Small worlds with a few facts each. */
export const smallWorlds: fc.Arbitrary<SmallWorld> = fc
  .subarray(
    WORLD_FACTS.filter(({ name }) => !ALWAYS.includes(name)),
    { minLength: 2, maxLength: 4 },
  )
  .chain((chosen) => {
    const facts = [...FACTS.filter(({ name }) => ALWAYS.includes(name)), ...chosen];
    const reports = [...new Set(facts.map(({ report }) => report))];
    const all = WORLD_SCOPES.flatMap((scope) => reports.map((report) => ({ scope, report })));
    const received = ({ scope, report }: Pick<WorldReport, 'scope' | 'report'>) =>
      reportOf(
        scope,
        report,
        facts.filter((fact) => fact.report === report),
      );
    return fc.record({
      first: fc.tuple(...all.map(received)),
      later: fc.subarray(all, { maxLength: 2 }).chain((some) => fc.tuple(...some.map(received))),
    });
  });

function reportOf(scope: string, report: ReportKind, facts: readonly Fact[]): fc.Arbitrary<WorldReport> {
  return fc.subarray([...WORLD_DAYS], { minLength: 3 }).chain((days) =>
    fc
      .subarray(days, { minLength: 1 })
      .chain((some) => fc.tuple(...facts.map((fact) => rowsOf(fact, scope, some))))
      .map((rows) => ({ scope, report, days, facts: rows })),
  );
}

/** Rows of a fact on some of the days, no two of one grain. */
function rowsOf(fact: Fact, scope: string, days: readonly string[]): fc.Arbitrary<FixtureFact> {
  const columns = ['day', ...fact.columns.map(({ name }) => name)];
  const row = fc
    .tuple(
      fc.constantFrom(...days),
      ...fact.columns.map((column) => cellsOf(column, !fact.grain.includes(column.name))),
      fc.nat(),
    )
    .map((cells) => {
      const seed = Number(cells.at(-1));
      const named = new Map<string, Cell>(columns.map((name, index) => [name, cells[index] ?? null]));
      for (const [name, cell] of identify(fact, scope, named, seed)) named.set(name, cell);
      return columns.map((name) => named.get(name) ?? null);
    });
  const keys = fact.grain.filter((name) => name !== 'scope').map((name) => columns.indexOf(name));
  const isSeat = fact.name === 'seat_day';
  const some = fc.array(row, { minLength: 8, maxLength: 20 }).map((rows) => oneEach(rows, keys));
  return fc
    .oneof({ weight: 6, arbitrary: some }, { weight: 1, arbitrary: fc.constant([]) })
    .map((rows) => ({ scope, fact: fact.name, columns, rows: isSeat ? onePerPerson(columns, rows) : rows }));
}

/** Ids with the names that belong to them; a seat is charged once a person, as loading a list makes it. */
function identify(
  fact: Fact,
  scope: string,
  named: ReadonlyMap<string, Cell>,
  seed: number,
): readonly (readonly [string, Cell])[] {
  const has = (name: string): boolean => fact.columns.some((column) => column.name === name);
  const teams = WORLD_TEAMS.filter(([, , , of]) => of === scope);
  const [person, team, repository] = [WORLD_PEOPLE, teams, WORLD_REPOSITORIES].map((many) => many[seed % many.length]);
  const nameOf = String(named.get('day')) > '2026-11-01' ? 2 : 1;
  const isNobody = fact.name === 'seat_day' && seed % 7 === 0;
  return [
    ...(has('user_id') ? [['user_id', isNobody ? null : (person?.[0] ?? null)] as const] : []),
    ...(has('user_login') ? [['user_login', isNobody ? null : (person?.[nameOf] ?? null)] as const] : []),
    ...(has('team_id')
      ? [['team_id', team?.[0] ?? null] as const, ['team_slug', team?.[nameOf] ?? null] as const]
      : []),
    ...(has('repo_id')
      ? ([
          ['repo_id', repository?.[0] ?? null],
          ['repo_owner_name', repository?.[3] ?? null],
          ['repo_name', repository?.[nameOf] ?? null],
        ] as const)
      : []),
    ...(fact.name === 'seat_day' ? [['charged', !isNobody] as const] : []),
  ];
}

function onePerPerson(columns: readonly string[], rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const [day, person] = [columns.indexOf('day'), columns.indexOf('user_id')];
  const ofNobody = rows.filter((row) => row[person] === null);
  return [
    ...ofNobody,
    ...oneEach(
      rows.filter((row) => row[person] !== null),
      [day, person],
    ),
  ];
}

/** The first row of each combination of those cells. */
function oneEach(rows: readonly (readonly Cell[])[], of: readonly number[]): readonly (readonly Cell[])[] {
  const first = new Map<string, readonly Cell[]>();
  for (const row of rows) {
    const key = JSON.stringify(of.map((index) => row[index]));
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}
