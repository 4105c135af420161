import type { MetricName } from '@flightdeck/catalog';
import type { Flavour, Reading, Target } from './flavour.ts';

const DAY_SECONDS = 86_400;
const WARN = { severity: 'warning' } as const;

interface AlertRule {
  readonly uid: string;
  readonly title: string;
  readonly says: string;
  /** Letters A, B of the expression. */
  readonly readings: readonly Reading[];
  /** Grafana math expression over the readings. */
  readonly expression: string;
  readonly above: number;
  readonly forMinutes: number;
  /** What to do when there is no data. */
  readonly noData: 'OK' | 'Alerting';
}

const LAST_WEEK = { from: 9, to: 3 } as const;
const FOUR_WEEKS_BEFORE = { from: 37, to: 10 } as const;
const fall = (metric: MetricName): Pick<AlertRule, 'readings' | 'expression' | 'above'> => ({
  readings: [
    { metric, ...LAST_WEEK },
    { metric, ...FOUR_WEEKS_BEFORE },
  ],
  expression: '($B - $A) / $B',
  above: 0.2,
});

/** What is worth a message: idle seats, a fall, stale data. */
export const ALERT_RULES: readonly AlertRule[] = Object.freeze([
  {
    uid: 'flightdeck-idle-seats',
    title: 'Idle seats',
    says: 'More than a tenth of the seats have had no activity for 30 days or more, or have never been used.',
    readings: [
      { metric: 'seats_unused_30', from: 3, to: 0 },
      { metric: 'seats', from: 3, to: 0 },
    ],
    expression: '$A / $B',
    above: 0.1,
    forMinutes: 60,
    noData: 'OK',
  },
  {
    uid: 'flightdeck-rate-fall',
    title: 'Acceptance rate fell',
    says: 'Over the last final week, the acceptance rate of completions is at least a fifth below the four weeks before.',
    ...fall('completion_acceptance_rate'),
    forMinutes: 60,
    noData: 'OK',
  },
  {
    uid: 'flightdeck-people-fall',
    title: 'Active days fell',
    says: 'Over the last final week, people were active on at least a fifth fewer days than in an average week of the four before.',
    readings: [
      { metric: 'active_days', ...LAST_WEEK },
      { metric: 'active_days', ...FOUR_WEEKS_BEFORE },
    ],
    expression: '($B / 4 - $A) / ($B / 4)',
    above: 0.2,
    forMinutes: 60,
    noData: 'OK',
  },
  {
    uid: 'flightdeck-stale',
    title: 'Data is stale',
    says: 'None of the last five days has anyone reported: the sync fails or GitHub sends nothing. See Data health.',
    readings: [{ metric: 'reported_users', from: 5, to: 0, countsDays: true }],
    expression: '1 - $A',
    above: 0,
    forMinutes: 120,
    noData: 'Alerting',
  },
]);

const EXPRESSION = { type: '__expr__', uid: '__expr__' };

interface AlertQuery {
  readonly refId: string;
  readonly datasourceUid: string;
  readonly relativeTimeRange: { readonly from: number; readonly to: number };
  readonly model: Target | Readonly<Record<string, unknown>>;
}

const expression = (refId: string, model: Readonly<Record<string, unknown>>): AlertQuery => ({
  refId,
  datasourceUid: EXPRESSION.uid,
  relativeTimeRange: { from: 0, to: 0 },
  model: { refId, datasource: EXPRESSION, ...model },
});

/** What a rule asks the data source, letter by letter. */
export function alertQueries(rule: AlertRule, flavour: Flavour): readonly AlertQuery[] {
  return rule.readings.flatMap((reading, index): AlertQuery[] => {
    const relativeTimeRange = { from: reading.from * DAY_SECONDS, to: reading.to * DAY_SECONDS };
    return flavour
      .reading(reading, String.fromCharCode(65 + index))
      .map(({ datasourceUid, model }) => ({ refId: model.refId, datasourceUid, relativeTimeRange, model }));
  });
}

/** The provisioning file of the rules. No contact points and no policy tree: a provisioned tree replaces the user's own. */
export function alertingFile(flavour: Flavour, url: string): unknown {
  return {
    apiVersion: 1,
    groups: [
      {
        orgId: 1,
        name: 'Flightdeck',
        folder: 'Flightdeck',
        interval: '10m',
        rules: ALERT_RULES.map((rule) => ({
          uid: rule.uid,
          title: rule.title,
          condition: 'over',
          data: [
            ...alertQueries(rule, flavour),
            expression('value', { type: 'math', expression: rule.expression }),
            expression('over', {
              type: 'threshold',
              expression: 'value',
              conditions: [{ evaluator: { type: 'gt', params: [rule.above] } }],
            }),
          ],
          noDataState: rule.noData,
          execErrState: 'Error',
          for: `${rule.forMinutes}m`,
          annotations: { summary: rule.says, link: url },
          labels: WARN,
          isPaused: false,
        })),
      },
    ],
  };
}
