import {
  carries,
  DIMENSIONS,
  type Dimension,
  FACTS,
  type Fact,
  MEASURES,
  parseScope,
  scopeLabel,
} from '@flightdeck/catalog';
import { type Filter, rewrite, type Scan, type ScanMeasure } from '@flightdeck/query';
import fc from 'fast-check';
import { textsOf, WORLD_PEOPLE, WORLD_REPOSITORIES, WORLD_SCOPES, WORLD_TEAMS } from './values.ts';

const RANGES = [
  { from: '2026-10-01', to: '2026-12-31' },
  { from: '2026-10-30', to: '2026-11-03' },
  { from: '2026-11-01', to: '2026-11-30' },
  { from: '2026-11-02', to: '2026-11-08' },
  { from: '2026-10-31', to: '2026-10-31' },
  { from: '2026-11-04', to: '2026-11-06' },
] as const;

/** Scans of a fact such as plans have: dimensions it carries, measures of the catalogue. */
function scansOf(fact: Fact): fc.Arbitrary<Scan> {
  const carried = DIMENSIONS.filter(
    ({ name, kind }) => carries(fact, name) && name !== 'enterprise' && kind !== 'time',
  );
  const measures = MEASURES.filter(({ facts }) => facts.includes(fact.name));
  return fc
    .record({
      scopes: fc.oneof(fc.subarray([...WORLD_SCOPES], { minLength: 1 }), fc.constant([...WORLD_SCOPES])),
      range: fc.constantFrom(...RANGES),
      time: fc.constantFrom(null, null, 'day', 'week', 'month'),
      others: some(carried, 2),
      where: some(carried, 2).chain((chosen) => fc.tuple(...chosen.map((of) => filterOf(fact, of)))),
      measures: some(measures, 4, 1),
      adds: fc.boolean(),
    })
    .map(({ scopes, range, time, others, where, measures: chosen, adds }) => {
      const isByScope = others.some(({ kind }) => kind === 'scope');
      const once = fact.grain.includes('user_id') && scopes.length > 1 && !isByScope;
      return rewrite({
        id: `random:${fact.name}`,
        fact: fact.name,
        scopes,
        range,
        by: [...(time === null ? [] : [time]), ...others.map(({ name }) => name)],
        where,
        once,
        ...(once && adds && fact.report === 'users-1-day' ? { adds } : {}),
        measures: chosen.map(({ name, aggregate, column, weight, when }): ScanMeasure => {
          return { name, aggregate, column, ...(weight === undefined ? {} : { weight }), when };
        }),
      });
    });
}

/** Some of them, at most so many. */
function some<T>(all: readonly T[], most: number, least = 0): fc.Arbitrary<T[]> {
  return fc.subarray([...all], { minLength: least, maxLength: Math.min(most, all.length) });
}

/** Scans of any of the facts by name. */
export const scansOfAny = (names: readonly string[]): fc.Arbitrary<Scan> =>
  fc.constantFrom(...FACTS.filter(({ name }) => names.includes(name))).chain(scansOf);

function filterOf(fact: Fact, dimension: Dimension): fc.Arbitrary<Filter> {
  const values = valuesOf(fact, dimension);
  return fc.record({
    dimension: fc.constant(dimension.name),
    is: fc.constantFrom('in' as const, 'not_in' as const),
    values: some(values, 3, 1),
  });
}

/** Values of the world, one that nothing has, and names that somebody bore earlier. */
function valuesOf(fact: Fact, { name, kind, column }: Dimension): string[] {
  switch (kind) {
    case 'scope':
      return WORLD_SCOPES.map((scope) => scopeLabel(parseScope(scope)));
    case 'team':
      return [
        ...new Set(WORLD_TEAMS.flatMap(([, early, late, scope]) => [early, late, `${scope.slice(4)}/${early}`])),
        'nowhere',
      ];
    case 'person':
      return [...new Set(WORLD_PEOPLE.flatMap(([, early, late]) => [early, late])), 'Nobody'];
    case 'repository':
      return [
        ...new Set(
          WORLD_REPOSITORIES.flatMap(([, ...names]) => [`${names[2]}/${names[0]}`, `${names[2]}/${names[1]}`]),
        ),
        'acme/none',
      ];
    case 'journey':
      return ['0', '1', '2', '3'];
    case 'time':
      return [];
    case 'attribute': {
      const of = fact.columns.find((known) => known.name === (column ?? name));
      if (of?.type === 'text') return [...textsOf(of.name).map((text) => text.toUpperCase()), 'nothing'];
      if (of?.type === 'flag') return ['true', 'false'];
      return of?.type === 'day' ? ['2026-10-30', '2026-01-05'] : ['0', '1', '2', '3'];
    }
  }
}
