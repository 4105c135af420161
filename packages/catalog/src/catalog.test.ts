import { describe, expect, it } from 'vitest';
import {
  DIMENSIONS,
  FACTS,
  type Formula,
  findMeasure,
  findMetric,
  MEASUREMENT_BREAKS,
  MEASURES,
  METRICS,
  metricsDrawn,
  PANELS,
} from './index.ts';
import { formatSource } from './metrics/metrics.ts';

const facts = new Map(FACTS.map((fact) => [fact.name, fact]));

function measuresOf(formula: Formula): string[] {
  if (formula.op === 'measure') return [formula.measure];
  if (formula.op === 'ratio') return [...measuresOf(formula.over), ...measuresOf(formula.under)];
  if (formula.op === 'cost')
    return [...Object.values(formula.seats), formula.priced, formula.planned].flatMap(measuresOf);
  return 'left' in formula ? [...measuresOf(formula.left), ...measuresOf(formula.right)] : [];
}

describe('the catalogue', () => {
  it('names nothing twice', () => {
    for (const list of [DIMENSIONS, MEASURES, METRICS, FACTS]) {
      const names = list.map((entry) => entry.name);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(new Set(PANELS.map((panel) => panel.id)).size).toBe(PANELS.length);
  });

  it('builds metrics only from measures it has, and uses every measure', () => {
    const used = new Set(METRICS.flatMap((metric) => measuresOf(metric.formula)));
    expect([...used].filter((name) => !findMeasure(name))).toEqual([]);
    expect(MEASURES.filter((measure) => !used.has(measure.name))).toEqual([]);
  });

  it('aggregates only columns that stand in every candidate fact', () => {
    for (const measure of MEASURES) {
      for (const name of measure.facts) {
        const columns = ['day', ...(facts.get(name)?.columns.map((column) => column.name) ?? [])];
        for (const needed of [
          measure.column,
          measure.weight ?? null,
          ...measure.when.map((condition) => condition.column),
        ]) {
          if (needed !== null) expect(columns, `${measure.name} on ${name}`).toContain(needed);
        }
        if (['people', 'person_days', 'people_in_several'].includes(measure.aggregate))
          expect(columns).toContain('user_id');
      }
    }
  });

  it('says of every metric what it is, who is counted and where it comes from', () => {
    for (const metric of METRICS) {
      expect(metric.definition, metric.name).toMatch(/\.$/);
      expect(metric.population, metric.name).toMatch(/\.$/);
      expect(formatSource(metric), metric.name).toMatch(/: /);
    }
  });

  it('has one name a metric, so that no two numbers are called the same', () => {
    const labels = METRICS.map(({ label }) => label.toLowerCase());
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
    const named = [
      'completions_accepted',
      'accepted',
      'chat_accepted',
      'completion_acceptance_rate',
      'acceptance_rate',
    ];
    expect(named.map((name) => findMetric(name)?.label)).toEqual([
      'Completions accepted',
      'All outputs accepted',
      'Chat outputs accepted',
      'Acceptance rate of completions',
      'Acceptance rate of all outputs',
    ]);
    expect(findMetric('completion_acceptance_rate')?.mark).toBe('by count');
    expect(findMetric('active_users')?.mark).toBe('Active people');
  });

  it('says in the name of every count of outputs, lines and rates whose it is', () => {
    const bare =
      /^(suggested|accepted|acceptance rate|lines (suggested|accepted|added|deleted)|suggestions|sessions|requests|prompts of|rate|share)$/i;
    expect(METRICS.filter(({ label }) => bare.test(label)).map(({ name }) => name)).toEqual([]);
  });

  it('has every metric the first issue asks for', () => {
    const asked =
      'active_users reported_users github_daily_active_users github_weekly_active_users github_monthly_active_users interactions generated accepted acceptance_rate completions_generated completions_accepted completion_acceptance_rate loc_suggested_to_add loc_suggested_to_delete loc_added loc_deleted lines_acceptance_rate chat_users agent_users cli_users active_days adoption_score ai_credits_used cli_tokens_input cli_tokens_output pull_requests_created pull_requests_merged pull_requests_reviewed pull_requests_created_by_copilot pull_requests_merged_created_by_copilot pull_requests_reviewed_by_copilot';
    expect(asked.split(' ').filter((name) => !findMetric(name))).toEqual([]);
  });

  it('draws panels and flags breaks only of metrics it has', () => {
    const named = [...PANELS.flatMap(metricsDrawn), ...MEASUREMENT_BREAKS.flatMap((entry) => entry.metrics)];
    expect(named.filter((name) => !findMetric(name))).toEqual([]);
  });
});
