import {
  carries,
  DIMENSIONS,
  FACTS,
  findMetric,
  METRICS,
  type Measure,
  measuresIn,
  SAME,
  sourceOf,
} from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { planQuery } from '../plan/plan.ts';
import { parseQuery } from '../request/metric-query.ts';
import { isUnanswered, type WhyNot, whyNot } from './why-not.ts';

const RANGE = { from: '2026-11-20', to: '2026-11-20' };
const ask = (metric: string, ...by: string[]) =>
  planQuery(parseQuery({ metrics: [metric], by, range: RANGE }), ['org:acme']).notes.filter(isUnanswered);
const said = (metric: string, ...by: string[]) => ask(metric, ...by).map(({ code, message }) => `${code}: ${message}`);

const NAMES = DIMENSIONS.filter(({ kind }) => kind !== 'time' && kind !== 'scope').map(({ name }) => name);
const FACT_BY_NAME = new Map(FACTS.map((fact) => [fact.name, fact]));

const hasAll = ({ facts }: Measure, by: readonly string[]): boolean =>
  facts.some((name) => {
    const fact = FACT_BY_NAME.get(name);
    return fact !== undefined && by.every((one) => carries(fact, one));
  });

/** Each measure that has no answer by a dimension, or by two together though it has one by each alone; and why. */
const REFUSALS = METRICS.flatMap(({ name, formula }) =>
  measuresIn(formula).flatMap((measure) => {
    const answered = NAMES.filter((one) => hasAll(measure, [one]));
    const alone = NAMES.filter((one) => !answered.includes(one)).map((one) => [one]);
    const together = answered.flatMap((one, index) => answered.slice(index + 1).map((other) => [one, other]));
    return [...alone, ...together.filter((by) => !hasAll(measure, by))].map((by) => ({
      metric: name,
      measure,
      by,
      why: whyNot(name, measure, by),
    }));
  }),
);

/**
 * What stands together in GitHub's reports, read off its reference by hand: arrays of a person's row and of the totals, the
 * dimensions an element has and the counters beside them. Whatever stands in one of them GitHub does report.
 */
const SEVEN = 'user_initiated_interaction_count ';
const SIX =
  'code_generation_activity_count code_acceptance_activity_count loc_suggested_to_add_sum loc_suggested_to_delete_sum loc_added_sum loc_deleted_sum';
const ARRAYS: readonly (readonly [dimensions: string, counters: string])[] = [
  ['ide ide_version plugin plugin_version', `${SEVEN}${SIX}`],
  ['feature', `${SEVEN}${SIX}`],
  ['language feature', SIX],
  ['language model', SIX],
  ['model feature', `${SEVEN}${SIX}`],
  [
    'surface cli_version',
    'session_count request_count prompt_count prompt_tokens_sum output_tokens_sum total_user_messages',
  ],
  ['customization', 'interaction_count kind'],
];
const OF_PEOPLE_ONLY = ['ide_version', 'plugin', 'plugin_version', 'cli_version'];
const isReported = ({ column, when, facts }: Measure, by: readonly string[]): boolean =>
  ARRAYS.some(
    ([dimensions, counters]) =>
      by.every((name) => dimensions.split(' ').includes(name)) &&
      !(facts[0]?.startsWith('scope_') && by.some((name) => OF_PEOPLE_ONLY.includes(name))) &&
      [column, ...when.map((test) => test.column)].every(
        (name) => name === null || name === 'day' || name === 'feature' || counters.split(' ').includes(name),
      ) &&
      (!when.some(({ column: name }) => name === 'feature') || dimensions.split(' ').includes('feature')),
  );

/** By source the dimensions GitHub may be blamed for, beside the arrays above. */
const SEATS =
  'granting_team granting_organization last_editor last_activity_editor last_signed_in idle_band seat_created last_active pending_cancellation_date';
const POLICIES = 'seat_management public_code_suggestions ide_chat platform_chat cli_policy';
const BILLS =
  'product sku cost_center billed_organization billed_user billed_model billed_unit repository_name workflow exceeds_quota';
const ARRAY_KEYS =
  'language ide ide_version plugin plugin_version feature model surface cli_version agent_app agent_app_id customization';
const PHASES = 'phase phase_from phase_to';
const REPOSITORIES = 'repository repo_visibility comment_type';
const BLAMED = {
  people: `${ARRAY_KEYS} ${REPOSITORIES} engagement_feature product sku billed_model billed_unit repository_name workflow exceeds_quota`,
  memberships: `${REPOSITORIES} engagement_feature product sku billed_model billed_unit repository_name workflow exceeds_quota`,
  totals: `${ARRAY_KEYS} user team phase_from phase_to ${REPOSITORIES} engagement_feature ${SEATS} legacy_team ${BILLS}`,
  phases: `${ARRAY_KEYS} ${REPOSITORIES} engagement_feature ${SEATS} legacy_team ${BILLS}`,
  engagement: `${ARRAY_KEYS.replace(' feature', '')} user team ${PHASES} ${REPOSITORIES} ${SEATS} legacy_team ${BILLS}`,
  'pull requests': `${ARRAY_KEYS} user team ${PHASES} comment_type engagement_feature ${SEATS} legacy_team ${BILLS.replace(' repository_name', '')}`,
  'review times': `${ARRAY_KEYS} user team ${PHASES} comment_type engagement_feature ${SEATS} legacy_team ${BILLS.replace(' repository_name', '')}`,
  seats: `${ARRAY_KEYS.replace(' ide ', ' ')} ${REPOSITORIES} engagement_feature legacy_team billed_model billed_unit repository_name workflow exceeds_quota`,
  'seat list': `${ARRAY_KEYS} user team plan ${SEATS} ${POLICIES} ${PHASES} ${REPOSITORIES} engagement_feature legacy_team ${BILLS}`,
  'seat summary': `${ARRAY_KEYS} user team ${SEATS} ${PHASES} ${REPOSITORIES} engagement_feature legacy_team ${BILLS}`,
  'older API': `${ARRAY_KEYS} user ${PHASES} repo_visibility comment_type engagement_feature plan ${SEATS} ${POLICIES} ${BILLS}`,
  credits: `${ARRAY_KEYS.replace(' model', '')} comment_type engagement_feature workflow exceeds_quota`,
  requests: `${ARRAY_KEYS.replace(' model', '')} ${REPOSITORIES} engagement_feature workflow repository_name`,
  bill: `${ARRAY_KEYS} comment_type engagement_feature billed_model exceeds_quota`,
};

describe('why a number has no answer by something', () => {
  it("names the way to ask where GitHub's records hold it", () => {
    expect(said('people_with_phase', 'phase')).toEqual([
      'not_joined: Flightdeck does not answer "People with a phase" by adoption phase, though GitHub\'s records would allow it. Ask by phase_from, or by phase_to.',
    ]);
    expect(said('seats', 'team')).toEqual([
      'not_joined: Flightdeck does not answer "Seats" by team, though GitHub\'s records would allow it. Ask by granting_team, or by user, and team_members by user and team.',
    ]);
    expect(said('active_users', 'plan')).toEqual([
      'not_joined: Flightdeck does not answer "Active people" by plan, though GitHub\'s records would allow it. Ask by user, and seats by user and the same.',
    ]);
    expect(said('billed_net', 'user')).toEqual([
      'not_joined: Flightdeck does not answer "Billed, net" by person, though GitHub\'s records would allow it. Ask by billed_user.',
    ]);
    expect(said('loc_added_per_reported_day', 'language')).toEqual([
      'not_joined: Flightdeck does not answer "All lines added per day with any activity" by language, though GitHub\'s records would allow it. Ask loc_added, reported_days by the same.',
    ]);
  });

  it('blames GitHub for what GitHub does not report, and names only that', () => {
    expect(said('interactions', 'team', 'language')).toEqual([
      'not_reported: GitHub does not report "Prompts" by language.',
    ]);
    expect(said('accepted', 'team', 'language', 'ide')).toEqual([
      'not_reported: GitHub does not report "All outputs accepted" by language × editor.',
    ]);
    expect(said('active_users', 'plan', 'language')).toEqual([
      'not_reported: GitHub does not report "Active people" by language.',
    ]);
    expect(said('github_daily_active_users', 'team')).toEqual([
      'not_reported: GitHub does not report "GitHub\'s daily active users" by team.',
    ]);
  });

  it('has a rule for each metric by each dimension and by each two of them', () => {
    const unknown = REFUSALS.filter(({ why }) => why.limit === 'unknown');
    expect(unknown.map(({ metric, by }) => `${metric} by ${by.join(' × ')}`)).toEqual([]);
  });

  it('blames GitHub by no dimension but those of the table, and for no array that GitHub has', () => {
    const blamed = REFUSALS.filter(
      (one): one is typeof one & { why: Extract<WhyNot, { limit: 'github' }> } => one.why.limit === 'github',
    );
    const wrong = blamed.filter(({ measure, why }) => {
      const source = sourceOf(measure);
      const may = BLAMED[source].split(' ');
      const isOfAgents = measure.facts.some((name) => name.endsWith('_agent'));
      return (
        !why.dimensions.every((name) => may.includes(name)) ||
        ((source === 'people' || source === 'totals') && !isOfAgents && isReported(measure, why.dimensions))
      );
    });
    expect(wrong.map(({ metric, why }) => `${metric} by ${why.dimensions.join(' × ')}`)).toEqual([]);
    // Each line of the table is needed: nothing in it is answered or a limit of ours throughout.
    const used = new Set(
      blamed.flatMap(({ measure, why }) => why.dimensions.map((name) => `${sourceOf(measure)} ${name}`)),
    );
    const listed = Object.entries(BLAMED).flatMap(([source, names]) =>
      names.split(' ').map((name) => `${source} ${name}`),
    );
    expect(listed.filter((line) => !used.has(line))).toEqual([]);
  });

  it('names only questions that have an answer', () => {
    const ours = REFUSALS.filter(({ by }) => by.length === 1).flatMap(({ metric, by, why }) =>
      why.limit === 'ours' ? why.ask.map((questions) => ({ metric, by: by[0] ?? '', questions })) : [],
    );
    const failing = ours.flatMap(({ metric, by, questions }) =>
      questions.flatMap((question) =>
        (question.metrics ?? [metric]).flatMap((name) => {
          const asked = question.by.map((one) => (one === SAME ? by : one));
          return findMetric(name) && ask(name, ...asked).length === 0
            ? []
            : [`${metric} by ${by}: ${name} by ${asked.join(' × ')}`];
        }),
      ),
    );
    expect([...new Set(failing)]).toEqual([]);
    expect(ours.length).toBeGreaterThan(1000);
  });
});
