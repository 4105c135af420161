import type { MetricName } from '../../names.ts';

/** What makes a day active: a prompt, as GitHub describes an active user, or any row of the person. */
export type ActiveBy = 'prompt' | 'activity';

/** Which days adoption is measured over. */
export type DaysThatCount = 'working' | 'all';

/** What a reader has chosen of days. */
export interface ActiveDay {
  readonly by: ActiveBy;
  readonly days: DaysThatCount;
}

/** The metrics of active days. */
export interface DayMetrics {
  readonly days: MetricName;
  readonly score: MetricName;
  readonly suggestedPerDay: MetricName;
  readonly addedPerDay: MetricName;
  readonly deletedPerDay: MetricName;
}

/** Adoption begins with working days that have a prompt. */
export const FIRST_ACTIVE_DAY: ActiveDay = Object.freeze({ by: 'prompt', days: 'working' });

const PER_DAY: Readonly<Record<ActiveBy, Pick<DayMetrics, 'suggestedPerDay' | 'addedPerDay' | 'deletedPerDay'>>> = {
  prompt: {
    suggestedPerDay: 'loc_suggested_per_active_day',
    addedPerDay: 'loc_added_per_active_day',
    deletedPerDay: 'loc_deleted_per_active_day',
  },
  activity: {
    suggestedPerDay: 'loc_suggested_per_reported_day',
    addedPerDay: 'loc_added_per_reported_day',
    deletedPerDay: 'loc_deleted_per_reported_day',
  },
};
const DAYS: Readonly<Record<ActiveBy, Readonly<Record<DaysThatCount, Pick<DayMetrics, 'days' | 'score'>>>>> = {
  prompt: {
    working: { days: 'active_working_days', score: 'adoption_score_working_days' },
    all: { days: 'active_days', score: 'adoption_score' },
  },
  activity: {
    working: { days: 'reported_working_days', score: 'adoption_score_any_activity_working_days' },
    all: { days: 'reported_days', score: 'adoption_score_any_activity' },
  },
};

/** The metrics of what was chosen. */
export const dayMetrics = ({ by, days }: ActiveDay): DayMetrics => ({ ...DAYS[by][days], ...PER_DAY[by] });

/** True for days, and their score, of which only working days count. */
export const isOfWorkingDays = (metric: string): boolean =>
  Object.values(DAYS).some(({ working }) => working.days === metric || working.score === metric);
