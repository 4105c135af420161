import type { Dimension, Fact, Formula, MeasurementBreak, Metric, Report } from '@flightdeck/catalog';
import { z } from 'zod';
import { describes } from './described.ts';
import { day, dimensionName, factName, measureName, metricName, report, unit } from './shared.ts';

const dimension = describes<Dimension>()(
  'Dimension',
  z.strictObject({
    name: dimensionName,
    column: z.string().exactOptional(),
    kind: z.enum(['time', 'scope', 'team', 'person', 'repository', 'journey', 'attribute']),
    label: z.string(),
    plural: z.string(),
    says: z.string(),
  }),
);

const part: z.ZodType<Formula> = z.lazy(() => formula);
const formula: z.ZodType<Formula> = z
  .discriminatedUnion('op', [
    z.strictObject({ op: z.literal('measure'), measure: measureName }),
    z.strictObject({ op: z.literal('ratio'), over: part, under: part, times: z.number() }),
    z.strictObject({ op: z.literal('product'), left: part, right: part }),
    z.strictObject({ op: z.literal('difference'), left: part, right: part }),
    z.strictObject({ op: z.literal('sum'), left: part, right: part }),
    z.strictObject({
      op: z.literal('cost'),
      seats: z.strictObject({ business: part, enterprise: part, other: part }),
      priced: part,
      planned: part,
    }),
    z.strictObject({ op: z.literal('days') }),
    z.strictObject({ op: z.literal('working_days') }),
  ])
  .meta({ id: 'Formula', description: 'How a metric is made of measures.' });

const metric = describes<Metric>()(
  'Metric',
  z.strictObject({
    name: metricName,
    label: z.string().describe('What it is called everywhere; no other metric is called so.'),
    mark: z.string().describe('The label at the end of a line, where other lines of its kind are beside it.'),
    unit,
    formula,
    better: z.enum(['up', 'down', 'neutral']),
    colour: z.enum(['accepted', 'suggested', 'people', 'chat', 'agent', 'cli', 'lines', 'credits', 'pulls']),
    definition: z.string(),
    population: z.string(),
    caveats: z.array(z.string()),
    source: z.array(z.strictObject({ report, field: z.string() })).describe('Where GitHub gives it from.'),
    comparable: z.boolean(),
    version: z.number().int(),
  }),
);

const fact = describes<Fact>()(
  'Fact',
  z.strictObject({
    name: factName,
    grain: z.array(z.string()),
    report,
    columns: z.array(
      z.strictObject({
        name: z.string(),
        type: z.enum(['count', 'decimal', 'number', 'id', 'flag', 'text', 'day']),
        unit: unit.nullable(),
        since: day,
        says: z.string(),
        absent: z.enum(['none', 'nothing', 'unknown']).exactOptional(),
        derived: z.literal(true).exactOptional(),
        folded: z.literal(true).exactOptional(),
        instant: z.literal(true).exactOptional(),
      }),
    ),
    sources: z.array(
      z.strictObject({
        report,
        at: z.string(),
        absent: z.literal('none').exactOptional(),
        constants: z.record(z.string(), z.string()),
        paths: z.record(z.string(), z.array(z.string())),
      }),
    ),
    says: z.string(),
    attributes: z.array(z.string()).exactOptional(),
    snapshot: z.literal(true).exactOptional(),
  }),
);

/** Fields of every panel; the others depend on its kind. */
const panel = z
  .looseObject({
    id: z.string(),
    page: z.string(),
    title: z.string(),
    says: z.string(),
    chart: z.string(),
    metrics: z.array(z.string()),
    by: z.array(z.string()),
    overTime: z.boolean(),
    span: z.number().int().min(1).max(12),
  })
  .meta({ id: 'Panel', description: 'A panel of a page. Further fields depend on its kind.' });

const reportOfGithub = describes<Pick<Report, 'kind' | 'window' | 'origin' | 'firstDay' | 'says'>>()(
  'ReportKind',
  z.strictObject({
    kind: report,
    window: z.enum(['1-day', '28-day', 'snapshot', 'history']),
    origin: z.enum(['report', 'snapshot', 'older API', 'bill']),
    firstDay: z.strictObject({ org: day, enterprise: day }),
    says: z.string(),
  }),
);

const measurementBreak = describes<MeasurementBreak>()(
  'MeasurementBreak',
  z.strictObject({
    day,
    says: z.string(),
    metrics: z.array(metricName).describe('Metrics whose level moves; empty: many.'),
    undo: z.enum(['cli', 'app', 'server_side']).exactOptional(),
  }),
);

/** Everything there is to ask for. */
export const catalog = z
  .strictObject({
    dimensions: z.array(dimension),
    metrics: z.array(metric),
    facts: z.array(fact),
    panels: z.array(panel),
    reports: z.array(reportOfGithub),
    breaks: z.array(measurementBreak),
  })
  .meta({ id: 'Catalog' });
