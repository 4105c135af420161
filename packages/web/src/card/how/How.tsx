import type { QueryResult } from '@flightdeck/query';
import { lazy } from 'react';
import { HowPop } from './HowPop.tsx';

/** Loaded when the first box opens: no page needs it to be drawn. */
const HowText = lazy(() => import('./HowText.tsx'));

interface Props {
  readonly metrics: readonly string[];
  readonly result: QueryResult | null;
  /** A group's own row instead of the whole selection. */
  readonly row?: QueryResult['total'];
  readonly name: string;
  /** What is made of the metrics beyond their own definitions. */
  readonly says?: string;
}

/** The `?` of a number or panel: definition, formula with its real numbers, population, source, freshness, caveats. */
export function How({ metrics, result, row, name, says }: Props) {
  return (
    <HowPop name={name} width={380}>
      {() => <HowText metrics={metrics} result={result} row={row} name={name} says={says} />}
    </HowPop>
  );
}
