import type { Fact } from '@flightdeck/catalog';
import type { Cell, Row } from '@flightdeck/store/reference';
import { exactParts } from '../layout/layout.ts';
import type { Source } from '../wire/send.ts';

/** Fields of a document that a row of these columns is read from. */
export function fieldsOf(fact: Fact, columns: ReadonlySet<string>): readonly string[] {
  return [
    'scope',
    'day',
    'user_id',
    'repo_id',
    'team_id',
    ...fact.columns
      .filter(({ name }) => columns.has(name))
      .flatMap(({ name, type }) => (type === 'decimal' ? exactParts(name) : [name])),
  ];
}

/** The row of a fact in a document. */
export function toRow(fact: Fact, columns: ReadonlySet<string>, source: Source): Row {
  const cellOf = (name: string): Cell => {
    const cell = source[name];
    return cell === undefined || Array.isArray(cell) ? null : (cell as Cell);
  };
  const textOf = (name: string): string | null => {
    const cell = cellOf(name);
    return cell === null ? null : String(cell);
  };
  const cells = Object.create(null) as Record<string, Cell>;
  for (const { name, type } of fact.columns) {
    if (!columns.has(name)) continue;
    const [whole, nano] = exactParts(name);
    const decimal = cellOf(whole);
    cells[name] =
      type !== 'decimal'
        ? cellOf(name)
        : decimal === null
          ? null
          : BigInt(String(decimal)) * 1_000_000_000n + BigInt(String(cellOf(nano) ?? 0));
  }
  const teams = source.team_id;
  return {
    scope: String(source.scope),
    day: String(source.day),
    userId: textOf('user_id'),
    repoId: textOf('repo_id'),
    teamIds: teams === undefined || teams === null ? [] : (Array.isArray(teams) ? teams : [teams]).map(String),
    cells,
  };
}
