import { FACTS, type Fact } from '@flightdeck/catalog';
import {
  type Borne,
  type Cell,
  hasNames,
  type LoadedDay,
  NAME_COLUMNS,
  NAME_KINDS,
  ownerOf,
  type Row,
  toNameBook,
  type World,
} from '../../reference/index.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import type { SmallWorld, WorldReport } from './world.ts';

/** The world as it stands in the end; `then`: as it stood before anything was replaced, with the current names. */
export function inMemory({ first, later }: SmallWorld, then = false): World {
  const replaced = new Set(
    then ? [] : later.flatMap(({ scope, report, days }) => days.map((day) => `${scope} ${report} ${day}`)),
  );
  const stands = ({ scope, report }: WorldReport, day: string): boolean => !replaced.has(`${scope} ${report} ${day}`);
  const tables = new Map<string, Row[]>();
  const loaded: LoadedDay[] = [];
  const read = (received: WorldReport, isShown: (day: string) => boolean): void => {
    for (const day of received.days.filter(isShown))
      loaded.push({ scope: received.scope, report: received.report, day });
    for (const fixture of received.facts) {
      const rows = toRows(fixture).filter(({ day }) => isShown(day));
      tables.set(fixture.fact, [...(tables.get(fixture.fact) ?? []), ...rows]);
    }
  };
  for (const received of first) read(received, (day) => stands(received, day));
  for (const received of then ? [] : later) read(received, () => true);
  const fixtures = [...first, ...later].flatMap(({ facts }) => facts);
  return { rows: (fact) => tables.get(fact) ?? [], loaded, names: toNameBook(namesOf(fixtures)) };
}

/** Every name of the rows, with the last day it was borne. */
function namesOf(fixtures: readonly FixtureFact[]): ReadonlyMap<string, Borne> {
  const names = new Map<string, Borne>();
  for (const { fact, scope, columns, rows } of fixtures) {
    for (const kind of NAME_KINDS.filter((one) => hasNames(factOf(fact), one))) {
      const { id, text } = NAME_COLUMNS[kind];
      for (const row of rows) {
        const [bearer, ...parts] = [id, ...text].map((name) => row[columns.indexOf(name)] ?? null);
        if (bearer === null || bearer === undefined || parts.includes(null)) continue;
        const lastDay = String(row[columns.indexOf('day')]);
        const borne: Borne = {
          kind,
          owner: ownerOf(kind, scope),
          bearer: String(bearer),
          text: parts.join('/'),
          lastDay,
        };
        const key = JSON.stringify([kind, borne.owner, borne.bearer, borne.text]);
        const there = names.get(key);
        if (!there || there.lastDay < lastDay) names.set(key, borne);
      }
    }
  }
  return names;
}

/** Rows of a fixture as the reference has them. */
function toRows({ fact, scope, columns, rows }: FixtureFact): readonly Row[] {
  const types = new Map(factOf(fact).columns.map(({ name, type }) => [name, type]));
  return rows.map((row) => {
    const cells: Record<string, Cell> = {};
    columns.forEach((name, index) => {
      const cell = row[index] ?? null;
      cells[name] = types.get(name) === 'decimal' && cell !== null ? toNano(String(cell)) : cell;
    });
    const textOf = (name: string): string | null => {
      const cell = cells[name] ?? null;
      return cell === null ? null : String(cell);
    };
    const teamId = textOf('team_id');
    return {
      scope,
      day: textOf('day') ?? '',
      userId: textOf('user_id'),
      repoId: textOf('repo_id'),
      teamIds: teamId === null ? [] : [teamId],
      cells,
    };
  });
}

/** Billionths of a decimal as a fixture writes it. */
function toNano(text: string): bigint {
  const [whole = '0', part = ''] = (text.includes('e') ? Number(text).toFixed(9) : text).split('.');
  return BigInt(`${whole}${part.padEnd(9, '0').slice(0, 9)}`);
}

function factOf(name: string): Fact {
  const fact = FACTS.find((known) => known.name === name);
  if (!fact) throw new Error(`No fact ${name}`);
  return fact;
}
