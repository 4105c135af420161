import {
  type Condition,
  carries,
  type Day,
  FACTS,
  type Fact,
  type FactSource,
  type Measure,
  sinceOfMeasure,
} from '@flightdeck/catalog';
import type { Scan, ScanMeasure } from '../scan.ts';

const FACT_BY_NAME: ReadonlyMap<string, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));
/**
 * The fact of a report with a row for everybody, or every scope, that the report is about: a row of it says there was a
 * report. Breakdowns have rows only for those who have some of it.
 */
const REPORTED = new Map(
  ['user_day', 'scope_day'].flatMap((name) => {
    const fact = FACT_BY_NAME.get(name);
    return fact ? [[fact.report, fact] as const] : [];
  }),
);

/**
 * Scans of breakdowns whose absence means none, marked so, and with them scans that say where there was a report at all: in a
 * group with a report and without a row of the breakdown a sum is 0, before the field's first day it is not known.
 */
export function withNone(
  scans: readonly Scan[],
  over: readonly string[],
  measureOf: (name: string) => Measure | undefined,
): readonly Scan[] {
  const reported = new Map<string, Scan>();
  const marked = scans.map((scan): Scan => {
    const fact = FACT_BY_NAME.get(scan.fact);
    const dimensions = [...over, ...scan.by, ...scan.where.map(({ dimension }) => dimension)];
    const whole = fact && REPORTED.get(fact.report);
    if (!fact || !whole || fact === whole || !dimensions.every((dimension) => carries(whole, dimension))) return scan;
    const measures = scan.measures.map((measure): ScanMeasure => {
      const since = noneSince(measureOf(measure.name), fact);
      if (since === null || since > scan.range.to) return measure;
      const from = since > scan.range.from ? since : scan.range.from;
      const noneWith = `${whole.name}_reported_from_${from}`;
      const id = scan.id.slice(0, Math.max(0, scan.id.lastIndexOf(':')));
      reported.set(noneWith, {
        ...scan,
        id: `${id}:${noneWith}`,
        fact: whole.name,
        range: { from, to: scan.range.to },
        measures: [{ name: noneWith, aggregate: 'rows', column: null, when: [] }],
      });
      return { ...measure, noneWith };
    });
    return { ...scan, measures };
  });
  return [...marked, ...reported.values()];
}

/** First day from which no row of the breakdown means 0; null where it means nothing. */
function noneSince(measure: Measure | undefined, fact: Fact): Day | null {
  if (!measure) return null;
  if (measure.aggregate !== 'sum' && measure.aggregate !== 'people') return null;
  const isNone = fact.sources.some(
    (source) => source.absent === 'none' && fills(source, measure) && measure.when.every((test) => fits(source, test)),
  );
  return isNone ? sinceOfMeasure(measure, fact) : null;
}

const fills = ({ paths }: FactSource, { column }: Measure): boolean => column === null || paths[column] !== undefined;

/** True when rows of the source can pass the test. */
function fits({ constants }: FactSource, test: Condition): boolean {
  const constant = constants[test.column];
  return test.op !== 'in' || constant === undefined || test.values.includes(constant);
}
