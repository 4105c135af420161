import { carries, type Day, FACTS, findMeasure, parseScope, REPORTS } from '@flightdeck/catalog';
import type { RunScan } from './groups.ts';
import type { Scan, ScanMeasure } from './scan.ts';

const FACT = new Map(FACTS.map((fact) => [fact.name, fact]));

/** A measure of a scan, and days of which only other rows of the same report know it. */
export interface PartDays {
  readonly measure: string;
  /** `parts`: there are rows of a breakdown and no total · `total`: there is a total and no row of the breakdown. */
  readonly only: 'parts' | 'total';
  readonly days: readonly Day[];
}

/**
 * Days that a sum leaves out although the report of the day has it in other rows: a total without the days that have only a
 * breakdown, a breakdown without those that have only a total. Looked for where GitHub has added up itself and rows are few.
 */
export async function findPartDays(scans: readonly Scan[], run: RunScan): Promise<readonly PartDays[]> {
  const found = await Promise.all(scans.flatMap((scan) => otherFacts(scan).map((other) => compare(scan, other, run))));
  return found.flat();
}

/** Another fact of the same report that has some of the measures. */
interface Other {
  readonly fact: string;
  readonly measures: readonly ScanMeasure[];
  readonly only: PartDays['only'];
}

function otherFacts(scan: Scan): readonly Other[] {
  const own = FACT.get(scan.fact);
  if (own === undefined || own.grain.includes('user_id')) return [];
  if (REPORTS[own.report].window !== 'history' && own.report !== 'aggregate-1-day') return [];
  const others = new Map<string, { readonly measures: ScanMeasure[]; readonly only: PartDays['only'] }>();
  for (const measure of scan.measures) {
    const facts = findMeasure(measure.name)?.facts ?? [];
    for (const name of measure.aggregate === 'sum' && measure.when.length === 0 ? facts : []) {
      const fact = FACT.get(name);
      // A breakdown is held against the total, not against the other breakdowns.
      const isOther = fact?.report === own.report && name !== scan.fact && [name, scan.fact].includes(facts[0] ?? '');
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
  const ask = (of: string) => run({ ...scan, id: `parts:${of}`, fact: of, by: ['day', scopes], measures });
  const [own, others] = await Promise.all([ask(scan.fact), ask(fact)]);
  const known = new Map(own.map(({ keys, values }) => [JSON.stringify(keys), values]));
  return measures.flatMap(({ name }, index) => {
    const days = others
      .filter(({ keys, values }) => Number(values[index] ?? 0) > 0 && known.get(JSON.stringify(keys))?.[index] == null)
      .map(({ keys }) => keys[0] ?? '');
    return days.length === 0 ? [] : [{ measure: name, only, days: [...new Set(days)].sort() }];
  });
}
