import { type Day, eachDay, InputError, monthOf, REPORTS, weekOf } from '@flightdeck/catalog';
import { latestDay } from '../wire/shapes/reports.ts';
import { type Settled, settledAt } from '../world/history.ts';
import type { RepoRecord } from '../world/records/records.ts';
import type { ScopeName, Simulation } from '../world/simulation.ts';
import { type Fields, OUTCOME_TRUTHS, type OutcomeTruth } from './outcome-truths.ts';
import type { Truth, TruthOptions, TruthQuestion } from './truth-question.ts';

/** One row of a report and its place; `key` distinguishes it from the others of its day. */
interface Row {
  readonly day: Day;
  readonly scope: string;
  readonly key: string;
  readonly places: Readonly<Record<string, string>>;
  readonly fields: Fields;
}

/** The dimensions by which each kind of rows can be split, beside time and organization. */
const DIMENSIONS: Readonly<Record<OutcomeTruth['rows'], readonly string[]>> = {
  pull_requests: ['repository', 'repo_visibility', 'comment_type'],
  review_times: ['repository'],
  phases: ['phase'],
  engagement: ['engagement_feature'],
};

/** The same simulation, which makes the repositories of a day once for all questions. */
export function rememberRepositories(simulation: Simulation): Simulation {
  const known = new Map<string, readonly RepoRecord[]>();
  return {
    ...simulation,
    *repoRecords(scope, day) {
      const key = `${scope.kind} ${scope.slug} ${day}`;
      const records = known.get(key) ?? [...simulation.repoRecords(scope, day)];
      known.set(key, records);
      yield* records;
    },
  };
}

/** The truth of a metric that no person's row has; null for any other metric. @throws InputError `no_truth`. */
export function outcomeTruth(simulation: Simulation, options: TruthOptions, question: TruthQuestion): Truth | null {
  if ((question.by ?? []).some((name) => name === 'phase_from' || name === 'phase_to'))
    return journeyTruth(simulation, options, question);
  const outcome = OUTCOME_TRUTHS[question.metric];
  if (!outcome) return null;
  const { by = [], over = [], where = {} } = question;
  const uses = [...by, ...over, ...Object.keys(where)];
  const known = ['day', 'week', 'month', 'organization', ...DIMENSIONS[outcome.rows]];
  const unknown = uses.find((name) => !known.includes(name));
  if (unknown) {
    throw new InputError(`"${question.metric}" has no truth by ${unknown}.`, {
      code: 'no_truth',
      hint: `Ask by ${known.join(', ')}.`,
    });
  }
  const groups = new Map<string, Row[]>(by.length === 0 ? [['', []]] : []);
  for (const row of rowsOf(simulation, options, outcome, uses)) {
    if (Object.entries(where).some(([name, values]) => !values?.includes(placeOf(row, name)))) continue;
    const key = by.map((name) => placeOf(row, name)).join('\u0000');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return new Map([...groups].map(([key, rows]) => [key, measured(outcome, rows)]));
}

function placeOf({ day, scope, places }: Row, name: string): string {
  if (name === 'day') return day;
  if (name === 'week') return weekOf(day);
  if (name === 'month') return monthOf(day);
  return name === 'organization' ? scope : (places[name] ?? '');
}

function measured(outcome: OutcomeTruth, rows: readonly Row[]): number | null {
  switch (outcome.kind) {
    case 'sum':
      return add(rows.map(({ fields }) => outcome.of(fields)));
    case 'ratio': {
      const pairs = rows.flatMap(({ fields }) => [outcome.of(fields) ?? []]);
      const [above, below] = [add(pairs.map((pair) => pair[0])), add(pairs.map((pair) => pair[1]))];
      return above === null || !below ? null : (above / below) * (outcome.times ?? 1);
    }
    case 'last-ratio': {
      const side = (place: 0 | 1) =>
        measured({ rows: outcome.rows, kind: 'last', of: (row) => outcome.of(row)?.[place] }, rows);
      const [above, below] = [side(0), side(1)];
      return above === null || !below ? null : above / below;
    }
    case 'last':
    case 'last-total': {
      const apart = new Set(rows.map(({ scope, key }) => (outcome.kind === 'last' ? `${scope} ${key}` : scope)));
      if (apart.size !== 1) return null;
      // People are those of the last day with a report; a median is of the last day that had something to measure.
      const known = rows.filter(
        ({ fields }) => outcome.kind === 'last-total' || typeof outcome.of(fields) === 'number',
      );
      const day = known
        .map((row) => row.day)
        .sort()
        .at(-1);
      return add(known.filter((row) => row.day === day).map(({ fields }) => outcome.of(fields)));
    }
  }
}

function add(values: readonly unknown[]): number | null {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0);
}

function* rowsOf(
  simulation: Simulation,
  { scope, range, asOf }: TruthOptions,
  { rows }: OutcomeTruth,
  uses: readonly string[],
): Generator<Row> {
  for (const one of scopesOf(scope)) {
    const names = uses.includes('repository') ? repositoryNames(simulation, one, range) : new Map<string, string>();
    const first = [simulation.firstDay, REPORTS['aggregate-1-day'].firstDay[one.kind]].sort()[1] ?? range.from;
    for (const day of eachDay(range)) {
      if (day < first || day > simulation.lastDay) continue;
      const settled: Settled = asOf ? settledAt(day, asOf) : 3;
      const at = (key: string, places: Row['places'], fields: Fields): Row => ({
        day,
        scope: one.slug,
        key,
        places,
        fields,
      });
      if (rows === 'engagement') {
        if (day !== latestDay(simulation, one, asOf ?? new Date('9999-01-01'))) continue;
        const { copilot_feature_engagement: engagement } = simulation.aggregate28(one, day, settled);
        const { active_user_count, totals_by_feature } = (engagement ?? {}) as Fields;
        for (const row of list(totals_by_feature)) {
          const feature = String(row.feature);
          yield at(feature, { engagement_feature: feature }, { ...row, active_user_count });
        }
      } else if (rows === 'phases') {
        for (const row of list(simulation.aggregateRecord(one, day, settled).totals_by_ai_adoption_phase))
          yield at(String(row.phase_number), { phase: String(row.phase_number) }, row);
      } else {
        const whole = rows === 'pull_requests' && !uses.some((name) => name.startsWith('repo'));
        const records: readonly (readonly [string, Fields])[] = whole
          ? [['', simulation.aggregateRecord(one, day, settled)]]
          : [...simulation.repoRecords(one, day)].map((record) => [String(record.repo_id), record] as const);
        for (const [id, record] of records) {
          const places = { repository: names.get(id) ?? '', repo_visibility: String(record.repo_visibility ?? '') };
          const pulls = (record.pull_requests ?? {}) as Fields;
          if (rows === 'review_times')
            for (const row of list(record.pull_request_review_times)) yield at(id, places, row);
          else if (!uses.includes('comment_type')) yield at(id, places, pulls);
          else
            for (const row of list(pulls.copilot_suggestions_by_comment_type))
              yield at(`${id} ${row.comment_type}`, { ...places, comment_type: String(row.comment_type) }, row);
        }
      }
    }
  }
}

const scopesOf = (scope: TruthOptions['scope']): readonly ScopeName[] => ('kind' in scope ? [scope] : scope);
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value : []);

function repositoryNames(simulation: Simulation, scope: ScopeName, range: TruthOptions['range']): Map<string, string> {
  const names = new Map<string, string>();
  for (const day of eachDay(range)) {
    for (const { repo_id, repo_owner_name, repo_name } of simulation.repoRecords(scope, day))
      names.set(String(repo_id), `${repo_owner_name}/${repo_name}`);
  }
  return names;
}

/** People by their first and last phase in the range, who has none under no phase; the higher of two on one day. */
function journeyTruth(simulation: Simulation, { scope, range, asOf }: TruthOptions, question: TruthQuestion): Truth {
  const by = question.by ?? [];
  const isOfPeople = question.metric === 'people_with_phase' || question.metric === 'reported_users';
  if (!isOfPeople || question.where || by.some((name) => name !== 'phase_from' && name !== 'phase_to')) {
    throw new InputError('Ways between phases are known for people, by nothing else and without filters.', {
      code: 'no_truth',
      hint: 'Ask for people_with_phase or reported_users by phase_from and phase_to.',
    });
  }
  const journeys = new Map<number, { phase_from: string; phase_to: string }>();
  for (const day of eachDay(range)) {
    const today = new Map<number, number | null>();
    for (const one of scopesOf(scope)) {
      for (const record of simulation.userRecords(one, day, asOf ? settledAt(day, asOf) : 3)) {
        const phase = (record.ai_adoption_phase as Fields | undefined)?.phase_number;
        const known = today.get(record.user_id) ?? null;
        today.set(record.user_id, typeof phase === 'number' ? Math.max(phase, known ?? phase) : known);
      }
    }
    for (const [person, phase] of today) {
      const known = journeys.get(person) ?? { phase_from: '', phase_to: '' };
      const now = phase === null ? '' : String(phase);
      journeys.set(person, { phase_from: known.phase_from || now, phase_to: now || known.phase_to });
    }
  }
  const people = new Map<string, number>();
  for (const journey of journeys.values()) {
    if (question.metric === 'people_with_phase' && journey.phase_from === '') continue;
    const key = by.map((name) => journey[name === 'phase_from' ? 'phase_from' : 'phase_to']).join('\u0000');
    people.set(key, (people.get(key) ?? 0) + 1);
  }
  return people;
}
