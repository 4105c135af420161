import { DAY_KEY, defineReport, SCOPE_KEYS, WINDOW_KEYS } from './manifest.ts';
import { USERS_1_DAY } from './users-1-day.ts';

/** @source github/docs "Copilot usage metrics"; a row has a day in some files and is of the whole window in others. */
export const USERS_28_DAY = defineReport({
  kind: 'users-28-day',
  window: '28-day',
  firstDay: { enterprise: '2025-10-10', org: '2025-12-12' },
  says: 'people of the trailing 28 days; seeds and checks, never overwrites 1-day data',
  endpoint: { enterprise: 'users-28-day/latest', org: 'users-28-day/latest' },
  record: {
    required: ['user_id', 'report_start_day'],
    grain: ['report_end_day', 'day', 'user_id'],
    dayKey: 'day',
  },
  identity: { ...DAY_KEY, ...SCOPE_KEYS, ...WINDOW_KEYS },
  marks: [
    ['user_id', 'report_start_day'],
    ['user_login', 'report_start_day'],
  ],
  contains: { at: '', report: USERS_1_DAY.kind },
});
