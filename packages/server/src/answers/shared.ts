import {
  CAUSES,
  type DayRange,
  DIMENSIONS,
  FACTS,
  MEASURES,
  METRICS,
  REPORTS,
  type ReportKind,
  type Unit,
} from '@flightdeck/catalog';
import type { Filter, Value } from '@flightdeck/query';
import { z } from 'zod';
import { describes } from './described.ts';

export const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .meta({ id: 'Day', description: 'UTC day, YYYY-MM-DD.' });
export const instant = z.string().describe('ISO instant.');
export const count = z.number().int().min(0);
export const range = describes<DayRange>()(
  'DayRange',
  z.strictObject({ from: day, to: day }).describe('First and last day, both in it.'),
);
export const scopeKey = z.string().describe('org:NAME or enterprise:NAME, with @HOST on another host of GitHub.');
export const report = describes<ReportKind>()('Report', z.enum(Object.values(REPORTS).map(({ kind }) => kind)));
export const dimensionName = z.enum(DIMENSIONS.map(({ name }) => name)).meta({ id: 'DimensionName' });
export const factName = z.enum(FACTS.map(({ name }) => name)).meta({ id: 'FactName' });
export const measureName = z.enum(MEASURES.map(({ name }) => name)).meta({ id: 'MeasureName' });
export const metricName = z.enum(METRICS.map(({ name }) => name)).meta({ id: 'MetricName' });
export const causeName = z.enum(CAUSES.map(({ name }) => name)).meta({ id: 'CauseName' });
export const unit = describes<Unit>()(
  'Unit',
  z.enum([
    'people',
    'prompts',
    'outputs',
    'acceptances',
    'lines',
    'credits',
    'tokens',
    'sessions',
    'requests',
    'days',
    'pull requests',
    'suggestions',
    'minutes',
    'events',
    'seats',
    'dollars',
    'ratio',
    'per person',
    'score',
  ]),
);
export const value = describes<Value>()(
  'Value',
  z.union([z.number(), z.bigint(), z.null()]).describe('Whole numbers keep every digit; null: no data.'),
);
export const filter = describes<Filter>()(
  'Filter',
  z.strictObject({ dimension: z.string(), is: z.enum(['in', 'not_in']), values: z.array(z.string()) }),
);
