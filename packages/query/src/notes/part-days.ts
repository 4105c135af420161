import {
  carries,
  type Day,
  FACTS,
  type Fact,
  type FactName,
  findMeasure,
  parseScope,
  REPORTS,
} from '@flightdeck/catalog';
import type { RunScan } from '../evaluate/groups.ts';
import type { Scan, ScanMeasure, ScanRow } from '../scan.ts';

const FACT: ReadonlyMap<FactName, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));

/** A measure of a scan, and days of which only other rows of the same report know it. */
export interface PartDays {
  readonly measure: string;
  /**
   * `parts`: there are rows of a breakdown and no total · `total`: there is a total and no row of the breakdown ·
   * `neither`: there is a report, and in it no total and no row of any breakdown.
   */
  readonly only: 'parts' | 'total' | 'neither';
  readonly days: readonly Day[];
}

/**
 * Days that a sum leaves out although the report of the day has it in other rows: a total without the days that have only a
 * breakdown, a breakdown without those that have only a total, both without those that have neither. Looked for where GitHub has added up itself and rows are few.
 */
export async function findPartDays(scans: readonly Scan[], run: RunScan): Promise<readonly PartDays[]> {
  const found = await Promise.all(
    scans.map(async (scan) =>
      inAllOthers((await Promise.all(otherFacts(scan).map((other) => compare(scan, other, run)))).flat()),
    ),
  );
  return found.flat();
}

/** Of days on which a measure is in neither of two facts, those on which it is in none of all. */
function inAllOthers(found: readonly PartDays[]): readonly PartDays[] {
  const apart = found.filter(({ only, days }) => only !== 'neither' && days.length > 0);
  const measures = new Set(found.map(({ measure }) => measure));
  const neither = [...measures].flatMap((measure): PartDays[] => {
    const [first, ...others] = found.filter((each) => each.only === 'neither' && each.measure === measure);
    const days = (first?.days ?? []).filter((day) => others.every((other) => other.days.includes(day)));
    return days.length === 0 ? [] : [{ measure, only: 'neither', days }];
  });
  return [...apart, ...neither];
}

/** Another fact of the same report that has some of the measures. */
interface Other {
  readonly fact: FactName;
  readonly measures: readonly ScanMeasure[];
  readonly only: 'parts' | 'total';
}

function otherFacts(scan: Scan): readonly Other[] {
  const own = FACT.get(scan.fact);
  if (own === undefined || own.grain.includes('user_id')) return [];
  if (REPORTS[own.report].window !== 'history' && own.report !== 'aggregate-1-day') return [];
  const others = new Map<FactName, { readonly measures: ScanMeasure[]; readonly only: Other['only'] }>();
  for (const measure of scan.measures) {
    const facts = findMeasure(measure.name)?.facts ?? [];
    for (const name of measure.aggregate === 'sum' && measure.when.length === 0 ? facts : []) {
      const fact = FACT.get(name);
      // A breakdown is held against the total, not against the other breakdowns.
      const isOther =
        fact?.report === own.report && name !== scan.fact && (facts[0] === name || facts[0] === scan.fact);
      if (fact === undefined || !isOther || !scan.where.every(({ dimension }) => carries(fact, dimension))) continue;
      const only = facts.indexOf(name) > facts.indexOf(scan.fact) ? 'parts' : 'total';
      const other = others.get(name) ?? { measures: [], only };
      other.measures.push(measure);
      others.set(name, other);
    }
  }
  return [...others].map(([fact, other]) => ({ fact, ...other }));
}

async function compare(scan: Scan, { fact, measures, only }: Other, run: RunScan): Promise<readonly PartDays[]> {
  const scopes = parseScope(scan.scopes[0] ?? '').kind === 'org' ? 'organization' : 'enterprise';
  const ask = (of: FactName) => run({ ...scan, id: `parts:${of}`, fact: of, by: ['day', scopes], measures });
  const [own, others] = await Promise.all([ask(scan.fact), ask(fact)]);
  const lacks = (rows: readonly ScanRow[]) => {
    const known = new Map(rows.map(({ keys, values }) => [JSON.stringify(keys), values]));
    return ({ keys }: ScanRow, index: number): boolean => known.get(JSON.stringify(keys))?.[index] == null;
  };
  const [ownLacks, othersLack] = [lacks(own), lacks(others)];
  // The total has a row for each report that was loaded, whatever it holds.
  const reported = only === 'parts' ? own : others;
  return measures.flatMap(({ name: measure }, index): PartDays[] => [
    { measure, only, days: daysOf(others.filter((row) => Number(row.values[index] ?? 0) > 0 && ownLacks(row, index))) },
    {
      measure,
      only: 'neither',
      days: daysOf(reported.filter((row) => ownLacks(row, index) && othersLack(row, index))),
    },
  ]);
}

const daysOf = (rows: readonly ScanRow[]): readonly Day[] => [...new Set(rows.map(({ keys }) => keys[0] ?? ''))].sort();
